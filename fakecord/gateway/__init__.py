"""The websocket: sessions, intents, events."""
