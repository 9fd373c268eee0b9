"""A small workshop and a real database of it, filled by hand: what the exports are tested on."""

import json
import secrets
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.instants import format_utc
from bot.core.programme import (
    Administration,
    Day,
    Desk,
    Evaluation,
    EvaluationQuestion,
    PromptKind,
    Scale,
    Session,
    Theme,
    Workshop,
)
from bot.storage.migrations import migrate

ID = "acpi-2021"
NOW = datetime(2021, 3, 20, 9, 30, 15, 250_000, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """An instant of March 2021, in UTC; Brussels is an hour ahead."""
    return datetime(2021, 3, day, hour, minute, second, tzinfo=UTC)


CLOSED = at(15, 10, 20)
"""When prompts were closed."""


def both(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en}


USEFUL = EvaluationQuestion(
    "useful",
    PromptKind.SCALE,
    both("La réunion était utile", "The meeting was useful"),
    Scale(both("pas du tout", "not at all"), both("tout à fait", "very much")),
)
NEXT = EvaluationQuestion("next", PromptKind.OPEN, both("Et ensuite ?", "What next?"))
FINAL = Evaluation("final", both("Évaluation", "Evaluation"), at(17, 12), at(19, 17), True, (USEFUL, NEXT))


def workshop(**changes: Any) -> Workshop:
    """Two days, three sessions, three administrations, in French and English."""
    hour = timedelta(hours=1)
    opening = Session("opening", both("Ouverture", "Opening"), at(15, 10), hour)
    lessons = Session("lessons", both("Leçons apprises", "Lessons learned"), at(15, 11, 30), hour)
    messages = Session("messages", both("Messages clés", "Key messages"), at(17, 10), hour)
    values: dict[str, Any] = {
        "id": ID,
        "timezone": "Europe/Brussels",
        "languages": ("fr", "en"),
        "title": both("Réunion des coordonnateurs A-CPI", "A-CIP coordinators' meeting"),
        "days": (
            Day(1, date(2021, 3, 15), both("Jour 1", "Day 1"), (opening, lessons)),
            Day(2, date(2021, 3, 17), both("Jour 2", "Day 2"), (messages,)),
        ),
        "administrations": (
            Administration("MW", both("Malawi", "Malawi"), "en", "Africa/Blantyre"),
            Administration("ML", both("Mali", "Mali"), "fr", "Africa/Bamako"),
            Administration("NP", both("Népal", "Nepal"), "en", "Asia/Kathmandu"),
        ),
        "themes": (Theme("transparency", both("Transparence", "Transparency")),),
        "desk": Desk("messages", at(17, 17)),
        "evaluations": (FINAL,),
    }
    return Workshop(**{**values, **changes})


class WorkshopDatabase:
    """The database of a workshop. Each method writes one row, with defaults for the other columns."""

    def __init__(self, path: Path, id: str = ID) -> None:
        self.path = path
        self.id = id
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = off")  # a test that is cut off loses nothing of value
        migrate(self._connection)
        self.add("workshops", loaded_at=format_utc(at(14, 8)))

    def close(self) -> None:
        self._connection.close()

    def add(self, table: str, **values: object) -> int:
        row = {"workshop": self.id, **values}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        cursor = self._connection.execute(f"insert into {table} ({names}) values ({marks})", tuple(row.values()))
        return cursor.lastrowid or 0

    def held(self, session: str, start: datetime, end: datetime, *, delay: timedelta = timedelta()) -> None:
        """The session opened at `start` and ended at `end`; planned `delay` before."""
        planned = start - delay
        self.add(
            "session_states",
            session=session,
            starts=format_utc(planned),
            ends=format_utc(planned + timedelta(hours=1)),
            status="ended",
            opened_at=format_utc(start),
            ended_at=format_utc(end),
            moves=0,
            openings=1,
        )

    def person(self, name: str, administration: str, language: str = "en", **values: object) -> int:
        return self.add(
            "participants",
            **{
                "name": name,
                "administration": administration,
                "language": language,
                "registered_at": format_utc(at(14, 9)),
                **values,
            },
        )

    def was_there(
        self,
        who: int,
        session: str,
        start: datetime,
        end: datetime | None,
        source: str = "voice",
        uncertain: bool = False,
    ) -> None:
        self.add(
            "presences",
            session=session,
            participant=who,
            source=source,
            starts=format_utc(start),
            ends=format_utc(end),
            uncertain=int(uncertain),
        )

    def asked(
        self, prompt: str, session: str, definition: Mapping[str, object], *, closed: datetime | None = CLOSED
    ) -> None:
        """A question that is open where `closed` is None."""
        question = {
            "id": prompt,
            "kind": "open",
            "text": both("Vos attentes ?", "Your expectations?"),
            "by": "participant",
            "anonymous": False,
            "max_length": 1000,
            "options": [],
            "scale": None,
            **definition,
        }
        self.add(
            "prompts",
            prompt=prompt,
            session=session,
            definition=json.dumps(question),
            opened_at=format_utc(at(15, 10, 5)),
            closed_at=format_utc(closed),
            closes_at=format_utc(at(15, 22)),
        )

    def answered(self, prompt: str, answerer: str, **values: object) -> None:
        self.add("answers", prompt=prompt, answerer=answerer, **{"answered_at": format_utc(at(15, 10, 6)), **values})

    def answered_by_nobody(self, prompt: str, *contents: Mapping[str, object]) -> None:
        """Anonymous answers, stored in this order."""
        for content in contents:
            self.add("anonymous_answers", prompt=prompt, answerer=secrets.token_hex(16), **content)

    def message(self, administration: str, number: int, *versions: tuple[str, str], **values: object) -> None:
        """A key message with its versions, each (language, text)."""
        key = {"administration": administration, "number": number}
        stated = {"status": "submitted", "submitted_at": format_utc(at(17, 10, 10)), **values}
        self.add("key_messages", **key, **stated)
        for version, (language, words) in enumerate(versions, 1):
            self.add(
                "key_message_versions",
                **key,
                version=version,
                language=language,
                theme="transparency",
                text=words,
                author="Chikondi Banda",
                written_at=format_utc(at(17, 10, 10 + version)),
            )

    def translated(
        self, administration: str, number: int, version: int, language: str, words: str, revision: int = 1
    ) -> None:
        self.add(
            "translations",
            administration=administration,
            number=number,
            version=version,
            language=language,
            revision=revision,
            text=words,
            translator="Secretariat",
            translated_at=format_utc(at(17, 11)),
        )

    def endorsed(self, administration: str, number: int, *by: str, version: int = 1) -> None:
        for code in by:
            self.add(
                "endorsements",
                administration=administration,
                number=number,
                endorsed_by=code,
                version=version,
                endorsed_at=format_utc(at(17, 12)),
            )

    def evaluated(self, response: str, value: int | None, words: str | None = None, language: str = "en") -> None:
        """A response to `FINAL`: its scale, and its open question where there are words."""
        answers: list[tuple[str, int | None, str | None]] = [("useful", value, None)]
        if words is not None:
            answers.append(("next", None, words))
        for question, number, text in answers:
            self.add(
                "evaluation_answers",
                evaluation="final",
                response=response,
                question=question,
                value=number,
                text=text,
                language=language,
            )

    def announced(self, key: str, kind: str, subject: str, **values: object) -> None:
        stated = {"language": "", "due_at": format_utc(at(15, 10)), "status": "sent", "sent_at": format_utc(at(15, 10))}
        self.add("announcements", key=key, kind=kind, subject=subject, **{**stated, **values})
