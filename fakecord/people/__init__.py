"""Simulated users of Discord's client: what they see, and what they can do."""
