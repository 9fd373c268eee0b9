"""Erases one person at their request.

Identifying data are deleted, data that the meeting needs are kept without the name.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

from bot.core.errors import NothingToDo
from bot.core.people import Participant, Person
from bot.core.programme import PromptKind
from bot.features.privacy import erasing_store, erasures_store, personal_data, rejoining
from bot.features.privacy.model import evaluation_questions, name_remover
from bot.storage import audit, erasures
from bot.storage.erasures import Erasure
from bot.storage.keys import KeyFile
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


async def erase_from_database(context: WorkshopContext, person: Person) -> None:
    """Erase `person` from the database of this context. Raises `NothingToDo` if it holds nothing of them.

    Deleted: name, Discord id, e-mail address, choices, direct messages and drafts, and the name and id beside what they
    did. Kept without their name: answers; presences, under the participant id, for the counts; key messages, which
    belong to their administration. Anonymous answers stay as they are, because nobody can tell which are theirs.

    Everything is found by id. Names are removed only from their own answers. Texts of others are not changed, because a
    name that someone chose must not alter them.

    A person who joins again must not count twice. So keyed hashes of the Discord id replace it: in their answers until
    the question is closed, and beside their number until the workshop is over.
    """
    data = await personal_data.collect(context, person)
    if data.is_empty:
        raise NothingToDo
    await _erase(context, person, data.participant)


async def erase_participant(context: WorkshopContext, participant: Participant) -> None:
    """As `erase_from_database`, for a participant who may have left, or was never at Discord."""
    await _erase(context, Person(participant.discord_id or -participant.id, participant.name), participant)


def person_hash(keys: KeyFile, discord_id: int) -> str:
    """The hash of a Discord id in the list of erasures. Empty for someone who is not at Discord."""
    if discord_id <= 0:
        return ""
    return hmac.new(keys.key("erasures"), str(discord_id).encode(), hashlib.sha256).hexdigest()


async def _erase(context: WorkshopContext, person: Person, participant: Participant | None) -> None:
    number, who = participant.id if participant else 0, person_hash(context.keys, person.discord_id)

    def write(tx: Transaction) -> None:
        if participant:
            _erase_participant(tx, context, person, participant)
        erasing_store.empty_actor(tx, context.id, participant.id if participant else None, person.discord_id)
        erasing_store.delete_personal_rows(tx, context.id, person.discord_id)
        target = str(participant.id) if participant else ""
        audit.record(tx, context.id, context.now(), audit.BOT, "privacy erase", target)
        erasures.set_erased(tx, Erasure(context.id, number, who, context.now()), context.now())

    await context.write(write)
    context.remove_person(person.discord_id)
    context.guests.pop(number, None)
    await context.database.checkpoint()


def _erase_participant(tx: Transaction, context: WorkshopContext, person: Person, participant: Participant) -> None:
    id = participant.id
    guest = participant.name if participant.discord_id is None else ""
    erasures_store.delete_reports_about(tx, context.id, id, guest)
    clean = name_remover(
        erasing_store.names_used(tx, context.id, id, person.discord_id) | {person.name, participant.name}
    )
    _anonymise_answers(context, tx, participant, clean)
    if who := rejoining.hash_of(context, participant.discord_id):
        erasing_store.remember_erased(tx, context.id, id, who)
    erasing_store.anonymise_participant(tx, context.id, id, context.now())


def _anonymise_answers(
    context: WorkshopContext, tx: Transaction, participant: Participant, clean: Callable[[str], str]
) -> None:
    """Replace the name on answers by a keyed hash, or by a random value if the key was destroyed at closing."""

    def stand_in(key_name: str) -> str:
        return anonymity.keyed_hash(context, key_name, participant.discord_id) or anonymity.random_token()

    def answerer_of(prompt: str, opened_at: datetime) -> str:
        return stand_in(anonymity.prompt_key_name(context, prompt, opened_at))

    def response_to(evaluation: str) -> str:
        return stand_in(anonymity.evaluation_key_name(context, evaluation))

    erasing_store.anonymise_answers(tx, context.id, participant.id, clean, answerer_of)
    written = evaluation_questions(context.workshop, (PromptKind.OPEN,))  # the text of others holds ids of options
    erasing_store.anonymise_evaluations(tx, context.id, participant.id, written, clean, response_to)
