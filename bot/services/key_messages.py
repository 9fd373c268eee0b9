"""The key-message desk: each administration's messages, every version of them kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.announcements import desk_closes, desk_opens
from bot.domain.errors import (
    DeskClosed,
    NotYours,
    TextChanged,
    TextEmpty,
    TextTooLong,
    TooManyMessages,
    UnknownMessage,
)
from bot.domain.instants import read
from bot.domain.programme import Administration, Desk
from bot.services.people import Participant
from bot.services.room import Room
from bot.storage import key_messages as kept
from bot.storage.database import Row


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message as it now reads; `reference` is how people name it, such as `MW-2`."""

    administration: str
    number: int
    status: str
    on_behalf: bool
    submitted_at: datetime
    version: int
    language: str
    theme: str | None
    text: str
    author: str
    written_at: datetime

    @property
    def reference(self) -> str:
        return f"{self.administration}-{self.number}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which administrations have sent messages, and which have not."""

    sent: list[Administration]
    missing: list[Administration]
    messages: int


def desk(room: Room) -> Desk:
    """The workshop's desk; `DeskClosed` where it has none."""
    if room.workshop.desk is None:
        raise DeskClosed
    return room.workshop.desk


def is_open(room: Room) -> bool:
    opens, closes = desk_opens(room.schedule), desk_closes(room.schedule)
    return opens is not None and closes is not None and opens <= room.now() < closes


def require_open(room: Room, text: str | None = None) -> Desk:
    """The desk, open; `DeskClosed` with `text` and when it opens."""
    if not is_open(room):
        opens = desk_opens(room.schedule)
        raise DeskClosed(text, opens if opens and opens > room.now() else None)
    return desk(room)


async def write(
    room: Room,
    who: Participant,
    text: str,
    *,
    language: str,
    theme: str | None,
    reference: str | None = None,
    seen: int | None = None,
) -> KeyMessage:
    """Keep a message of `who`'s administration: a new one, or a new version of `reference`.

    `seen` is the version that was in the form. Raises `DeskClosed`, `TooManyMessages`, `NotYours`, `TextEmpty`,
    `TextTooLong`, and `TextChanged` where someone wrote another version meanwhile; each gives the text back.
    """
    rules = require_open(room, text)
    if not text.strip():
        raise TextEmpty(text)
    if len(text) > rules.max_length:
        raise TextTooLong(rules.max_length, text)
    async with room.database.transaction() as tx:
        if reference is None:
            administration = who.administration
            number = await kept.add(
                tx, room.id, administration, room.now(), on_behalf=False, limit=rules.per_administration
            )
            if number is None:
                raise TooManyMessages(rules.per_administration, text)
        else:
            administration, number = parse_reference(reference)
            row = await kept.one(tx, room.id, administration, number)
            if row is None:
                raise UnknownMessage(reference)
            if administration != who.administration:
                raise NotYours(text)
            if seen is not None and row["version"] != seen and row["text"] != text:
                raise TextChanged(row["text"], text)
        await kept.add_version(
            tx,
            room.id,
            administration,
            number,
            language=language,
            theme=theme,
            text=text,
            author=who.name,
            participant=who.id,
            at=room.now(),
        )
    room.changed()
    return await find(room, f"{administration}-{number}")


async def find(room: Room, reference: str) -> KeyMessage:
    """The message of that reference; `UnknownMessage` where there is none."""
    row = await kept.one(room.database, room.id, *parse_reference(reference))
    if row is None:
        raise UnknownMessage(reference)
    return _message(row)


async def of_administration(room: Room, administration: str) -> list[KeyMessage]:
    return [_message(row) for row in await kept.of_administration(room.database, room.id, administration)]


async def everyone(room: Room) -> list[KeyMessage]:
    return [_message(row) for row in await kept.everyone(room.database, room.id)]


async def coverage(room: Room) -> Coverage:
    counts = await kept.coverage(room.database, room.id)
    administrations = room.workshop.administrations
    return Coverage(
        [a for a in administrations if a.code in counts],
        [a for a in administrations if a.code not in counts],
        sum(counts.values()),
    )


def parse_reference(reference: str) -> tuple[str, int]:
    """`MW-2` as administration and number; `UnknownMessage` where it is none."""
    match = re.fullmatch(r"(.+)-(\d{1,6})", reference.strip().upper())
    if match is None:
        raise UnknownMessage(reference)
    return match[1], int(match[2])


def _message(row: Row) -> KeyMessage:
    return KeyMessage(
        row["administration"],
        row["number"],
        row["status"],
        bool(row["on_behalf"]),
        read(row["submitted_at"]),
        row["version"],
        row["language"],
        row["theme"],
        row["text"],
        row["author"],
        read(row["written_at"]),
    )
