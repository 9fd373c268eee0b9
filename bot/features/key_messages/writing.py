"""Writing key messages: each version kept, none overwritten, each form counted once however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass

import aiosqlite

from bot.core.errors import (
    NotAnOption,
    NotYours,
    TextChanged,
    TextEmpty,
    TextTooLong,
    TooManyMessages,
    UnknownAdministration,
)
from bot.core.people import Participant, Person
from bot.core.programme import Desk
from bot.core.text import is_blank
from bot.features.key_messages import store as kept
from bot.features.key_messages.desk import desk, require_open
from bot.features.key_messages.model import KeyMessage, parse_reference, reference_of, state_of
from bot.features.key_messages.reading import find_in
from bot.storage import audit
from bot.workshop.context import Room

FIRST = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form holds, and who sent it."""

    text: str
    language: str
    theme: str | None
    author: str
    participant: int | None
    on_behalf: bool = False


async def write(
    room: Room,
    who: Participant,
    text: str,
    *,
    language: str,
    theme: str | None,
    reference: str | None = None,
    seen: int | None = None,
    form: str | None = None,
) -> KeyMessage:
    """Keep a message of `who`'s administration: a new one, or a new version of `reference`.

    `seen` is the version that was in the form; `form` names the form of a new one, so that it counts once. Nothing
    new is kept where nothing changed. Raises `DeskClosed`, `TooManyMessages`, `NotYours`, `TextEmpty`, `TextTooLong`,
    and `TextChanged` where someone wrote another version meanwhile; each gives the text back.
    """
    entry = Entry(text, _language(room, language), _theme(room, theme), who.name, who.id)

    async def keep(tx: aiosqlite.Connection) -> KeyMessage:
        rules = await require_open(room, who.administration, text, tx)
        _check(rules, text)
        if reference is not None:
            return await _edit(room, tx, who.administration, reference, seen, entry)
        return await _begin(room, tx, rules, who.administration, form, entry)

    kept_as = await room.database.write(keep)
    room.noticed()
    return kept_as


async def enter(
    room: Room,
    actor: Person,
    administration: str,
    text: str,
    *,
    language: str,
    theme: str | None,
    form: str | None = None,
) -> KeyMessage:
    """Keep a message that organisers write on an administration's behalf, also while the desk is closed.

    Raises `UnknownAdministration`, `TooManyMessages`, `TextEmpty`, `TextTooLong`, `DeskClosed` where there is no desk.
    """
    rules = desk(room, text)
    if room.workshop.administration(administration) is None:
        raise UnknownAdministration(administration)
    _check(rules, text)
    own = room.participant(actor.discord_id)
    entry = Entry(
        text, _language(room, language), _theme(room, theme), actor.name, own.id if own else None, on_behalf=True
    )
    async with room.database.transaction() as tx:
        kept_as = await _begin(room, tx, rules, administration, form, entry)
        await audit.record(tx, room.id, room.now(), actor.name, "synthesis enter", kept_as.reference)
    room.changed()
    return kept_as


async def _begin(
    room: Room, tx: aiosqlite.Connection, rules: Desk, administration: str, form: str | None, entry: Entry
) -> KeyMessage:
    """A new message; where its form has come before, that message."""
    known = await kept.by_form(tx, room.id, form) if form else None
    if known:
        return await _edit(room, tx, administration, reference_of(*known), FIRST, entry)
    limit = rules.per_administration
    number = await kept.add(tx, room.id, administration, room.now(), limit=limit, form=form)
    if number is None:
        raise TooManyMessages(limit, entry.text, on_behalf=entry.on_behalf)
    return await _add_version(room, tx, administration, number, entry)


async def _edit(
    room: Room, tx: aiosqlite.Connection, administration: str, reference: str, seen: int | None, entry: Entry
) -> KeyMessage:
    stands = await find_in(tx, room, reference)
    if stands.administration != administration:
        raise NotYours(entry.text)
    if (stands.text, stands.theme, stands.language) == (entry.text, entry.theme, entry.language):
        return stands
    if seen is not None and stands.version != seen and stands.text != entry.text:
        raise TextChanged(stands.text, entry.text)
    return await _add_version(room, tx, *parse_reference(stands.reference), entry)


async def _add_version(
    room: Room, tx: aiosqlite.Connection, administration: str, number: int, entry: Entry
) -> KeyMessage:
    """The next version; the message waits for its translation again."""
    await kept.add_version(
        tx,
        room.id,
        administration,
        number,
        language=entry.language,
        theme=entry.theme,
        text=entry.text,
        author=entry.author,
        participant=entry.participant,
        on_behalf=entry.on_behalf,
        at=room.now(),
    )
    fresh = await find_in(tx, room, reference_of(administration, number))
    await kept.set_status(tx, room.id, administration, number, state_of(fresh, room.workshop.languages).value)
    return await find_in(tx, room, fresh.reference)


def _check(rules: Desk, text: str) -> None:
    if is_blank(text):
        raise TextEmpty(text)
    if len(text) > rules.max_length:
        raise TextTooLong(rules.max_length, text)


def _language(room: Room, language: str) -> str:
    if language not in room.workshop.languages:
        raise NotAnOption
    return language


def _theme(room: Room, theme: str | None) -> str | None:
    """The theme, where the workshop still has it: a form may have been opened before the file changed."""
    return theme if theme and room.workshop.theme(theme) else None
