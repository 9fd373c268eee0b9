"""Standing behind a published message: one voice an administration, given and taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.people import Participant
from bot.features.key_messages import publication_store as publications
from bot.features.key_messages.errors import NotPublished, Outdated, OwnMessage
from bot.features.key_messages.model import Published, parse_reference
from bot.features.key_messages.publishing import published_of
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

FindRepresented = Callable[[WorkshopContext], Awaitable[frozenset[str]]]
"""Finds the codes of the administrations that were represented in any session so far; `app.py` passes it in."""


class Voice(StrEnum):
    """What a press came to."""

    GIVEN = "given"
    GIVEN_BEFORE = "given before"
    WITHDRAWN = "withdrawn"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Endorsed:
    """What became of the administration's voice, and who gave it where that was someone else before."""

    voice: Voice
    message: Published
    by: str | None = None


async def endorse(context: WorkshopContext, who: Participant, reference: str, version: int | None = None) -> Endorsed:
    """`who`'s administration stands behind a published message, as it read in `version`.

    Raises `NotPublished`, `OwnMessage` (they stand behind it as it is), `Outdated` where another version was
    published since.
    """

    def write(tx: Transaction) -> Endorsed:
        message, given = _stands(context, tx, who, reference, version)
        if given:
            return Endorsed(Voice.GIVEN_BEFORE, message, given["name"])
        return _give(context, tx, who, message)

    return await context.write(write)


async def press(context: WorkshopContext, who: Participant, reference: str, version: int) -> Endorsed:
    """The button of a published message: gives the voice; the one who gave it takes it back.

    A colleague who presses it changes nothing: two of one delegation do not undo each other unawares.
    """

    def write(tx: Transaction) -> Endorsed:
        message, given = _stands(context, tx, who, reference, version)
        if given and given["participant"] != who.id:
            return Endorsed(Voice.GIVEN_BEFORE, message, given["name"])
        return _take_back(context, tx, who, message) if given else _give(context, tx, who, message)

    return await context.write(write)


async def withdraw(context: WorkshopContext, who: Participant, reference: str) -> Endorsed:
    """`who`'s administration no longer stands behind the message, whoever of it said so."""

    def write(tx: Transaction) -> Endorsed:
        message, given = _stands(context, tx, who, reference, None)
        return _take_back(context, tx, who, message) if given else Endorsed(Voice.NONE, message)

    return await context.write(write)


def _stands(
    context: WorkshopContext, tx: Transaction, who: Participant, reference: str, version: int | None
) -> tuple[Published, Row | None]:
    """The message as it stands in public, and the voice that `who`'s administration gave it."""
    administration, number = parse_reference(reference)
    found = published_of(publications.one(tx, context.id, administration, number))
    if not found:
        raise NotPublished(reference)
    message = found[0]
    if message.administration == who.administration:
        raise OwnMessage
    if version is not None and message.version != version:
        raise Outdated(message.texts[message.language])
    given = publications.endorsement(tx, context.id, administration, number, who.administration)
    return message, given if given and given["version"] == message.version else None


def _give(context: WorkshopContext, tx: Transaction, who: Participant, message: Published) -> Endorsed:
    key = (message.administration, message.number, who.administration)
    publications.endorse(tx, context.id, *key, message.version, who.id, context.now())
    return Endorsed(Voice.GIVEN, _again(context, tx, message))


def _take_back(context: WorkshopContext, tx: Transaction, who: Participant, message: Published) -> Endorsed:
    publications.withdraw(tx, context.id, message.administration, message.number, who.administration)
    return Endorsed(Voice.WITHDRAWN, _again(context, tx, message))


def _again(context: WorkshopContext, tx: Transaction, message: Published) -> Published:
    return published_of(publications.one(tx, context.id, message.administration, message.number))[0]
