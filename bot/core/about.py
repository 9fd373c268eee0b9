"""What a workshop file says for people to read: of its groups, in the report's article and on certificates."""

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


@dataclass(frozen=True, slots=True)
class GroupWord:
    """What a workshop calls the groups for which people take part: `Hospital`, `Hospitals`. For labels and headings."""

    one: Text
    many: Text


@dataclass(frozen=True, slots=True)
class Certificate:
    """The title and the text of certificates of attendance."""

    title: Text
    text: Text
