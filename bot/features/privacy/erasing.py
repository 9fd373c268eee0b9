"""Erase one person at their request: what identifies them is deleted, what the meeting needs is kept without them."""

from bot.core.errors import NothingToDo
from bot.core.people import Participant, Person
from bot.features.attendance.import_store import drop_participant
from bot.features.privacy import erasing_store, personal_data
from bot.features.privacy.model import name_remover, questions_in_words
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


async def erase_from_database(context: WorkshopContext, person: Person) -> None:
    """Erase `person` from the database of this context. Raises `NothingToDo` if it holds nothing of them.

    Deleted: name, Discord id, e-mail address, choices, direct messages and drafts, and the name and id beside what they
    did. Kept without their name: answers; presences, under the participant id, for the counts; key messages, which are
    their administration's. Anonymous answers stay as they are, because nobody can tell which are theirs.

    Everything is found by id. Names are taken only out of what they themselves wrote in answers; what others wrote
    stays as it is, because a name that someone chose must not change the words of others.
    """
    data = await personal_data.collect(context, person)
    if data.is_empty:
        raise NothingToDo
    participant = data.participant

    def write(tx: Transaction) -> None:
        if participant:
            _erase_participant(tx, context, person, participant)
        erasing_store.empty_actor(tx, context.id, participant.id if participant else None, person.discord_id)
        erasing_store.delete_personal_rows(tx, context.id, person.discord_id)
        target = str(participant.id) if participant else ""
        audit.record(tx, context.id, context.now(), audit.BOT, "privacy erase", target)

    await context.write(write)
    context.remove_person(person.discord_id)
    await context.database.checkpoint()


def _erase_participant(tx: Transaction, context: WorkshopContext, person: Person, participant: Participant) -> None:
    id = participant.id
    names = erasing_store.names_used(tx, context.id, id, person.discord_id) | {person.name, participant.name}
    clean = name_remover(names)
    erasing_store.anonymise_answers(tx, context.id, id, clean, _random_identity)
    written = questions_in_words(context.workshop)
    erasing_store.anonymise_evaluations(tx, context.id, id, written, clean, anonymity.random_token())
    erasing_store.anonymise_participant(tx, context.id, id, context.now())
    drop_participant(tx, context.id, id)


def _random_identity() -> tuple[int, str]:
    """A row id and an answerer that do not tell whose an answer was, or when it was given."""
    return anonymity.random_row_id(), anonymity.random_token()
