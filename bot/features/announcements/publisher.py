"""Says announcements: chooses the channel, and finds the words and what stands beneath them."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import discord

from bot.chat import channel_bindings as places
from bot.chat.client import Atelier
from bot.chat.multilingual import InOneLanguage, in_all_languages
from bot.chat.posts import Post, button, buttons
from bot.core.announcement_kind import AnnouncementKind
from bot.core.people import Participant
from bot.features.announcements.model import Announcement
from bot.features.announcements.sending import Aside
from bot.features.announcements.wording import in_words, spoken, words_of
from bot.features.interpreters.feed import Booth
from bot.features.key_messages import service as key_messages
from bot.features.organisers import alerts as asides
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.outbox.channel_sender import Speaker
from bot.outbox.direct_message_queue import Postroom
from bot.outbox.direct_messages import Letter
from bot.outbox.messages import OutgoingMessage
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


class DiscordHerald(Speaker):
    """The `Herald` that speaks at Discord."""

    def __init__(self, client: Atelier, postroom: Postroom, booth: Booth) -> None:
        super().__init__(client)
        self._postroom = postroom
        self._booth = booth

    async def word(
        self, context: WorkshopContext, announcement: Announcement, payload: str | None
    ) -> OutgoingMessage | None:
        channel = self.channel(context, places.announcements(announcement.language))
        say = await words_of(context, announcement, payload)
        if say is None:
            return None
        post = self._post(context, announcement, say)
        return OutgoingMessage(channel.id, post.print, post)

    async def word_aside(self, context: WorkshopContext, aside: Aside) -> OutgoingMessage | None:
        found = await asides.words(context, aside)
        if found is None:
            return None
        post = Post(in_all_languages(context, found.say), found.view)
        return OutgoingMessage(self.channel(context, "organisers").id, post.print, post)

    async def letters(self, context: WorkshopContext, announcement: Announcement, payload: str | None) -> list[Letter]:
        """A reminder goes to each of those it is for, in their language."""
        try:
            here = [p for p in await _to_remind(context, announcement) if announcement.language in ("", p.language)]
            say = await words_of(context, announcement, payload) if here else None
            return to_each(context, here, say) if say else []
        except Exception:
            log.exception("%s was said, but no letters could be made of it", announcement.key)
            return []

    def follow_up(self, context: WorkshopContext) -> None:
        self._postroom.wake()
        self._booth.wake(context)

    def _post(self, context: WorkshopContext, announcement: Announcement, say: InOneLanguage) -> Post:
        blocks, view = in_words(context, announcement, say), _view(announcement, spoken(context, announcement))
        role = self._role_to_ping(context, announcement.kind)
        return Post((f"<@&{role.id}>", *blocks), view, role.id) if role else Post(blocks, view)

    def _role_to_ping(self, context: WorkshopContext, kind: AnnouncementKind) -> discord.Role | None:
        if kind.value not in context.workshop.mention:
            return None
        return places.role(context, self.guild(context), "coordinator")


async def _to_remind(context: WorkshopContext, announcement: Announcement) -> list[Participant]:
    """Whom a reminder is for: of a session everyone, of the desk those of whom nothing has come."""
    match announcement.kind:
        case AnnouncementKind.REMINDER:
            return context.all_participants()
        case AnnouncementKind.DESK_REMINDER:
            missing = (await key_messages.coverage(context)).missing
            return [person for administration in missing for person in context.delegates(administration.code)]
        case _:
            return []


def to_each(context: WorkshopContext, people: Iterable[Participant], say: InOneLanguage) -> list[Letter]:
    """The same as a letter to each of `people`, in their language."""
    return [Letter(who, say(phrases(who.language), Formats(who.language, context.workshop.zone))) for who in people]


def _view(announcement: Announcement, languages: tuple[str, ...]) -> discord.ui.View | None:
    style = discord.ButtonStyle.primary
    match announcement.kind:
        case AnnouncementKind.OPENING:
            floor = button(floor_label(languages), "floor:request")
            return buttons([button(sign_in_label(languages), "signin", style), floor])
        case AnnouncementKind.DESK_OPEN | AnnouncementKind.DESK_REMINDER:
            return buttons([button(write_label(languages), "keymessage:write", style)])
        case AnnouncementKind.EVALUATION_OPEN | AnnouncementKind.EVALUATION_REMINDER:
            return buttons([button(evaluate_label(languages), f"evaluate:open:{announcement.subject}", style)])
        case _:
            return None


def floor_label(languages: tuple[str, ...]) -> str:
    return " / ".join(phrases(language)("Ask for the floor") for language in languages)


def evaluate_label(languages: tuple[str, ...]) -> str:
    return " / ".join(phrases(language)("Give my opinion") for language in languages)


def sign_in_label(languages: tuple[str, ...]) -> str:
    return " / ".join(phrases(language)("Sign in") for language in languages)


def write_label(languages: tuple[str, ...]) -> str:
    return " / ".join(phrases(language)("Write a key message") for language in languages)
