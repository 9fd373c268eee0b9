"""The SQL of all exports.

It is in one file because an export joins tables of several features. It reads a single snapshot of the database on
its own connection, even while no bot runs. The stores of the features serve the running bot.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from bot.core.answers import MIN_GROUP
from bot.core.instants import parse_utc
from bot.core.programme import Workshop
from bot.core.schedule import Schedule
from bot.features.attendance.model import AttendanceStatus, Mark, Presence, PresenceSource
from bot.features.key_messages.model import reference_of
from bot.features.programme import outcome_store
from bot.features.programme.outcome_model import Outcome
from bot.storage.transaction import Transaction
from bot.workshop import session_store

# A removed person still counts in what they took part in.
_PEOPLE = """
    select id, name, administration, language, registered_at, status = 'joined' from participants
    where workshop = ?1 and (status = 'joined' or status = 'removed' and (
        id in (select participant from presences where workshop = ?1)
        or id in (select participant from marks where workshop = ?1)
        or id in (select participant from answers where workshop = ?1)))
    order by id
"""
_PROMPTS = """
    select session, prompt, definition, opened_at, closed_at,
        (select count(*) from answers where (workshop, prompt) = (prompts.workshop, prompts.prompt))
        + (select count(*) from anonymous_answers where (workshop, prompt) = (prompts.workshop, prompts.prompt))
    from prompts where workshop = ? order by opened_at, prompt
"""
# Anonymous answers come first, in the order of their random key.
_ANSWERS = """
    select participant, name, answers.administration, answers.language, option_ids, value, text, answered_at, edited_at,
        answers.id
    from answers left join participants on participants.id = answers.participant
    where answers.workshop = ?1 and prompt = ?2
    union all
    select null, null, null, null, option_ids, value, text, null, null, null
    from anonymous_answers where workshop = ?1 and prompt = ?2
    order by 1, 3, 10
"""
# The latest version is the message. Only endorsements of that version count. An erased author has no name.
_KEY_MESSAGES = """
    select message.administration, message.number, latest.theme, latest.language, latest.text, message.status,
        latest.version, iif(participants.name = '', '', latest.author), message.on_behalf, message.submitted_at,
        (select count(*) from endorsements e where e.workshop = message.workshop
            and e.administration = message.administration and e.number = message.number
            and e.version = latest.version)
    from key_messages message
    join key_message_versions latest using (workshop, administration, number)
    left join participants on participants.id = latest.participant
    where message.workshop = ? and latest.version = (select max(version) from key_message_versions v
        where v.workshop = message.workshop and v.administration = message.administration
            and v.number = message.number)
    order by message.administration, message.number
"""
_TRANSLATIONS = """
    select administration, number, version, language, text from translations where workshop = ? order by revision
"""
_ENDORSEMENTS = """
    select administration, number, endorsed_by from endorsements e where workshop = ?
    and version = (select max(version) from key_message_versions v
        where (v.workshop, v.administration, v.number) = (e.workshop, e.administration, e.number))
"""
_OVERRIDDEN = """
    select administration, number from publications join key_messages using (workshop, administration, number)
    where workshop = ? and uncleared and status = 'published'
"""
_RESPONSES = """
    select evaluation, count(distinct response) from evaluation_answers where workshop = ? group by evaluation
"""
_EVALUATION_ANSWERS = """
    select response, question, value, text, language from evaluation_answers where workshop = ? and evaluation = ?
"""
_ANNOUNCEMENTS = """
    select key, kind, session, subject, language, channel_id, due_at, sent_at, status, message_id
    from announcements where workshop = ? order by due_at, key
"""
_AUDIT = """
    select at, actor, action, target, about, detail, remark
    from audit where workshop = ? order by at, id
"""


class Person(NamedTuple):
    """A participant; the name is empty once erased. `joined` is false for someone removed."""

    id: int
    name: str
    administration: str
    language: str
    registered_at: datetime
    joined: bool


class AskedPrompt(NamedTuple):
    """A prompt as it was asked. `definition` is the question in JSON, `answers` the number of answers."""

    session: str
    id: str
    definition: Mapping[str, Any]
    opened_at: datetime
    closed_at: datetime | None
    answers: int

    @property
    def kind(self) -> str:
        return str(self.definition["kind"])

    @property
    def anonymous(self) -> bool:
        return bool(self.definition["anonymous"])

    @property
    def is_withheld(self) -> bool:
        """Whether only the number of answers is shown: it is anonymous, and it is open or has too few answers."""
        return self.anonymous and (self.closed_at is None or self.answers < MIN_GROUP)


class Answer(NamedTuple):
    """An answer to a prompt; `option_ids` are joined by `;`. An anonymous one has no participant and no instants."""

    participant: int | None
    name: str | None
    administration: str | None
    language: str | None
    option_ids: str | None
    value: int | None
    text: str | None
    answered_at: datetime | None
    edited_at: datetime | None


class KeyMessage(NamedTuple):
    """The latest version of a key message, in its own language."""

    administration: str
    number: int
    theme: str | None
    language: str
    text: str
    status: str
    version: int
    author: str
    on_behalf: bool
    submitted_at: datetime
    endorsements: int


class EvaluationAnswer(NamedTuple):
    response: str
    question: str
    value: int | None
    text: str | None
    language: str | None


class AnnouncementRow(NamedTuple):
    """An announcement. `subject` is a session, a date, an evaluation or `desk`.

    `channel` and `message` are Discord's ids.
    """

    key: str
    kind: str
    session: str | None
    subject: str | None
    language: str
    channel_id: int | None
    due_at: datetime
    sent_at: datetime | None
    status: str
    message_id: int | None


class AuditEntry(NamedTuple):
    at: datetime
    actor: str
    action: str
    target: str
    about: str
    """The person it was done to; empty once erased, or where there is none."""
    detail: str
    remark: str
    """What was said of the person."""


@dataclass(frozen=True, slots=True)
class ExportStore:
    """Reads one workshop from a snapshot of the database, as it is at `now`."""

    connection: sqlite3.Connection
    workshop: Workshop
    schedule: Schedule
    now: datetime

    @classmethod
    def of(cls, connection: sqlite3.Connection, workshop: Workshop, now: datetime) -> ExportStore:
        connection.row_factory = sqlite3.Row
        return cls(connection, workshop, session_store.read_schedule(Transaction(connection), workshop), now)

    def people(self) -> list[Person]:
        """Everyone who counts as a participant, by number."""
        return [
            Person(id, name, administration, language, parse_utc(registered_at), bool(joined))
            for id, name, administration, language, registered_at, joined in self._rows(_PEOPLE)
        ]

    def presences(self, session: str) -> dict[int, list[Presence]]:
        """Participant to the intervals recorded in `session`."""
        sql = "select participant, starts, ends, source, uncertain from presences where workshop = ? and session = ?"
        found: dict[int, list[Presence]] = defaultdict(list)
        for participant, starts, ends, source, uncertain in self._rows(sql, session):
            presence = Presence(parse_utc(starts), parse_utc(ends), PresenceSource(source), bool(uncertain))
            found[participant].append(presence)
        return found

    def marks(self, session: str) -> dict[int, Mark]:
        """Participant to the status that an organiser set."""
        rows = self._rows("select participant, standing, reason from marks where workshop = ? and session = ?", session)
        return {participant: Mark(AttendanceStatus(standing), reason) for participant, standing, reason in rows}

    def prompts(self) -> list[AskedPrompt]:
        """Every prompt that was asked, in order of time."""
        return [
            AskedPrompt(session, id, json.loads(definition), parse_utc(opened_at), parse_utc(closed_at), answers)
            for session, id, definition, opened_at, closed_at, answers in self._rows(_PROMPTS)
        ]

    def answers(self, prompt: str) -> Iterator[Answer]:
        """The answers to a prompt, by participant. They are read one at a time: there may be a hundred thousand."""
        for *answer, answered_at, edited_at, _id in self._rows(_ANSWERS, prompt):
            yield Answer._make((*answer, parse_utc(answered_at), parse_utc(edited_at)))

    def key_messages(self) -> list[KeyMessage]:
        """The key messages, by administration and number."""
        return [
            KeyMessage._make((*message, bool(on_behalf), parse_utc(submitted_at), endorsements))
            for *message, on_behalf, submitted_at, endorsements in self._rows(_KEY_MESSAGES)
        ]

    def key_message_counts(self) -> Counter[str]:
        """Administration to the number of its key messages."""
        sql = "select administration, count(*) from key_messages where workshop = ? group by administration"
        return Counter(dict(self._rows(sql)))

    def translations(self) -> dict[tuple[str, int, int], dict[str, str]]:
        """(administration, number, version) to the latest translation into each language."""
        found: dict[tuple[str, int, int], dict[str, str]] = defaultdict(dict)
        for administration, number, version, language, text in self._rows(_TRANSLATIONS):
            found[administration, number, version][language] = text
        return found

    def endorsers(self) -> dict[str, frozenset[str]]:
        """Reference, such as `MW-2`, to the administrations that endorse the message's latest version."""
        found: dict[str, set[str]] = defaultdict(set)
        for administration, number, endorsed_by in self._rows(_ENDORSEMENTS):
            found[reference_of(administration, number)].add(endorsed_by)
        return {reference: frozenset(codes) for reference, codes in found.items()}

    def overridden(self) -> frozenset[str]:
        """References of messages that were published without having been cleared."""
        return frozenset(reference_of(administration, number) for administration, number in self._rows(_OVERRIDDEN))

    def outcomes(self) -> dict[str, Outcome]:
        """Session to its outcome by language, for sessions that have one."""
        return outcome_store.all_outcomes(Transaction(self.connection), self.workshop)

    def responses(self) -> dict[str, int]:
        """The evaluations that have answers, each with the number of its responses."""
        return dict(self._rows(_RESPONSES))

    def evaluation_answers(self, evaluation: str) -> list[EvaluationAnswer]:
        return list(map(EvaluationAnswer._make, self._rows(_EVALUATION_ANSWERS, evaluation)))

    def announcements(self) -> Iterator[AnnouncementRow]:
        for *head, due_at, sent_at, status, message_id in self._rows(_ANNOUNCEMENTS):
            yield AnnouncementRow._make((*head, parse_utc(due_at), parse_utc(sent_at), status, message_id))

    def audit(self) -> Iterator[AuditEntry]:
        for at, *entry in self._rows(_AUDIT):
            yield AuditEntry(parse_utc(at), *entry)

    def _rows(self, sql: str, *others: object) -> Iterator[tuple[Any, ...]]:
        """The rows of `sql`, one at a time; its first parameter is the workshop's id."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return cursor.execute(sql, (self.workshop.id, *others))
