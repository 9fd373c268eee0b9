"""Taking a person out, at their request: what made it theirs goes, what the meeting needs stays as nobody's."""

from __future__ import annotations

import aiosqlite

from bot.core.errors import NothingToDo
from bot.core.people import Person
from bot.features.privacy import erasing_store as kept
from bot.features.privacy.personal_data import own
from bot.storage import audit
from bot.workshop import anonymity
from bot.workshop.context import Room

AUTOMATIC = "atelier"


async def erase(room: Room, person: Person) -> None:
    """Nothing in the database leads to `person` any more; `NothingToDo` where nothing did.

    Name, Discord id, address, choices, letters and drafts go; answers become nobody's; presences stay under a
    number for the counts; key messages stay their administration's. Anonymous answers to what is open stay as
    they are: which they are cannot be told.
    """
    found = await own(room, person)
    if found.nothing:
        raise NothingToDo
    async with room.database.transaction() as tx:
        names = {person.name}
        if found.who:
            names |= {found.who.name, *await kept.authors(tx, room.id, found.who.id)}
            await _unname(room, tx, found.who.id, names)
        await kept.forget_choices(tx, room.id, person.discord_id)
        await kept.replace_names(tx, room.id, names)
        number = str(found.who.id) if found.who else ""
        await audit.record(tx, room.id, room.now(), AUTOMATIC, "privacy erase", number)
    room.forget(person.discord_id)
    await room.database.settle()
    room.changed()


async def _unname(room: Room, tx: aiosqlite.Connection, participant: int, names: set[str]) -> None:
    answers = await kept.answers_of(tx, room.id, participant)
    fresh = [(row, (anonymity.fresh_id(), anonymity.fresh_token())) for row in answers]
    await kept.unname_answers(tx, room.id, participant, fresh, names)
    await kept.unname_responses(tx, room.id, str(participant), anonymity.fresh_token())
    await kept.unname_participant(tx, room.id, participant, room.now())
