"""Collects everything that is stored under one person's name.

Anonymous answers are not part of it: nobody can tell whose they are.
"""

from collections.abc import Sequence

from bot.core.people import Person
from bot.features.attendance import service as attendance
from bot.features.attendance.model import AttendanceRecord
from bot.features.privacy import personal_data_store
from bot.features.privacy.model import PersonalData, Record, Registration, purge_time
from bot.workshop.context import WorkshopContext


async def collect(context: WorkshopContext, person: Person) -> PersonalData:
    """Everything under `person`'s Discord id or participant id. Names are not used: everyone chooses their own."""
    registration = await context.read(personal_data_store.registration, context.id, person.discord_id)
    of_account = await context.read(personal_data_store.records_of_account, context.id, person.discord_id)
    participant = registration.participant if registration else None
    records: dict[str, Sequence[Record]] = {
        "registration": [_registration(registration)] if registration else [],
        "preferences": of_account["preferences"],
    }
    if participant:
        records["attendance"] = [_attended(it) for it in await attendance.records_of(context, participant)]
        records |= await context.read(personal_data_store.records_of_participant, context.id, participant.id)
    records["drafts"] = of_account["drafts"]
    records["direct_messages"] = of_account["direct_messages"]
    records["log"] = await context.read(
        personal_data_store.log, context.id, participant.id if participant else None, person.discord_id
    )
    return PersonalData(
        participant,
        registration.email if registration else None,
        records,
        purge_time(context.workshop, context.schedule, context.purged_at),
    )


def _registration(registration: Registration) -> Record:
    """The record of a registration. The Discord id is text, because many programs cannot store such a long number."""
    participant = registration.participant
    return {
        "participant_id": participant.id,
        "discord_id": str(participant.discord_id),
        "name": participant.name,
        "administration": participant.administration,
        "language": participant.language,
        "email": registration.email,
        "status": participant.status.value,
        "registered_at": registration.registered_at,
    }


def _attended(it: AttendanceRecord) -> Record:
    record = it.assessment
    return {
        "session_id": it.state.id,
        "status": record.status.value,
        "minutes": record.minutes,
        "first_in": record.first_in,
        "last_out": record.last_out,
        "sources": [source.value for source in record.sources],
        "uncertain": record.uncertain,
        "reason": record.reason or None,
    }
