"""How fast and how large Atelier is, against a bare discord.py bot: `make bench`, or `python -m benchmarks`."""
