"""The application's settings in Discord's developer portal.

https://discord.com/developers/docs/quick-start/getting-started
"""

import secrets
from dataclasses import dataclass, field


@dataclass
class DeveloperPortal:
    """What the portal grants the bot: its token, its privileged intents, and how it may connect."""

    token: str
    privileged_intents: frozenset[str]
    shards: int | None = None
    """The recommended number of shards; None to compute it from the number of guilds."""
    max_concurrency: int = 1
    identify_every_s: float = 5.0
    """Real seconds between two Identify of one rate limit key."""
    owner_has_two_factor: bool = True
    """Whether the account that owns the application uses two-factor authentication."""
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
