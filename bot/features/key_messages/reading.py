"""What stands at the desk: messages, their versions, and whose are still awaited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from bot.core.instants import parse_utc
from bot.core.programme import Administration
from bot.features.key_messages import store as kept
from bot.features.key_messages.errors import UnknownMessage
from bot.features.key_messages.model import (
    KeyMessage,
    Published,
    State,
    Translation,
    Version,
    needs_translation,
    parse_reference,
)
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

M = TypeVar("M", KeyMessage, Published)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which administrations have sent messages, and which have not."""

    sent: list[Administration]
    missing: list[Administration]
    messages: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Coverage, and where the messages stand: by state, and by theme (None: without one)."""

    coverage: Coverage
    by_state: dict[State, list[KeyMessage]]
    by_theme: dict[str | None, int]
    untranslated: list[KeyMessage]
    on_behalf: list[KeyMessage]


async def find(context: WorkshopContext, reference: str) -> KeyMessage:
    """The message of that reference; `UnknownMessage` where there is none."""
    return await context.read(find_in, context, reference)


def find_in(tx: Transaction, context: WorkshopContext, reference: str) -> KeyMessage:
    """`find`, within a transaction."""
    found = messages_of(kept.one(tx, context.id, *parse_reference(reference)))
    if not found:
        raise UnknownMessage(reference)
    return found[0]


async def of_administration(context: WorkshopContext, administration: str) -> list[KeyMessage]:
    return messages_of(await context.read(kept.of_administration, context.id, administration))


async def everyone(context: WorkshopContext) -> list[KeyMessage]:
    """Every message, by administration in the file's order."""
    return in_order(context, messages_of(await context.read(kept.everyone, context.id)))


async def history(context: WorkshopContext, administration: str) -> dict[int, list[Version]]:
    """Every version of each of an administration's messages, by number, the first first."""
    found: dict[int, list[Version]] = defaultdict(list)
    for row in await context.read(kept.versions, context.id, administration):
        found[row["number"]].append(_version(row))
    return dict(found)


async def coverage(context: WorkshopContext) -> Coverage:
    return _coverage(context, await context.read(kept.counts, context.id))


async def overview(context: WorkshopContext) -> Overview:
    messages = await everyone(context)
    by_state: dict[State, list[KeyMessage]] = {state: [] for state in State}
    for message in messages:
        by_state[message.status].append(message)
    themes = Counter(message.theme if context.workshop.theme(message.theme or "") else None for message in messages)
    return Overview(
        _coverage(context, Counter(message.administration for message in messages)),
        by_state,
        {theme: themes[theme] for theme in (*(each.id for each in context.workshop.themes), None) if themes[theme]},
        [message for message in messages if needs_translation(message, context.workshop.languages)],
        [message for message in messages if message.on_behalf],
    )


def in_order(context: WorkshopContext, messages: Iterable[M]) -> list[M]:
    """By administration in the file's order, those no longer in it last."""
    place = {administration.code: number for number, administration in enumerate(context.workshop.administrations)}
    return sorted(messages, key=lambda it: (place.get(it.administration, len(place)), it.administration, it.number))


def messages_of(rows: Iterable[Row]) -> list[KeyMessage]:
    """Messages from rows that hold one translation each."""
    grouped = groupby(rows, key=lambda row: (row["administration"], row["number"]))
    return [_message(list(same)) for _, same in grouped]


def _message(rows: list[Row]) -> KeyMessage:
    row = rows[0]
    return KeyMessage(
        row["administration"],
        row["number"],
        State(row["status"]),
        bool(row["on_behalf"]),
        parse_utc(row["submitted_at"]),
        row["version"],
        row["language"],
        row["theme"],
        row["text"],
        row["author"],
        parse_utc(row["written_at"]),
        {
            each["into_language"]: Translation(
                each["translation"], each["translator"], parse_utc(each["translated_at"]), each["revision"]
            )
            for each in rows
            if each["into_language"]
        },
    )


def _version(row: Row) -> Version:
    return Version(
        row["version"],
        row["language"],
        row["theme"],
        row["text"],
        row["name"],
        bool(row["on_behalf"]),
        parse_utc(row["written_at"]),
    )


def _coverage(context: WorkshopContext, counts: dict[str, int]) -> Coverage:
    administrations = context.workshop.administrations
    return Coverage(
        [a for a in administrations if counts.get(a.code)],
        [a for a in administrations if not counts.get(a.code)],
        sum(counts.values()),
    )
