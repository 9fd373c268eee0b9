"""What a workshop's file says about it for the report's article."""

from dataclasses import dataclass

from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone said of the workshop: their name, their role, their words."""

    who: str
    role: Text
    text: Text


@dataclass(frozen=True, slots=True)
class About:
    """What the report's article says beyond what the bot saw; every part may be missing.

    `host` held `event` via `platform`, with so many `participants`, such as `partner administrations`.
    """

    host: Text | None = None
    event: Text | None = None
    platform: Text | None = None
    participants: Text | None = None
    purpose: Text | None = None
    outlook: Text | None = None
    quotes: tuple[Quote, ...] = ()
    contact: str | None = None
