"""The objects that Discord knows: accounts, guilds, channels, messages, scheduled events, interactions."""
