"""Endorsements of published messages. Each administration has one per message, which its people give and withdraw."""

from collections.abc import Awaitable, Callable

from bot.core.people import Participant
from bot.features.key_messages import publication_store
from bot.features.key_messages.errors import NotPublished, Outdated, OwnMessage
from bot.features.key_messages.model import parse_reference
from bot.features.key_messages.publication_model import (
    Endorsement,
    EndorsementOutcome,
    EndorsementResult,
    PublishedMessage,
)
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

FindRepresented = Callable[[WorkshopContext], Awaitable[frozenset[str]]]
"""Finds the codes of the administrations that were represented in any session so far; `app.py` passes it in."""


async def endorse(context: WorkshopContext, participant: Participant, reference: str) -> EndorsementResult:
    """Endorse the published version of a message for the participant's administration.

    Raises `UnknownMessage`, `NotPublished`, and `OwnMessage` if it is their administration's message.
    """

    def write(tx: Transaction) -> EndorsementResult:
        message, given = _find(tx, context, participant, reference)
        return _already_given(message, given) if given else _give(tx, context, participant, message)

    return await context.write(write)


async def toggle(context: WorkshopContext, participant: Participant, reference: str, version: int) -> EndorsementResult:
    """The button of a published message: endorse `version`, or withdraw your own endorsement.

    An endorsement by a colleague is kept: two people of a delegation must not undo each other's action by accident.
    Raises `UnknownMessage`, `NotPublished`, `OwnMessage`, and `Outdated` if another version was published since.
    """

    def write(tx: Transaction) -> EndorsementResult:
        message, given = _find(tx, context, participant, reference)
        if message.version != version:
            raise Outdated(message.texts[message.language])
        if given is None:
            return _give(tx, context, participant, message)
        if given.participant != participant.id:
            return _already_given(message, given)
        return _withdraw(tx, context, participant, message)

    return await context.write(write)


async def withdraw(context: WorkshopContext, participant: Participant, reference: str) -> EndorsementResult:
    """Withdraw the endorsement of the participant's administration, even if a colleague gave it.

    Raises `UnknownMessage`, `NotPublished`, `OwnMessage`.
    """

    def write(tx: Transaction) -> EndorsementResult:
        message, given = _find(tx, context, participant, reference)
        if given is None:
            return EndorsementResult(EndorsementOutcome.NOT_GIVEN, message)
        return _withdraw(tx, context, participant, message)

    return await context.write(write)


def _find(
    tx: Transaction, context: WorkshopContext, participant: Participant, reference: str
) -> tuple[PublishedMessage, Endorsement | None]:
    """The published message, and the endorsement of this version by the participant's administration."""
    message = publication_store.find_published(tx, context.id, parse_reference(reference))
    if message is None:
        raise NotPublished(reference)
    if message.administration == participant.administration:
        raise OwnMessage
    given = publication_store.find_endorsement(tx, context.id, message.key, participant.administration)
    return message, given if given and given.version == message.version else None


def _already_given(message: PublishedMessage, given: Endorsement) -> EndorsementResult:
    return EndorsementResult(EndorsementOutcome.ALREADY_GIVEN, message, given.name)


def _give(
    tx: Transaction, context: WorkshopContext, participant: Participant, message: PublishedMessage
) -> EndorsementResult:
    publication_store.add_endorsement(
        tx, context.id, message.key, participant.administration, message.version, participant.id, context.now()
    )
    return EndorsementResult(EndorsementOutcome.GIVEN, _again(tx, context, message))


def _withdraw(
    tx: Transaction, context: WorkshopContext, participant: Participant, message: PublishedMessage
) -> EndorsementResult:
    publication_store.delete_endorsement(tx, context.id, message.key, participant.administration)
    return EndorsementResult(EndorsementOutcome.WITHDRAWN, _again(tx, context, message))


def _again(tx: Transaction, context: WorkshopContext, message: PublishedMessage) -> PublishedMessage:
    """The message with its endorsements as they are now."""
    found = publication_store.find_published(tx, context.id, message.key)
    assert found is not None
    return found
