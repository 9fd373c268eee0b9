"""Taking a person out, at their request: what made it theirs goes, what the meeting needs stays as nobody's."""

from __future__ import annotations

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy import erasing_store as kept
from bot.features.privacy.personal_data import own
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext

AUTOMATIC = "atelier"


async def erase(context: WorkshopContext, person: Person) -> None:
    """Nothing in the database leads to `person` any more; `NothingToDo` where nothing did.

    Name, Discord id, address, choices, letters and drafts go; answers become nobody's; presences stay under a
    number for the counts; key messages stay their administration's. Anonymous answers to what is open stay as
    they are: which they are cannot be told.
    """
    found = await own(context, person)
    if found.nothing:
        raise NothingToDo

    def write(tx: Transaction) -> None:
        names = {person.name}
        if found.who:
            names |= {found.who.name, *kept.authors(tx, context.id, found.who.id)}
            _unname(context, tx, found.who.id, names)
        kept.forget_choices(tx, context.id, person.discord_id)
        kept.replace_names(tx, context.id, names)
        number = str(found.who.id) if found.who else ""
        audit.record(tx, context.id, context.now(), AUTOMATIC, "privacy erase", number)

    await context.write(write)
    context.forget(person.discord_id)
    await context.database.checkpoint()


def _unname(context: WorkshopContext, tx: Transaction, participant: int, names: set[str]) -> None:
    answers = kept.answers_of(tx, context.id, participant)
    fresh = [(row, (anonymity.fresh_id(), anonymity.fresh_token())) for row in answers]
    kept.unname_answers(tx, context.id, participant, fresh, names)
    kept.unname_responses(tx, context.id, str(participant), anonymity.fresh_token())
    kept.unname_participant(tx, context.id, participant, context.now())
