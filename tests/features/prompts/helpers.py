"""A workshop with questions and an evaluation, whose first session has begun; its clock is moved by the test."""

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
from bot.features.prompts.model import Prompt
from bot.features.roster import registration
from bot.scheduling.clock import RehearsedClock, Setting
from bot.storage.database import Database
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext

OPENS = datetime(2021, 3, 15, 10, 0, tzinfo=UTC)
CLOSES = datetime(2021, 3, 17, 17, 0, tzinfo=UTC)
CHAIR = Person(9_003, "Chair", facilitator=True)


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} (fr)", "en": f"{text} (en)"}


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
class PromptWorkshop:
    """An open workshop; `people` are its participants by name: `MW 1`, `MW 2`, …"""

    folder: Path
    context: WorkshopContext
    clock: RehearsedClock
    people: dict[str, Participant]

    @classmethod
    async def open(cls, folder: Path, description: Workshop | None = None, each: int = 2) -> PromptWorkshop:
        """Open a workshop in which `each` people join every administration, 5 minutes after the first session began."""
        clock = RehearsedClock(Setting(OPENS + timedelta(minutes=5), 0.0, 0.0), lambda: 0.0)
        context = await _open_context(folder, description or workshop(), clock)
        opened = cls(folder, context, clock, {})
        for number, administration in enumerate(context.workshop.administrations):
            for person in range(1, each + 1):
                await opened.join(f"{administration.code} {person}", administration.code, 1_000 + 100 * number + person)
        await sessions.start(context, "first", CHAIR)
        return opened

    async def join(self, name: str, administration: str, discord_id: int) -> None:
        person = Person(discord_id, name, "fr" if administration == "ML" else "en-GB")
        self.people[name] = await registration.join(self.context, person, administration, None)

    def discord_id(self, name: str) -> int:
        return self.people[name].discord_id or 0

    async def ask(self, question: Question) -> Prompt:
        return await prompts.ask(self.context, question, "first", CHAIR)

    def pass_time(self, by: timedelta) -> None:
        self.clock.run(0.0, self.clock.now() + by)

    async def restart(self) -> None:
        """Open the same files as another process would."""
        await self.close()
        self.context = await _open_context(self.folder, self.context.workshop, self.clock)

    async def close(self) -> None:
        await self.context.database.close()


async def _open_context(folder: Path, description: Workshop, clock: RehearsedClock) -> WorkshopContext:
    database = await Database.open(folder / "workshop.db")
    return await WorkshopContext.open(description, database, clock, KeyFile(folder / "workshop.keys"))
