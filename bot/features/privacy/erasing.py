"""Erase one person at their request: what identifies them is deleted, what the meeting needs is kept without them."""

import hashlib
import hmac

from bot.core.errors import NothingToDo
from bot.core.people import Participant, Person
from bot.features.privacy import erasing_store, erasures_store, personal_data
from bot.storage import audit, erasures
from bot.storage.erasures import Erasure
from bot.storage.keys import KeyFile
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
    await _erase(context, person, data.participant)


async def erase_participant(context: WorkshopContext, participant: Participant) -> None:
    """The same for a participant who may have left, or was never at Discord."""
    await _erase(context, Person(participant.discord_id or -participant.id, participant.name), participant)


def person_hash(keys: KeyFile, discord_id: int) -> str:
    """What stands for a Discord id in the list of the erased; empty for someone who is not at Discord."""
    if discord_id <= 0:
        return ""
    return hmac.new(keys.key("erasures"), str(discord_id).encode(), hashlib.sha256).hexdigest()


async def _erase(context: WorkshopContext, person: Person, participant: Participant | None) -> None:
    number, who = participant.id if participant else 0, person_hash(context.keys, person.discord_id)

    def write(tx: Transaction) -> None:
        erasures_store.delete_reports_about(tx, context.id, number, participant.name if participant else person.name)
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
        erasures.set_erased(tx, Erasure(context.id, number, who, context.now()), context.now())

    await context.write(write)
    context.remove_person(person.discord_id)
    context.guests.pop(number, None)
    await context.database.checkpoint()


def _random_identity() -> tuple[int, str]:
    """A row id and an answerer that do not tell whose an answer was, or when it was given."""
    return anonymity.random_row_id(), anonymity.random_token()
