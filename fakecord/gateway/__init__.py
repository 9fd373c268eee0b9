"""Discord's gateway: websocket connections, sessions, intents, events."""
