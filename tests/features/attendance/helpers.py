"""Start and end the session of the sample workshop."""

from datetime import timedelta

from bot.core.people import Person
from bot.core.schedule import SessionState
from bot.features.programme import session_service
from tests.features.roster.helpers import SESSION, START, SampleWorkshop

ACTOR = Person(9_002, "Secretariat", organiser=True, facilitator=True)


def set_minutes(sample: SampleWorkshop, minutes: float) -> None:
    """Set the clock to so many minutes after the session's planned start."""
    sample.set_time(START + timedelta(minutes=minutes))


async def start_session(sample: SampleWorkshop) -> SessionState:
    """Start the session on time."""
    set_minutes(sample, 0)
    return await session_service.start(sample.context, SESSION, ACTOR)


async def end_session(sample: SampleWorkshop) -> SessionState:
    """End the session now."""
    return await session_service.end(sample.context, SESSION, ACTOR)
