"""A workshop file with every key of the schema, none with its default; and another value for each key."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from bot.core.programme import Workshop
from bot.workshop_file import read_workshop
from tests.reference import workshop_keys

Json = dict[str, Any]
LANGUAGES = frozenset({"fr", "en", "pt-BR"})


def both(words: str) -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": f"{words} (en)"}


def options(*ids: str) -> list[Json]:
    return [{"id": id, "text": both(id)} for id in ids]


PROMPTS: list[Json] = [
    {"id": "hopes", "kind": "open", "by": "administration", "text": both("Hopes"), "max_length": 600},
    {
        "id": "mood", "kind": "scale", "anonymous": True, "text": both("Mood"),
        "scale": {"low": both("Bad"), "high": both("Good")},
    },
    {"id": "pick", "kind": "choice", "text": both("Pick"), "options": options("a", "b", "c")},
]  # fmt: skip
SESSIONS: list[Json] = [
    {
        "id": "opening", "kind": "session", "title": both("Opening"), "description": both("Welcome"), "start": "10:00",
        "duration": "1h", "speakers": ["Ana Dias"], "outcome": both("It began"), "link": "https://example.org/opening",
        "documents": [{"title": both("Agenda"), "url": "https://example.org/agenda.pdf"}], "themes": ["rules"],
        "prompts": PROMPTS,
    },
    {"id": "lunch", "kind": "break", "title": both("Lunch"), "start": "12:00", "duration": "1h"},
    {"id": "closing", "title": both("Closing"), "start": "15:00", "duration": "1h"},
]  # fmt: skip
WHOLE: Json = {
    "id": "whole",
    "guild": "1234567890",
    "timezone": "Europe/Brussels",
    "languages": ["fr", "en"],
    "title": both("Workshop"),
    "roles": {"organiser": "Team", "facilitator": "Chairs", "coordinator": "Delegates"},
    "channels": {
        "announcements": "news", "plenary": "hall", "organisers": "backstage", "key_messages": "messages",
        "interpreters": "interpretation", "stage": "Stage",
    },
    "registration": "open",
    "reminders": ["20m"],
    "late_grace": "20m",
    "daily": {"agenda": "3h", "summary": "20m"},
    "attendance": {"opens": "20m", "late_after": "5m", "present_after": "40%", "code": True},
    "retention": "400d",
    "previous": "earlier",
    "notice": both("Notice"),
    "privacy": {"controller": both("Office"), "contact": "office@example.org", "basis": both("Consent")},
    "about": {
        "host": both("the Office"), "event": both("its meeting"), "platform": both("KUDO"),
        "participants": both("partners"), "purpose": both("To meet."), "outlook": both("More."),
        "quotes": [{"who": "Ana Dias", "role": both("chair"), "text": both("Good.")}], "contact": "press@example.org",
    },
    "certificate": {"title": both("Certificate"), "text": both("%(name)s was there.")},
    "link": "https://example.org/room",
    "mention": ["opening"],
    "administrations": [
        {"code": "MW", "name": both("Malawi"), "language": "en", "timezone": "Africa/Blantyre"},
        {"code": "ML", "name": both("Mali"), "language": "en", "timezone": "Africa/Bamako"},
    ],
    "groups": {"one": both("Hospital"), "many": both("Hospitals")},
    "themes": [{"id": "rules", "text": both("Rules")}, {"id": "people", "text": both("People")},
               {"id": "money", "text": both("Money")}],
    "days": [{"date": "2021-03-15", "title": both("Monday"), "sessions": SESSIONS}],
    "key_messages": {
        "opens": "2021-03-15T11:00", "closes": "2021-03-15T18:00", "per_administration": 2, "max_length": 600,
        "reminders": ["1h"],
    },
    "evaluations": [
        {
            "id": "final", "title": both("Final"), "opens": "closing", "closes": "2021-03-16T18:00", "anonymous": False,
            "questions": [
                {"id": "useful", "kind": "scale", "text": both("Useful"), "low": both("No"), "high": both("Yes")},
                {"id": "best", "kind": "multiple", "text": both("Best"), "options": options("a", "b", "c")},
            ],
        }
    ],
}  # fmt: skip
OTHER: Json = {
    "guild": "1234567891",
    "timezone": "Europe/Paris",
    "languages": ["en", "fr"],
    "roles.organiser": "Crew",
    "roles.facilitator": "Crew",
    "roles.coordinator": "Crew",
    **dict.fromkeys(["channels.announcements", "channels.plenary", "channels.organisers"], "other"),
    **dict.fromkeys(["channels.key_messages", "channels.interpreters", "channels.stage"], "other"),
    "registration": "approval",
    "reminders": ["5m"],
    "late_grace": "5m",
    "daily.agenda": "1h",
    "daily.summary": "5m",
    "attendance.opens": "5m",
    "attendance.late_after": "1m",
    "attendance.present_after": "60%",
    "attendance.code": False,
    "retention": "500d",
    "previous": "other",
    "privacy.contact": "other@example.org",
    "about.contact": "other@example.org",
    "about.quotes.who": "Binta Keita",
    "link": "https://example.org/other",
    "mention": ["opening", "reminder"],
    "administrations.code": "MZ",
    "administrations.language": "fr",
    "administrations.timezone": "Africa/Maputo",
    "themes.id": "laws",
    "days.date": "2021-03-14",
    "days.sessions.id": "welcome",
    "days.sessions.start": "10:15",
    "days.sessions.duration": "45m",
    "days.sessions.speakers": ["Ana Dias", "Binta Keita"],
    "days.sessions.link": "https://example.org/other",
    "days.sessions.documents.url": "https://example.org/other.pdf",
    "days.sessions.themes": ["people"],
    "days.sessions.prompts.id": "wishes",
    "days.sessions.prompts.kind": "round",
    "days.sessions.prompts.by": "participant",
    "days.sessions.prompts.anonymous": False,
    "days.sessions.prompts.max_length": 700,
    "days.sessions.prompts.options.id": "d",
    "key_messages.opens": "closing",
    "key_messages.closes": "2021-03-15T19:00",
    "key_messages.per_administration": 3,
    "key_messages.max_length": 800,
    "key_messages.reminders": ["30m"],
    "evaluations.id": "last",
    "evaluations.opens": "2021-03-15T17:00",
    "evaluations.closes": "2021-03-17T18:00",
    "evaluations.anonymous": True,
    "evaluations.questions.id": "helpful",
    "evaluations.questions.kind": "choice",
    "evaluations.questions.options.id": "d",
}
"""Another value for each key that is no text. A new key needs one."""
AT_ANOTHER_ENTRY: dict[str, tuple[str | int, ...]] = {
    "themes.id": ("themes", 2, "id"),
    "days.sessions.prompts.anonymous": ("days", 0, "sessions", 0, "prompts", 1, "anonymous"),
    "evaluations.questions.kind": ("evaluations", 0, "questions", 1, "kind"),
}
"""Where the first entry that has the key may not have the other value."""
NOT_TOLD = {"id", "days.sessions.kind"}
"""Another `id` is another workshop. That a session becomes a break is a test of its own."""
LEAVES = sorted({key for key in workshop_keys() if not any(it.startswith(f"{key}.") for it in workshop_keys())})


def place_of(key: str) -> tuple[str | int, ...]:
    """The first place where the key stands in the whole file."""
    return AT_ANOTHER_ENTRY.get(key) or next(_places(WHOLE, key.split(".")))


def _places(value: Any, names: list[str], place: tuple[str | int, ...] = ()) -> Any:
    if not names:
        yield place
    elif isinstance(value, list):
        for position, each in enumerate(value):
            yield from _places(each, names, (*place, position))
    elif isinstance(value, dict) and names[0] in value:
        yield from _places(value[names[0]], names[1:], (*place, names[0]))


def with_other(key: str) -> Json:
    """The whole file with another value under `key`."""
    *path, last = place_of(key)
    whole = deepcopy(WHOLE)
    entry: Any = whole
    for step in path:
        entry = entry[step]
    entry[last] = OTHER[key] if key in OTHER else {**entry[last], "en": f"{entry[last]['en']} changed"}
    return whole


def without(key: str) -> Json:
    """The whole file without `key`."""
    *path, last = place_of(key)
    whole = deepcopy(WHOLE)
    entry: Any = whole
    for step in path:
        entry = entry[step]
    del entry[last]
    return whole


def read(folder: Path, whole: Json) -> Workshop | None:
    """The workshop; None if the file has faults."""
    file = folder / "whole.yaml"
    file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    return None if faults else workshop


def described(folder: Path, whole: Json) -> Workshop:
    workshop = read(folder, whole)
    assert workshop is not None, read_workshop(folder / "whole.yaml", LANGUAGES)[1]
    return workshop
