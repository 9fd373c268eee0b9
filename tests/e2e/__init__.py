"""The real bot process, over the wire, against the stand-in Discord."""
