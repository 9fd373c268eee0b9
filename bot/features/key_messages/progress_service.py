"""What has become of the key messages of the edition before: an organiser of this edition writes it down."""

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
    """The published messages of the edition before; none if the workshop file names no such edition."""
    previous = context.workshop.previous
    return await context.read(store.followed, previous) if previous else []


async def known(context: WorkshopContext) -> list[FollowedMessage]:
    """Those of which somebody has written what has become of them."""
    return [each for each in await followed(context) if each.progress]


async def find(context: WorkshopContext, reference: str) -> FollowedMessage:
    """Raises `NoPreviousEdition`, and `UnknownMessage` if it was not published there."""
    _require_previous(context)
    return _among(await followed(context), reference)


async def write(
    context: WorkshopContext, actor: Person, reference: str, progress: Progress, seen: Progress | None, *, current: bool
) -> FollowedMessage:
    """Write down `progress`. `current`: the form showed what stands; else whoever sent it read something older.

    Then `ProgressChanged` is raised if somebody has written something else since. Raises as `find`, `TextTooLong`.
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
