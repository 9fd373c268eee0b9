"""The content of announcements. Each kind has a provider.

The provider of a kind about another feature is in that feature. `app.py` puts the providers of all features into one
table.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.chat.multilingual import InOneLanguage, marked
from bot.core.announcement_kind import AnnouncementKind
from bot.core.people import Participant
from bot.features.announcements.model import Announcement
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

Buttons = Callable[[tuple[str, ...]], discord.ui.View]
"""The buttons beneath a message, with labels in these languages."""


@dataclass(frozen=True, slots=True)
class AnnouncementContent:
    """The text in one language at a time, the buttons below it, and the people who also get it as a direct message.

    `mentions_recipients`: these people are mentioned in the channel. `silent`: nobody has to act, so no phone makes a
    sound.
    """

    say: InOneLanguage
    buttons: Buttons | None = None
    recipients: tuple[Participant, ...] = ()
    mentions_recipients: bool = False
    silent: bool = False


Content = AnnouncementContent | None
"""The content, or None if there is nothing to say any more."""
ContentProvider = Callable[[WorkshopContext, Announcement, bool], Awaitable[Content]]
"""Returns the present content of an announcement.

The third argument, `aloud`, asks for a text to read out, without buttons.
"""
Contents = Mapping[AnnouncementKind, ContentProvider]


def has_opening_at(context: WorkshopContext, at: datetime) -> bool:
    """Whether a session opens at that moment. Its opening makes the phones sound, and one sound is enough."""
    states = context.schedule.states.values()
    return any(state.is_held and at == (state.opened_at or state.start) for state in states)


def languages_of(context: WorkshopContext, announcement: Announcement) -> tuple[str, ...]:
    """The languages that the announcement carries."""
    return (announcement.language,) if announcement.language else context.workshop.languages


def in_its_languages(context: WorkshopContext, announcement: Announcement, say: InOneLanguage) -> tuple[str, ...]:
    """A block in each language that the announcement carries."""
    zone = context.workshop.zone
    languages = languages_of(context, announcement)
    return marked(languages, (say(phrases(language), Formats(language, zone)) for language in languages))
