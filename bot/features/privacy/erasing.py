"""Erase one person at their request: what identifies them is deleted, what the meeting needs is kept without them."""

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy import erasing_store, personal_data
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


async def erase_from_database(context: WorkshopContext, person: Person) -> None:
    """Erase `person` from the database of this context. Raises `NothingToDo` if it holds nothing of them.

    Deleted: name, Discord id, e-mail address, choices, direct messages and drafts. Kept without their name: answers;
    presences, under the participant id, for the counts; key messages, which are their administration's. Anonymous
    answers stay as they are, because nobody can tell which are theirs.
    """
    data = await personal_data.collect(context, person)
    if data.is_empty:
        raise NothingToDo
    participant = data.participant

    def write(tx: Transaction) -> None:
        names = {person.name}
        if participant:
            names |= {participant.name, *erasing_store.author_names(tx, context.id, participant.id)}
            erasing_store.anonymise_answers(tx, context.id, participant.id, names, _random_identity)
            erasing_store.anonymise_evaluations(tx, context.id, participant.id, anonymity.random_token())
            erasing_store.anonymise_participant(tx, context.id, participant.id, context.now())
        erasing_store.delete_personal_rows(tx, context.id, person.discord_id)
        erasing_store.replace_names(tx, context.id, names)
        target = str(participant.id) if participant else ""
        audit.record(tx, context.id, context.now(), audit.BOT, "privacy erase", target)

    await context.write(write)
    context.remove_person(person.discord_id)
    await context.database.checkpoint()


def _random_identity() -> tuple[int, str]:
    """A row id and an answerer that do not tell whose an answer was, or when it was given."""
    return anonymity.random_row_id(), anonymity.random_token()
