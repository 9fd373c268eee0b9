"""Persons before their screens: what they see, and what they can do."""
