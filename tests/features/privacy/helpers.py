"""A session in progress in which one person, Awa, has done everything that a participant can do."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.core.answers import AnswerValue
from bot.core.people import Person
from bot.core.programme import (
    AnsweredBy,
    Channels,
    Day,
    Evaluation,
    EvaluationQuestion,
    Option,
    PromptKind,
    Question,
    Session,
)
from bot.features.announcements import service as notices
from bot.features.attendance import service as attendance
from bot.features.attendance.model import AttendanceStatus
from bot.features.evaluations import service as evaluations
from bot.features.floor import service as floors
from bot.features.key_messages import writing_service
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.features.roster.model import ServerMember
from bot.outbox import direct_messages
from bot.outbox.direct_messages import DirectMessage
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, both

AWA = Person(811_223_344_556_677_889, "Awa Traoré Keïta", "fr")
ASIDE = Question("aside", PromptKind.OPEN, both("Anonymous?"), anonymous=True)
PICK = Question("pick", PromptKind.CHOICE, both("Which?"), options=(Option("a", both("A")), Option("b", both("B"))))
OPEN = Question("open", PromptKind.OPEN, both("What?"))
OURS = Question("ours", PromptKind.OPEN, both("Together?"), by=AnsweredBy.ADMINISTRATION)
SESSION = Session("messages", both("Messages"), OPENS, timedelta(hours=1), prompts=(OPEN, PICK, OURS, ASIDE))
FINAL = Evaluation(
    "final",
    both("Evaluation"),
    OPENS,
    OPENS + timedelta(days=2),
    anonymous=False,
    questions=(
        EvaluationQuestion("next", PromptKind.OPEN, both("Next?")),
        EvaluationQuestion("which", PromptKind.CHOICE, both("Which?"), options=(Option("x", both("X")),)),
    ),
)
CHANGES: dict[str, Any] = {
    "days": (Day(1, date(2021, 3, 17), both("Day"), (SESSION,)),),
    "evaluations": (FINAL,),
    "retention": timedelta(days=365),
    "channels": Channels(interpreters="interpreters"),
}


async def take_part(context: WorkshopContext) -> None:
    """Let Awa do everything that leaves personal data, and be named by others."""
    await registration.join(context, AWA, "ML", None)
    await registration.join(context, AWA, "NE", None)  # so the log names them
    awa = context.people[AWA.discord_id]
    await registration.set_language(context, AWA, "fr", direct_messages=True)
    await registration.set_language(context, Person(1_021, "NE 1"), "fr", direct_messages=True)
    await attendance.sign_in(context, awa)
    reason = "ill, says Awa Traoré Keïta"
    await attendance.mark(context, "messages", awa, AttendanceStatus.LATE, reason, SECRETARIAT)
    await attendance.mark(context, "messages", context.people[1_011], AttendanceStatus.LATE, "a storm", SECRETARIAT)
    for question in SESSION.prompts:
        await prompts.ask(context, question, "messages", AWA)  # they are a facilitator, too
        said = AnswerValue(("a",)) if question.kind is PromptKind.CHOICE else AnswerValue(text=f"{question.id}: hers")
        await answers.answer(context, question.id, awa, said)
    await writing_service.write(context, awa, "More exchange", language="fr", theme=None)
    await evaluations.answer(context, "final", 0, awa, {"next": ("An e-learning module",), "which": ("x",)})
    await floors.request(context, awa, in_voice=False)
    await notices.draft(context, AWA, both("Unsaid"), None)

    def write(tx: Transaction) -> None:
        due, about = context.now(), f"{AWA.name} has changed your group's answer"
        direct_messages.enqueue(
            context, tx, "ours/replaced/1", due, [DirectMessage(context.people[1_021], about, awa.id)]
        )
        direct_messages.enqueue(context, tx, "messages/reminder/10m/fr", due, [DirectMessage(awa, "It begins")])

    await context.write(write)
    await roster.assign(context, ServerMember(AWA.discord_id, "awa", AWA.name), "ML", SECRETARIAT)


IDENTIFYING = (AWA.name, str(AWA.discord_id), AWA.discord_id.to_bytes(8, "big"), "Awa")
"""What identifies Awa in the bytes of a file."""


def found_in(folder: Path, *needles: str | bytes) -> list[str]:
    """The files of the database and of its copies that contain any of `needles`, in deleted content too."""
    sought = [needle.encode() if isinstance(needle, str) else needle for needle in needles]
    files = sorted(file for file in folder.rglob("desk.*") if ".db" in file.name)
    return [f"{file.name}: {needle!r}" for file in files for needle in sought if needle in file.read_bytes()]


def table(context: WorkshopContext, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    connection = sqlite3.connect(f"file:{context.database.path}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
