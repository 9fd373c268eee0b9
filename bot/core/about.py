"""Texts of a workshop file: its word for the groups, and texts for the report's article and for certificates."""

from dataclasses import dataclass

from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone said about the workshop: their name, their role, their words."""

    who: str
    role: Text
    text: Text


@dataclass(frozen=True, slots=True)
class About:
    """What the report's article says in addition to the bot's own data. Every part may be missing.

    `host` held `event` via `platform`; `participants` is a plural noun for those who took part, such as `partner
    administrations`.
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
    """A workshop's word for its groups of participants: `Hospital`, `Hospitals`. For labels and headings."""

    one: Text
    many: Text


@dataclass(frozen=True, slots=True)
class Certificate:
    """The title and the text of certificates of attendance."""

    title: Text
    text: Text
