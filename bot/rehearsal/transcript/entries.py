"""Happenings as the template takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.rehearsal.transcript.actions import Action, ActionRenderer
from bot.rehearsal.transcript.events import Event
from bot.rehearsal.transcript.grouping import ChannelRun, CollapsedEvents
from bot.rehearsal.transcript.languages import ReaderLanguages
from bot.rehearsal.transcript.message_body import BodyRenderer, MessageBody
from bot.rehearsal.transcript.page_language import Avatar, PageLanguage, fill_in, isolate
from fakecord import Edit, Message

CONTINUED_WITHIN = timedelta(minutes=7)
"""Messages of one author this close stand under one name, as at Discord."""
KEPT_VERSIONS = 3
"""Of a message edited many times, so many of the first and of the last versions are kept."""


@dataclass(frozen=True, slots=True)
class Version:
    until: Markup
    body: MessageBody


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A message; `continued` when it goes on under the name above it."""

    face: Avatar
    bot: bool
    time: Markup
    continued: bool
    body: MessageBody
    thinking: bool
    edited: Markup
    versions: list[Version]
    left_out: int
    deleted: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the page; `only` says who alone saw it."""

    number: str
    marks: str
    deed: Action | None
    said: MessageEntry | None
    time: Markup
    only: Markup


@dataclass(frozen=True, slots=True)
class CollapsedEntries:
    """Private exchanges behind one line."""

    marks: str
    title: Markup
    entries: list[Entry]


class EntryRenderer:
    """Turns happenings into entries."""

    def __init__(
        self, tongue: PageLanguage, bodies: BodyRenderer, deeds: ActionRenderer, tongues: ReaderLanguages
    ) -> None:
        self._tongue, self._bodies, self._deeds, self._tongues = tongue, bodies, deeds, tongues

    def stretch(self, stretch: ChannelRun) -> list[Entry | CollapsedEntries]:
        shown: list[Entry | CollapsedEntries] = []
        before: Event | None = None
        for item in stretch.items:
            if isinstance(item, CollapsedEvents):
                shown.append(self._fold(item))
                before = None
            else:
                shown.append(self._entry(item, before))
                before = item
        return shown

    def _fold(self, fold: CollapsedEvents) -> CollapsedEntries:
        entries = [self._entry(each, None) for each in fold.within]
        marks = " ".join(sorted({mark for each in fold.within for mark in each.seen_by.split()}))
        return CollapsedEntries(marks, self._fold_title(fold), entries)

    def _fold_title(self, fold: CollapsedEvents) -> Markup:
        _, count = self._tongue.say, len(fold.within)
        people = {each.owner for each in fold.within if each.owner}
        one = next(iter(people)) if len(people) == 1 else None
        return fill_in(
            _("%(exchanges)s with %(people)s"),
            exchanges=_.n("%(count)s private exchange", "%(count)s private exchanges", count),
            people=isolate(one.name) if one else _.n("%(count)s person", "%(count)s people", len(people)),
        )

    def _entry(self, it: Event, before: Event | None) -> Entry:
        deed = self._deeds.told(it.deed) if it.deed else None
        said = self._said(it, _is_continued(it, before)) if it.message else None
        return Entry(f"{it.id:x}", it.seen_by, deed, said, self._tongue.time(it.at), self._only(it))

    def _only(self, it: Event) -> Markup:
        if it.owner is None or not it.message:
            return Markup()
        _ = self._tongue.say
        phrase = _("Only %(name)s sees this") if it.channel.guild else _("Direct message with %(name)s")
        return fill_in(phrase, name=isolate(it.owner.name))

    def _said(self, it: Event, continued: bool) -> MessageEntry:
        message = it.message
        assert message
        language = self._language(it)
        earlier = _earlier_versions(message)
        kept = _first_and_last(earlier)
        return MessageEntry(
            face=Avatar.of(message.author.name),
            bot=message.author.bot,
            time=self._tongue.time(message.at),
            continued=continued,
            body=self._bodies.body(message, message.edited or message.at, language),
            thinking=message.loading,
            edited=self._time(message.edited),
            versions=[
                Version(self._tongue.time(edit.until), self._bodies.body(edit, edit.until, language)) for edit in kept
            ],
            left_out=len(earlier) - len(kept),
            deleted=self._time(message.deleted),
        )

    def _time(self, at: datetime | None) -> Markup:
        return self._tongue.time(at) if at else Markup()

    def _language(self, it: Event) -> str | None:
        """Its reader's or its channel's; None where it is for everyone."""
        if it.owner:
            return self._tongues.of_person(it.owner, it.id)
        return self._tongues.of_channel(it.channel)


def _is_continued(it: Event, before: Event | None) -> bool:
    """Whether it needs no name of its own: the same author, shortly after, to the same readers."""
    if not (before and before.message and it.message) or it.deed or before.owner is not it.owner:
        return False
    return it.message.author is before.message.author and it.at - before.at < CONTINUED_WITHIN


def _first_and_last(edits: list[Edit]) -> list[Edit]:
    few = len(edits) <= 2 * KEPT_VERSIONS
    return edits if few else [*edits[:KEPT_VERSIONS], *edits[-KEPT_VERSIONS:]]


def _earlier_versions(message: Message) -> list[Edit]:
    """The earlier versions that said something else than the next."""
    said = [(e.content, e.embeds, [a.id for a in e.attachments]) for e in message.edits]
    said.append((message.content, message.embeds, [a.id for a in message.attachments]))
    return [edit for edit, this, then in zip(message.edits, said, said[1:], strict=False) if this != then]
