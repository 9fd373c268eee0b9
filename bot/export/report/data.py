"""The data of the report, from the exported tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.programme import Session, Workshop
from bot.export.report.attendance_data import Attendance, Record, SessionPresence, attendance, session_presences
from bot.export.report.tally import Tally
from bot.export.store import AskedPrompt, ExportStore
from bot.export.tables import TABLES
from bot.export.tables.evaluations import is_withheld
from bot.export.tables.questions import asked
from bot.features.key_messages import progress_store
from bot.features.key_messages.progress_model import FollowedMessage
from bot.features.key_messages.publication_model import unanimous
from bot.features.programme.outcome_model import Outcome
from bot.storage.transaction import Transaction
from bot.workshop.editions import kept_workshop

Rows = Mapping[str, Callable[[], Iterator[Record]]]
"""Table name to a function that reads its rows."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, its row in the exported table, and its answers counted."""

    asked: AskedPrompt
    record: Record
    tally: Tally


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Responses to an evaluation, by question. `is_withheld`: only their number is shown."""

    responses: int
    is_withheld: bool
    questions: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Data:
    workshop: Workshop
    now: datetime
    sessions: Mapping[str, Record]
    administrations: tuple[Record, ...]
    participants: tuple[Record, ...]
    attendance: Attendance
    session_presences: Mapping[str, SessionPresence]
    prompts: tuple[Prompt, ...]
    key_messages: tuple[Record, ...]
    endorsers: Mapping[str, frozenset[str]]
    evaluations: Mapping[str, Evaluated]
    announcements: Counter[str]
    overridden: frozenset[str]
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """Session to its outcome (language to text), for sessions that have one."""
    followed: tuple[FollowedMessage, ...] = ()
    """Key messages of the previous edition with known progress."""
    before: Data | None = None
    """The previous edition. None if the file names none, or if the database does not have it."""

    @property
    def held(self) -> list[Session]:
        """Sessions that have begun, in order of the programme."""
        return [s for s in self.workshop.sessions if self.sessions[s.id]["actual_start"] is not None]

    @property
    def represented(self) -> frozenset[str]:
        """Administrations that had someone in any session."""
        return frozenset(r["administration"] for r in self.administrations if r["sessions_represented"])

    def number(self, session: str) -> int:
        """The session's number in the programme, from 1."""
        return [s.id for s in self.workshop.sessions].index(session) + 1

    def is_unanimous(self, message: Record) -> bool:
        """Whether every represented administration endorses it. Its author's administration counts as endorsing."""
        return unanimous(
            message["administration"], self.endorsers.get(message["message_id"], frozenset()), self.represented
        )


def gather(store: ExportStore) -> Data:
    """The data of this edition, with those of the previous edition for the comparison."""
    data, previous = _gather(store), store.workshop.previous
    workshop = kept_workshop(Transaction(store.connection), previous) if previous else None
    if workshop is None:
        return data
    return replace(data, before=_gather(ExportStore.of(store.connection, workshop, store.now)))


def _gather(store: ExportStore) -> Data:
    rows: Rows = {table.name: table.records for table in (table(store) for table in TABLES)}
    return Data(
        workshop=store.workshop,
        now=store.now,
        sessions={record["session_id"]: record for record in rows["sessions"]()},
        administrations=tuple(rows["administrations"]()),
        participants=tuple(rows["participants"]()),
        attendance=attendance(rows["attendance"]()),
        session_presences=session_presences(store),
        prompts=tuple(_prompts(store, rows)),
        key_messages=tuple(rows["key_messages"]()),
        endorsers=store.endorsers(),
        evaluations=_evaluations(store, rows["evaluations"]()),
        announcements=Counter(str(record["status"]) for record in rows["announcements"]()),
        overridden=store.overridden(),
        outcomes=store.outcomes(),
        followed=tuple(_followed(store)),
    )


def _followed(store: ExportStore) -> Iterable[FollowedMessage]:
    if previous := store.workshop.previous:
        found = progress_store.followed(Transaction(store.connection), previous)
        yield from (each for each in found if each.progress)


def _prompts(store: ExportStore, rows: Rows) -> Iterable[Prompt]:
    tallies: dict[object, Tally] = defaultdict(Tally)
    for record in rows["answers"]():
        tallies[record["prompt_id"]].add(record)
    for prompt, record in zip(asked(store), rows["prompts"](), strict=True):
        yield Prompt(prompt, record, tallies[record["prompt_id"]])


def _evaluations(store: ExportStore, rows: Iterable[Record]) -> dict[str, Evaluated]:
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for row in rows:
        tallies[row["evaluation_id"]][row["question_id"]].add(row)
    return {
        id: Evaluated(responses, is_withheld(store, store.workshop.evaluation(id), responses), tallies[id])
        for id, responses in store.responses().items()
    }
