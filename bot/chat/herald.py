"""Says announcements: chooses the channel, finds the words, posts them, and finds them again after a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Container, Iterable
from datetime import date, datetime

import discord

from bot.chat import asides, messenger, places
from bot.chat.client import Atelier
from bot.chat.interpreters import InterpretersFeed
from bot.chat.posts import Post, button, buttons
from bot.chat.presenters import announcements as words
from bot.domain.announcements import Announcement, Kind, nonce_of
from bot.domain.schedule import Slot
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.services import key_messages, summary
from bot.services.announcing import Aside, CannotSay, Found, Wording
from bot.services.changes import Notice
from bot.services.letters import Letter
from bot.services.people import Participant
from bot.services.postroom import Postroom
from bot.services.room import Room

log = logging.getLogger(__name__)

InOneLanguage = Callable[[Phrases, Formats], str]


class DiscordHerald:
    """The `Herald` that speaks at Discord."""

    def __init__(self, client: Atelier, postroom: Postroom, feed: InterpretersFeed) -> None:
        self._client = client
        self._postroom = postroom
        self._feed = feed

    def ask_for_silence(self) -> None:
        self._client.silence.begin()

    async def word(self, room: Room, announcement: Announcement, payload: str | None) -> Wording | None:
        channel = self._channel(room, places.announcements(announcement.language))
        say = await _words(room, announcement, payload)
        if say is None:
            return None
        post = self._post(room, announcement, say)
        return Wording(channel.id, post.print, post)

    async def word_aside(self, room: Room, aside: Aside) -> Wording | None:
        found = await asides.words(room, aside)
        if found is None:
            return None
        post = Post(in_all_languages(room, found.say), found.view)
        return Wording(self._channel(room, "organisers").id, post.print, post)

    async def say(self, room: Room, key: str, wording: Wording) -> int:
        assert isinstance(wording.said, Post)
        channel = self._guild(room).get_channel(wording.channel)
        if not isinstance(channel, discord.TextChannel):
            raise CannotSay(f"{messenger.CHANNEL_GONE}:{wording.channel}", lasting=True)
        return (await messenger.post(channel, wording.said, nonce_of(room.id, key))).id

    async def find(self, room: Room, channel: int, print_: str, since: datetime, known: Container[int]) -> Found | None:
        assert self._client.user is not None
        place = self._guild(room).get_channel(channel)
        if not isinstance(place, discord.TextChannel):
            return None  # deleted since: nobody reads it there any more
        return await messenger.find(place, self._client.user.id, print_, since, known)

    async def letters(self, room: Room, announcement: Announcement, payload: str | None) -> list[Letter]:
        """A reminder goes to each of those it is for, in their language."""
        try:
            here = [p for p in await _to_remind(room, announcement) if announcement.language in ("", p.language)]
            say = await _words(room, announcement, payload) if here else None
            return to_each(room, here, say) if say else []
        except Exception:
            log.exception("%s was said, but no letters could be made of it", announcement.key)
            return []

    async def follow_up(self, room: Room, announcement: Announcement, payload: str | None) -> None:
        """Read it to the interpreters, and have its letters brought."""
        self._postroom.wake()
        try:
            say = await _words(room, announcement, payload)
            if say:
                self._feed.read_aloud(room, "\n\n".join(_in_words(room, announcement, say)))
        except Exception:
            log.exception("%s was said, but not passed on", announcement.key)

    def _post(self, room: Room, announcement: Announcement, say: InOneLanguage) -> Post:
        blocks, view = _in_words(room, announcement, say), _view(announcement, _spoken(room, announcement))
        role = self._role_to_ping(room, announcement.kind)
        return Post((f"<@&{role.id}>", *blocks), view, role.id) if role else Post(blocks, view)

    def _role_to_ping(self, room: Room, kind: Kind) -> discord.Role | None:
        if kind.value not in room.workshop.mention:
            return None
        return places.role(room, self._guild(room), "coordinator")

    def _guild(self, room: Room) -> discord.Guild:
        guild = self._client.get_guild(room.guild or 0)
        if guild is None or guild.unavailable:
            raise CannotSay(f"{messenger.UNREACHABLE}:{room.guild}", lasting=False)
        return guild

    def _channel(self, room: Room, purpose: str) -> discord.TextChannel:
        channel = places.text_channel(room, self._guild(room), purpose)
        if channel is None:
            name = places.channel_names(room)[purpose]
            raise CannotSay(f"{messenger.CHANNEL_GONE}:#{name}", lasting=True)
        return channel


def _spoken(room: Room, announcement: Announcement) -> tuple[str, ...]:
    return (announcement.language,) if announcement.language else room.workshop.languages


def _in_words(room: Room, announcement: Announcement, say: InOneLanguage) -> tuple[str, ...]:
    """A block in each language that the announcement carries."""
    spoken = _spoken(room, announcement)
    return tuple(say(phrases(language), Formats(language, room.workshop.zone)) for language in spoken)


async def _to_remind(room: Room, announcement: Announcement) -> list[Participant]:
    """Whom a reminder is for: of a session everyone, of the desk those of whom nothing has come."""
    match announcement.kind:
        case Kind.REMINDER:
            return room.everyone()
        case Kind.DESK_REMINDER:
            missing = (await key_messages.coverage(room)).missing
            return [person for administration in missing for person in room.delegation(administration.code)]
        case _:
            return []


def to_each(room: Room, people: Iterable[Participant], say: InOneLanguage) -> list[Letter]:
    """The same as a letter to each of `people`, in their language."""
    return [Letter(who, say(phrases(who.language), Formats(who.language, room.workshop.zone))) for who in people]


def in_all_languages(room: Room, say: InOneLanguage) -> tuple[str, ...]:
    """The same thing said once in each of the workshop's languages."""
    return tuple(say(phrases(each), Formats(each, room.workshop.zone)) for each in room.workshop.languages)


def _view(announcement: Announcement, languages: tuple[str, ...]) -> discord.ui.View | None:
    style = discord.ButtonStyle.primary
    match announcement.kind:
        case Kind.OPENING:
            floor = button(floor_label(languages), "floor:request")
            return buttons([button(sign_in_label(languages), "signin", style), floor])
        case Kind.DESK_OPEN | Kind.DESK_REMINDER:
            return buttons([button(write_label(languages), "keymessage:write", style)])
        case Kind.EVALUATION_OPEN | Kind.EVALUATION_REMINDER:
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


async def _words(room: Room, announcement: Announcement, payload: str | None) -> InOneLanguage | None:
    """What to say, once in whichever language; None where there is nothing to say any more."""
    schedule, subject = room.schedule, announcement.subject
    match announcement.kind:
        case Kind.REMINDER | Kind.OPENING | Kind.CLOSING:
            return _session_words(room, announcement, schedule.slots.get(subject))
        case Kind.AGENDA:
            return lambda _, f: words.morning(_, f, schedule, date.fromisoformat(subject))
        case Kind.SUMMARY:
            day = await summary.of_day(room, date.fromisoformat(subject))
            return lambda _, f: words.evening(_, f, day, len(room.workshop.administrations))
        case Kind.DESK_OPEN | Kind.DESK_REMINDER | Kind.DESK_CLOSE:
            return await _desk_words(room, announcement)
        case Kind.EVALUATION_OPEN | Kind.EVALUATION_REMINDER:
            return _evaluation_words(room, announcement.kind, subject)
        case Kind.CHANGE:
            notice = Notice.from_json(payload or "")
            return lambda _, f: words.changes(_, f, schedule, notice)
        case Kind.NOTICE:
            texts = json.loads(payload or "{}")
            return lambda _, f: words.notice(_, texts)


def _session_words(room: Room, announcement: Announcement, slot: Slot | None) -> InOneLanguage | None:
    if slot is None or not slot.is_held:
        return None
    if announcement.kind is Kind.REMINDER:
        return lambda _, f: words.reminder(_, f, room.schedule, slot, announcement.offset)
    if announcement.kind is Kind.OPENING:
        return lambda _, f: words.opening(_, f, room.schedule, slot)
    return lambda _, f: words.closing(_, f, slot, _following(room, slot))


def _following(room: Room, slot: Slot) -> Slot | None:
    upcoming = room.schedule.upcoming(room.now())
    same_day = upcoming and room.schedule.local_date(upcoming) == room.schedule.local_date(slot)
    return upcoming if same_day else None


async def _desk_words(room: Room, announcement: Announcement) -> InOneLanguage | None:
    if room.workshop.desk is None:
        return None
    if announcement.kind is Kind.DESK_OPEN:
        return lambda _, f: words.desk_open(_, f, room.schedule)
    coverage = await key_messages.coverage(room)
    if announcement.kind is Kind.DESK_REMINDER:
        missing, before = coverage.missing, announcement.offset
        return (lambda _, f: words.desk_reminder(_, f, room.schedule, missing, before)) if missing else None
    administrations = len(room.workshop.administrations)
    return lambda _, f: words.desk_close(_, len(coverage.sent), administrations, coverage.messages)


def _evaluation_words(room: Room, kind: Kind, subject: str) -> InOneLanguage | None:
    evaluation = room.workshop.evaluation(subject)
    if evaluation is None:
        return None
    if kind is Kind.EVALUATION_OPEN:
        return lambda _, f: words.evaluation_open(_, f, evaluation)
    return lambda _, f: words.evaluation_reminder(_, f, evaluation)
