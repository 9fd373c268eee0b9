"""A session in progress: people of three administrations, questions and an evaluation, and a clock set by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.people import Participant, Person
from bot.core.programme import (
    Administration,
    AnsweredBy,
    Day,
    Evaluation,
    EvaluationQuestion,
    Option,
    PromptKind,
    Question,
    Registration,
    Scale,
    Session,
    Workshop,
)
from bot.features.programme import session_service as sessions
from bot.features.prompts import service as prompts
from bot.features.prompts.service import Prompt
from bot.features.roster import registration
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

OPENS = datetime(2021, 3, 15, 10, 0, tzinfo=UTC)
CLOSES = datetime(2021, 3, 17, 17, 0, tzinfo=UTC)
CHAIR = "Chair"


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


OPTIONS = (Option("a", both("A")), Option("b", both("B")))
ENDS = Scale(both("low"), both("high"))
HOPES = Question("hopes", PromptKind.OPEN, both("Hopes"), max_length=20)
OURS = Question("ours", PromptKind.CHOICE, both("Ours"), AnsweredBy.ADMINISTRATION, options=OPTIONS)
STEP = Question("step", PromptKind.ROUND, both("Step"), AnsweredBy.ADMINISTRATION)
SECRET = Question("secret", PromptKind.OPEN, both("Secret"), anonymous=True)
HIDDEN = Question("hidden", PromptKind.SCALE, both("Hidden"), anonymous=True, scale=ENDS)
FINAL = Evaluation(
    "final",
    both("Evaluation"),
    OPENS,
    CLOSES,
    True,
    (
        EvaluationQuestion("useful", PromptKind.SCALE, both("Useful"), ENDS),
        EvaluationQuestion("next", PromptKind.OPEN, both("Next")),
    ),
)


def workshop(**changes: Any) -> Workshop:
    first = Session("first", both("First"), OPENS, timedelta(hours=1), prompts=(HOPES, OURS, STEP, SECRET, HIDDEN))
    second = Session("second", both("Second"), OPENS + timedelta(hours=2), timedelta(hours=1))
    values: dict[str, Any] = {
        "id": "plenary",
        "timezone": "Europe/Brussels",
        "languages": ("fr", "en"),
        "title": both("Workshop"),
        "days": (Day(1, date(2021, 3, 15), both("Day"), (first, second)),),
        "administrations": (
            Administration("MW", both("Malawi"), "en", "Africa/Blantyre"),
            Administration("ML", both("Mali"), "fr", "Africa/Bamako"),
            Administration("NE", both("Niger"), "fr", "Africa/Niamey"),
        ),
        "registration": Registration.OPEN,
        "evaluations": (FINAL,),
    }
    return Workshop(**{**values, **changes})


@dataclass
class Plenary:
    """The room, and its people by name: `MW 1`, `MW 2`, …"""

    folder: Path
    context: WorkshopContext
    clock: RehearsedClock
    people: dict[str, Participant]

    @classmethod
    async def open(cls, folder: Path, described: Workshop | None = None, each: int = 2) -> Plenary:
        clock = RehearsedClock(Setting(OPENS + timedelta(minutes=5), 0.0, 0.0), lambda: 0.0)
        context = await _room(folder, described or workshop(), clock)
        here = cls(folder, context, clock, {})
        for number, administration in enumerate(context.workshop.administrations):
            for person in range(1, each + 1):
                await here.join(f"{administration.code} {person}", administration.code, 1_000 + 100 * number + person)
        await sessions.start(context, "first", CHAIR)
        return here

    async def join(self, name: str, administration: str, discord_id: int) -> None:
        person = Person(discord_id, name, "fr" if administration == "ML" else "en-GB")
        self.people[name] = await registration.join(self.context, person, administration, None)

    async def ask(self, question: Question) -> Prompt:
        return await prompts.ask(self.context, question, "first", CHAIR)

    def pass_time(self, by: timedelta) -> None:
        self.clock.run(0.0, self.clock.now() + by)

    async def restart(self) -> None:
        """Another bot on the same files."""
        await self.close()
        self.context = await _room(self.folder, self.context.workshop, self.clock)

    async def close(self) -> None:
        await self.context.database.close()


async def _room(folder: Path, described: Workshop, clock: RehearsedClock) -> WorkshopContext:
    database = await Database.open(folder / "room.db")
    return await WorkshopContext.open(described, database, clock, KeyFile(folder / "room.keys"))
