"""The progress on the key messages of the previous edition. An organiser of this edition enters it."""

from bot.core.errors import TextTooLong
from bot.core.people import Person
from bot.features.key_messages import progress_store as store
from bot.features.key_messages.errors import NoPreviousEdition, UnknownMessage
from bot.features.key_messages.model import parse_reference
from bot.features.key_messages.progress_errors import ProgressChanged
from bot.features.key_messages.progress_model import MAX_NOTE, FollowedMessage, Progress
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


async def followed(context: WorkshopContext) -> list[FollowedMessage]:
    """The published messages of the previous edition. Empty if the workshop file names no previous edition."""
    previous = context.workshop.previous
    return await context.read(store.followed, previous) if previous else []


async def known(context: WorkshopContext) -> list[FollowedMessage]:
    """The messages with known progress."""
    return [each for each in await followed(context) if each.progress]


async def find(context: WorkshopContext, reference: str) -> FollowedMessage:
    """The message of a reference.

    Raises `NoPreviousEdition`, and `UnknownMessage` if it was not published there.
    """
    _require_previous(context)
    return _among(await followed(context), reference)


async def write(
    context: WorkshopContext, actor: Person, reference: str, progress: Progress, seen: Progress | None, *, current: bool
) -> FollowedMessage:
    """Store `progress`.

    `current`: the form showed the current state. Otherwise its sender saw an older state. Then `ProgressChanged` is
    raised if somebody has changed the progress since. Raises as `find`, `TextTooLong`.
    """
    previous, typed = _require_previous(context), "\n\n".join(progress.notes.values())
    if any(len(note) > MAX_NOTE for note in progress.notes.values()):
        raise TextTooLong(MAX_NOTE, typed)

    def work(tx: Transaction) -> FollowedMessage:
        found = _among(store.followed(tx, previous), reference)
        if found.progress != progress:
            if found.progress and (not current or found.progress != seen):
                raise ProgressChanged(found, typed)
            store.save(tx, previous, found.message.key, progress, context.now())
            target, detail = f"{previous} {found.message.reference}", progress.status
            audit.record(tx, context.id, context.now(), actor, "synthesis progress", target, detail)
        return FollowedMessage(found.message, progress)

    return await context.write(work)


def _require_previous(context: WorkshopContext) -> str:
    if context.workshop.previous is None:
        raise NoPreviousEdition
    return context.workshop.previous


def _among(messages: list[FollowedMessage], reference: str) -> FollowedMessage:
    key = parse_reference(reference)
    found = next((each for each in messages if each.message.key == key), None)
    if found is None:
        raise UnknownMessage(reference)
    return found
