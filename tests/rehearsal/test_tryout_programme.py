"""The next event on the clock of `run.py try`, from the programme as Discord's scheduled events show it."""

from datetime import datetime, timedelta

import pytest

from bot.commands.try_ import reader_language
from bot.core.schedule import Schedule, SessionStatus
from bot.rehearsal.tryout.moments import next_moment
from bot.rehearsal.tryout.programme import VisibleProgramme
from fakecord import DiscordServer
from fakecord.model.event import ACTIVE, CANCELED, COMPLETED, EXTERNAL, ScheduledEvent
from tests.features.running_workshop import at, workshop

MINUTE = timedelta(minutes=1)


def label(schedule: Schedule, now: datetime, language: str = "en") -> tuple[datetime, str] | None:
    found = next_moment(schedule, now)
    return (found.at, found.label[language]) if found else None


def test_all_that_happens_at_once_is_named_the_most_telling_first() -> None:
    schedule = Schedule.of(workshop())
    assert label(schedule, at(15, 9, 55)) == (at(15, 10), "the opening of “a (en)”, a reminder of “d (en)”")
    assert label(schedule, at(15, 10)) == (at(15, 10, 20), "a reminder of “b (en)”")
    assert label(schedule, at(15, 10, 20), "fr") == (
        at(15, 10, 30),
        "l’ouverture de «\u00a0b (fr)\u00a0», la fin de «\u00a0a (fr)\u00a0»",
    )
    assert label(schedule, at(16, 16, 30)) == (at(16, 17), "the key-message desk closes")
    assert label(schedule, at(17, 16)) == (at(17, 17), "“Final (en)” closes")
    assert label(schedule, at(17, 17)) is None


def test_what_the_bot_moves_starts_and_cancels_is_followed() -> None:
    server = DiscordServer()
    guild = server.new_guild("Test")
    programme = VisibleProgramme(workshop(), guild)
    events = {}
    for number, state in enumerate(programme.schedule.in_order()):
        made = ScheduledEvent(number + 1, guild, server.bot, state.id, state.start, EXTERNAL, state.end)
        events[state.id] = guild.events[made.id] = made
    programme.look(at(15, 9))
    events["a"].start += 20 * MINUTE
    events["a"].end = events["a"].start + 30 * MINUTE
    programme.look(at(15, 9))
    assert label(programme.schedule, at(15, 10, 15)) == (
        at(15, 10, 20),
        "the opening of “a (en)”, a reminder of “b (en)”",
    )

    events["a"].status, events["b"].status = ACTIVE, CANCELED
    programme.look(at(15, 10, 20))
    assert programme.schedule.in_progress() == programme.schedule["a"]
    assert label(programme.schedule, at(15, 10, 21)) == (at(15, 10, 50), "the end of “a (en)”")

    events["a"].status = COMPLETED
    programme.look(at(15, 10, 40))
    assert (programme.schedule["a"].status, programme.schedule["a"].ended_at) == (SessionStatus.ENDED, at(15, 10, 40))
    assert label(programme.schedule, at(15, 10, 41)) == (at(15, 11), "a reminder of “c (en)”")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "en_US.UTF-8"}, "fr"),
        ({"LC_ALL": "", "LANG": "sw"}, "en"),
        ({}, "en"),
    ],
)
def test_the_organiser_reads_the_language_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert reader_language(workshop(), environment) == language


def test_where_nobody_speaks_english_the_first_language_is_read() -> None:
    assert reader_language(workshop(languages=("pt-BR", "fr")), {"LANG": "pt_BR.UTF-8"}) == "pt-BR"
    assert reader_language(workshop(languages=("es", "fr")), {"LANG": "C"}) == "es"
