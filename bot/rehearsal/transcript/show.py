"""Happenings as the template takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.rehearsal.transcript.bodies import Bodies, Body
from bot.rehearsal.transcript.deeds import Deed, Deeds
from bot.rehearsal.transcript.happenings import Happening
from bot.rehearsal.transcript.order import Fold, Stretch
from bot.rehearsal.transcript.tongues import Tongues
from bot.rehearsal.transcript.words import Face, Tongue, bdi, filled
from fakecord import Edit, Message

SAME_BREATH = timedelta(minutes=7)
"""Messages of one author this close stand under one name, as at Discord."""
SHOWN_VERSIONS = 3
"""Of a message edited many times, so many of the first and of the last versions are kept."""


@dataclass(frozen=True, slots=True)
class Version:
    until: Markup
    body: Body


@dataclass(frozen=True, slots=True)
class Said:
    """A message; `continued` when it goes on under the name above it."""

    face: Face
    bot: bool
    time: Markup
    continued: bool
    body: Body
    thinking: bool
    edited: Markup
    versions: list[Version]
    left_out: int
    deleted: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of the page; `only` says who alone saw it."""

    number: str
    marks: str
    deed: Deed | None
    said: Said | None
    time: Markup
    only: Markup


@dataclass(frozen=True, slots=True)
class ShownFold:
    """Private exchanges behind one line."""

    marks: str
    title: Markup
    entries: list[Shown]


class Show:
    """Turns happenings into entries."""

    def __init__(self, tongue: Tongue, bodies: Bodies, deeds: Deeds, tongues: Tongues) -> None:
        self._tongue, self._bodies, self._deeds, self._tongues = tongue, bodies, deeds, tongues

    def stretch(self, stretch: Stretch) -> list[Shown | ShownFold]:
        shown: list[Shown | ShownFold] = []
        before: Happening | None = None
        for item in stretch.items:
            if isinstance(item, Fold):
                shown.append(self._fold(item))
                before = None
            else:
                shown.append(self._entry(item, before))
                before = item
        return shown

    def _fold(self, fold: Fold) -> ShownFold:
        entries = [self._entry(each, None) for each in fold.within]
        marks = " ".join(sorted({mark for each in fold.within for mark in each.seen_by.split()}))
        return ShownFold(marks, self._fold_title(fold), entries)

    def _fold_title(self, fold: Fold) -> Markup:
        _, count = self._tongue.say, len(fold.within)
        people = {each.owner for each in fold.within if each.owner}
        one = next(iter(people)) if len(people) == 1 else None
        return filled(
            _("%(exchanges)s with %(people)s"),
            exchanges=_.n("%(count)s private exchange", "%(count)s private exchanges", count),
            people=bdi(one.name) if one else _.n("%(count)s person", "%(count)s people", len(people)),
        )

    def _entry(self, it: Happening, before: Happening | None) -> Shown:
        deed = self._deeds.told(it.deed) if it.deed else None
        said = self._said(it, _goes_on(it, before)) if it.message else None
        return Shown(f"{it.id:x}", it.seen_by, deed, said, self._tongue.time(it.at), self._only(it))

    def _only(self, it: Happening) -> Markup:
        if it.owner is None or not it.message:
            return Markup()
        _ = self._tongue.say
        phrase = _("Only %(name)s sees this") if it.channel.guild else _("Direct message with %(name)s")
        return filled(phrase, name=bdi(it.owner.name))

    def _said(self, it: Happening, continued: bool) -> Said:
        message = it.message
        assert message
        language = self._language(it)
        earlier = _differing(message)
        kept = _first_and_last(earlier)
        return Said(
            face=Face.of(message.author.name),
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

    def _language(self, it: Happening) -> str | None:
        """Its reader's or its channel's; None where it is for everyone."""
        if it.owner:
            return self._tongues.of_person(it.owner, it.id)
        return self._tongues.of_channel(it.channel)


def _goes_on(it: Happening, before: Happening | None) -> bool:
    """Whether it needs no name of its own: the same author, shortly after, to the same readers."""
    if not (before and before.message and it.message) or it.deed or before.owner is not it.owner:
        return False
    return it.message.author is before.message.author and it.at - before.at < SAME_BREATH


def _first_and_last(edits: list[Edit]) -> list[Edit]:
    few = len(edits) <= 2 * SHOWN_VERSIONS
    return edits if few else [*edits[:SHOWN_VERSIONS], *edits[-SHOWN_VERSIONS:]]


def _differing(message: Message) -> list[Edit]:
    """The earlier versions that said something else than the next."""
    said = [(e.content, e.embeds, [a.id for a in e.attachments]) for e in message.edits]
    said.append((message.content, message.embeds, [a.id for a in message.attachments]))
    return [edit for edit, this, then in zip(message.edits, said, said[1:], strict=False) if this != then]
