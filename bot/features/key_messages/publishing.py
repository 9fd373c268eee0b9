"""Clearing and publishing: what stands in public is what was cleared, word for word, or says that it was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bot.core.errors import NothingToDo
from bot.features.key_messages import publication_store as publications
from bot.features.key_messages import store as kept
from bot.features.key_messages.errors import NotComplete
from bot.features.key_messages.model import PUBLISHABLE, KeyMessage, Published, State, parse_reference
from bot.features.key_messages.reading import find_in, in_order, messages_of
from bot.storage import audit
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication brought: messages new in public, changed ones, and how many stand there now.

    `overridden` are those let through untranslated or uncleared; `lapsed` are the references of changed ones whose
    endorsements were for an earlier version.
    """

    new: list[str]
    changed: list[str]
    overridden: list[str]
    lapsed: list[str]
    total: int


async def clear(context: WorkshopContext, actor: str, reference: str) -> KeyMessage:
    """Original and translations are agreed as they stand.

    Raises `NotComplete` where a translation is lacking, `NothingToDo` where it is cleared already.
    """

    def write(tx: Transaction) -> KeyMessage:
        stands = find_in(tx, context, reference)
        if stands.lacks(context.workshop.languages):
            raise NotComplete([stands.reference], [])
        if stands.status is State.CLEARED or (
            stands.status is State.PUBLISHED and not _overridden(context, tx, stands)
        ):
            raise NothingToDo
        kept.set_status(tx, context.id, stands.administration, stands.number, State.CLEARED.value)
        audit.record(
            tx, context.id, context.now(), actor, "synthesis clear", stands.reference, f"version {stands.version}"
        )
        return find_in(tx, context, stands.reference)

    return await context.write(write)


def _overridden(context: WorkshopContext, tx: Transaction, message: KeyMessage) -> bool:
    found = published_of(publications.one(tx, context.id, message.administration, message.number))
    return bool(found and found[0].uncleared)


async def publish(context: WorkshopContext, actor: str, *, override: bool = False) -> Publication:
    """Let every message stand in public as it now reads.

    Raises `NotComplete` with the references of what is neither translated nor cleared; with `override` these are
    published as they are, which the audit log and the published message say. What was overridden once and has not
    changed since is not asked about again.
    """

    def write(tx: Transaction) -> Publication:
        messages = in_order(context, messages_of(kept.everyone(tx, context.id)))
        incomplete = [it for it in messages if it.status not in PUBLISHABLE]
        if incomplete and not override:
            raise _not_complete(context, incomplete)
        before = {it.reference: it for it in published_of(publications.published(tx, context.id))}
        fresh = [it for it in messages if it.status is not State.PUBLISHED]
        for message in fresh:
            _put(context, tx, actor, message)
        done = _publication(messages, fresh, incomplete, before)
        audit.record(tx, context.id, context.now(), actor, "synthesis publish", *_said(context, done, incomplete))
        return done

    return await context.write(write)


def _not_complete(context: WorkshopContext, incomplete: Iterable[KeyMessage]) -> NotComplete:
    untranslated = [it.reference for it in incomplete if it.lacks(context.workshop.languages)]
    return NotComplete(untranslated, [it.reference for it in incomplete if it.reference not in untranslated])


def _put(context: WorkshopContext, tx: Transaction, actor: str, message: KeyMessage) -> None:
    key = (message.administration, message.number)
    publications.publish(
        tx,
        context.id,
        *key,
        message.version,
        message.texts,
        uncleared=message.status is not State.CLEARED,
        publisher=actor,
        at=context.now(),
    )
    kept.set_status(tx, context.id, *key, State.PUBLISHED.value)


def _publication(
    messages: list[KeyMessage], fresh: list[KeyMessage], incomplete: list[KeyMessage], before: dict[str, Published]
) -> Publication:
    changed = [it for it in fresh if it.reference in before]
    return Publication(
        [it.reference for it in fresh if it.reference not in before],
        [it.reference for it in changed],
        [it.reference for it in incomplete],
        [it.reference for it in changed if _lapses(it, before[it.reference])],
        len(messages),
    )


def _lapses(message: KeyMessage, before: Published) -> bool:
    return bool(before.endorsers) and before.version != message.version


def _said(context: WorkshopContext, done: Publication, incomplete: list[KeyMessage]) -> tuple[str, str]:
    """Target and detail of the audit row: what was published, and what an override let through."""
    lacking = [f"{it.reference} ({_gap(context, it)})" for it in incomplete]
    detail = "override: " + ", ".join(lacking) if lacking else ""
    return " ".join([*done.new, *done.changed]), detail


def _gap(context: WorkshopContext, message: KeyMessage) -> str:
    missing = message.lacks(context.workshop.languages)
    return f"not translated: {' '.join(missing)}" if missing else "not cleared"


async def published(context: WorkshopContext) -> list[Published]:
    """What stands in public, by theme in the file's order, those without one last; within, by administration."""
    found = in_order(context, published_of(await context.read(publications.published, context.id)))
    place = {theme.id: number for number, theme in enumerate(context.workshop.themes)}
    return sorted(found, key=lambda it: place.get(it.theme or "", len(place)))


async def published_one(context: WorkshopContext, reference: str) -> Published | None:
    found = published_of(await context.read(publications.one, context.id, *parse_reference(reference)))
    return found[0] if found else None


def published_of(rows: Iterable[Row]) -> list[Published]:
    """Published messages from rows that hold one language each."""
    grouped = groupby(rows, key=lambda row: (row["administration"], row["number"]))
    return [_published(list(same)) for _, same in grouped]


def _published(rows: list[Row]) -> Published:
    row = rows[0]
    texts = {each["in_language"]: each["text"] for each in rows}
    return Published(
        row["administration"],
        row["number"],
        row["version"],
        row["current"],
        row["language"],
        row["theme"],
        {row["language"]: texts[row["language"]], **texts},
        bool(row["on_behalf"]),
        bool(row["uncleared"]),
        State(row["status"]),
        frozenset((row["endorsers"] or "").split(",")) - {""},
    )
