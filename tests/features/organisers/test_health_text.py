"""The messages about troubles of the machine."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.troubles import Incident, Trouble
from bot.features.organisers import health_text
from bot.i18n.formats import Formats
from tests.features.organisers.helpers import ENGLISH, at

FORMATS = Formats("en", ZoneInfo("UTC"))
SINCE = at(15, 9)


def message(incident: Incident, restore: tuple[str, object] | None = None) -> str:
    return health_text.trouble(ENGLISH, FORMATS, incident, restore and ("python run.py restore x.db", SINCE))


@pytest.mark.parametrize(
    ("trouble", "first"),
    [
        (Trouble.LOCKED, "**I cannot save anything**: another program holds my database."),
        (Trouble.DISK, "**I cannot save anything**: the disk of my machine is full, or fails."),
        (
            Trouble.NO_COPY,
            "**I could not back up my database.** Everything else continues as usual, and I will try again by myself.",
        ),
    ],
)
def test_the_end_of_an_incident_adds_one_line(trouble: Trouble, first: str) -> None:
    begun = message(Incident(trouble, SINCE))
    over = message(Incident(trouble, SINCE, SINCE + timedelta(minutes=5)))
    assert begun.splitlines()[0] == first
    assert over.splitlines()[:-1] == begun.splitlines()
    assert over.splitlines()[-1] == (
        "**The problem is solved** (<t:1615798800:T>–<t:1615799100:T>): everything is being saved again."
    )


def test_damage_names_the_command_that_restores_the_newest_backup() -> None:
    incident = Incident(Trouble.DAMAGED, SINCE)
    assert message(incident, ("", None)).splitlines()[-1] == "`python run.py restore x.db`"
    assert message(incident).splitlines()[-1].startswith("There is no usable backup next to it.")


def test_a_changed_clock_says_how_far_and_in_which_direction() -> None:
    forward, back = timedelta(minutes=5), timedelta(hours=-1)
    assert [message(Incident(Trouble.CLOCK, SINCE, clock_shift=shift)).split("**")[1] for shift in (forward, back)] == [
        "The clock of my machine was put forward by 5 minutes",
        "The clock of my machine was put back by 1 hour",
    ]
