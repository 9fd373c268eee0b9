"""What exists: accounts, guilds, channels, messages, events."""
