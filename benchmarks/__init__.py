"""Measures speed and memory of Atelier, and compares them with a bare discord.py bot. Run `make bench`."""
