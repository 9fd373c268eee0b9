"""The real bot process, over the wire, against fakecord."""
