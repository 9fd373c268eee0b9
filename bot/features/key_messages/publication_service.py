"""Clears and publishes key messages. A published text was cleared in exactly this form, or it says that it was not."""

from collections.abc import Iterable

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.key_messages import publication_store, store
from bot.features.key_messages.errors import NotComplete
from bot.features.key_messages.model import PUBLISHABLE, KeyMessage, MessageState, file_order
from bot.features.key_messages.publication_model import PublicationResult, PublishedMessage
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


async def clear(context: WorkshopContext, actor: Person, reference: str) -> KeyMessage:
    """Approve a message and its translations for publication.

    Raises `UnknownMessage`, `NotComplete` if a translation is missing, `NothingToDo` if it is already cleared.
    """
    return await context.write(_clear, context, actor, reference)


def _clear(tx: Transaction, context: WorkshopContext, actor: Person, reference: str) -> KeyMessage:
    message = store.find_message(tx, context.id, reference)
    if message.missing_languages(context.workshop.languages):
        raise NotComplete([message.reference], [])
    if message.state is MessageState.CLEARED:
        raise NothingToDo
    if message.state is MessageState.PUBLISHED and not _was_overridden(tx, context, message):
        raise NothingToDo
    store.set_state(tx, context.id, message.key, MessageState.CLEARED)
    detail = f"version {message.version}"
    audit.record(tx, context.id, context.now(), actor, "synthesis clear", message.reference, detail)
    return store.find_message(tx, context.id, message.reference)


def _was_overridden(tx: Transaction, context: WorkshopContext, message: KeyMessage) -> bool:
    found = publication_store.find_published(tx, context.id, message.key)
    return found is not None and found.uncleared


async def publish(context: WorkshopContext, actor: Person, *, override: bool = False) -> PublicationResult:
    """Publish the current version of every message.

    Raises `NotComplete` with the references of messages that are not translated or not cleared. With `override` they
    are published as they are; the audit log and the published message say so. A message that was published by
    override and has not changed since needs no second override.
    """
    return await context.write(_publish, context, actor, override=override)


def _publish(tx: Transaction, context: WorkshopContext, actor: Person, *, override: bool) -> PublicationResult:
    order = file_order(context.workshop)
    messages = sorted(store.all_messages(tx, context.id), key=lambda message: order(message.key))
    incomplete = [message for message in messages if message.state not in PUBLISHABLE]
    if incomplete and not override:
        raise _not_complete(context, incomplete)
    before = {message.reference: message for message in publication_store.all_published(tx, context.id)}
    unpublished = [message for message in messages if message.state is not MessageState.PUBLISHED]
    for message in unpublished:
        uncleared = message.state is not MessageState.CLEARED
        publication_store.publish(tx, context.id, message, uncleared=uncleared, publisher=actor, at=context.now())
        store.set_state(tx, context.id, message.key, MessageState.PUBLISHED)
    result = _result(len(messages), unpublished, incomplete, before)
    target = " ".join([*result.new, *result.changed])
    audit.record(tx, context.id, context.now(), actor, "synthesis publish", target, _override(context, incomplete))
    return result


def _not_complete(context: WorkshopContext, incomplete: Iterable[KeyMessage]) -> NotComplete:
    languages = context.workshop.languages
    untranslated = [message.reference for message in incomplete if message.missing_languages(languages)]
    uncleared = [message.reference for message in incomplete if message.reference not in untranslated]
    return NotComplete(untranslated, uncleared)


def _result(
    total: int, published: list[KeyMessage], incomplete: list[KeyMessage], before: dict[str, PublishedMessage]
) -> PublicationResult:
    changed = [message for message in published if message.reference in before]
    return PublicationResult(
        [message.reference for message in published if message.reference not in before],
        [message.reference for message in changed],
        [message.reference for message in incomplete],
        [message.reference for message in changed if _lapses(message, before[message.reference])],
        total,
    )


def _lapses(message: KeyMessage, before: PublishedMessage) -> bool:
    """Whether it had endorsements that do not count for the new version."""
    return bool(before.endorsers) and before.version != message.version


def _override(context: WorkshopContext, incomplete: list[KeyMessage]) -> str:
    """The detail of the audit log: what was published by override, and why each needed it."""
    reasons = [f"{message.reference} ({_gap(context, message)})" for message in incomplete]
    return "override: " + ", ".join(reasons) if reasons else ""


def _gap(context: WorkshopContext, message: KeyMessage) -> str:
    missing = message.missing_languages(context.workshop.languages)
    return f"not translated: {' '.join(missing)}" if missing else "not cleared"


async def published(context: WorkshopContext) -> list[PublishedMessage]:
    """The published messages in the file's order: by theme (messages without a theme last), then by administration."""
    order = file_order(context.workshop)
    position = {theme.id: number for number, theme in enumerate(context.workshop.themes)}
    return sorted(
        await context.read(publication_store.all_published, context.id),
        key=lambda message: (position.get(message.theme or "", len(position)), order(message.key)),
    )
