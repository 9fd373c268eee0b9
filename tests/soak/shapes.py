"""Workshops of every shape, each rehearsed: many people, many groups, one language, one day or five, few features.

`python -m tests.soak.shapes` prints a line for each; `python -m tests.soak.shapes --only one-day` plays that one.
"""

import argparse
import asyncio
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.i18n.catalogue import available
from bot.rehearsal.play import RehearsalOptions, run_play
from bot.workshop_file import read_workshop
from tests.soak.kills import faults_of_play

FIRST_DAY = date(2031, 5, 12)
TEXTS = {"fr": "{} en français", "en": "{} in English"}


@dataclass(frozen=True)
class Shape:
    id: str
    participants: int = 8
    groups: int = 4
    languages: tuple[str, ...] = ("fr", "en")
    days: int = 1
    sessions: int = 2
    """In each day."""
    has_themes: bool = True
    has_desk: bool = True
    has_evaluation: bool = True
    needs_sign_in_code: bool = False
    one_channel_each: bool = False
    """Whether each language has a channel for announcements of its own."""


PLAIN = Shape("plain", days=2)
SMALLEST = Shape(
    "smallest", participants=1, groups=1, languages=("en",), sessions=1, has_themes=False, has_desk=False,
    has_evaluation=False,
)  # fmt: skip
SHAPES = (
    SMALLEST,
    replace(PLAIN, id="one-group", participants=300, groups=1, sessions=3),
    replace(PLAIN, id="sixty-groups", participants=60, groups=60),
    replace(PLAIN, id="one-language", languages=("en",)),
    replace(PLAIN, id="french-alone", languages=("fr",)),
    replace(PLAIN, id="no-themes", has_themes=False),
    replace(PLAIN, id="no-desk", has_desk=False),
    replace(PLAIN, id="no-evaluation", has_evaluation=False),
    replace(PLAIN, id="one-day", days=1, sessions=4),
    replace(PLAIN, id="five-days", days=5, sessions=3),
    replace(PLAIN, id="sign-in-code", needs_sign_in_code=True),
    replace(PLAIN, id="channel-each", one_channel_each=True),
)


def write_shape(shape: Shape, folder: Path) -> Path:
    """Write the workshop file of that shape."""
    file = folder / f"{shape.id}.yaml"
    file.write_text(yaml.safe_dump(_content(shape), allow_unicode=True, sort_keys=False), "utf-8")
    return file


def _content(shape: Shape) -> dict[str, Any]:
    channel = {code: f"news-{code}" for code in shape.languages} if shape.one_channel_each else "announcements"
    days = [_day(shape, number) for number in range(shape.days)]
    last = FIRST_DAY + timedelta(days=shape.days - 1)
    content: dict[str, Any] = {
        "id": shape.id,
        "timezone": "Europe/Paris",
        "languages": list(shape.languages),
        "title": _text(shape, "Rencontre"),
        "channels": {"announcements": channel, "stage": "Salle"},
        "reminders": ["1d", "1h", "10m"],
        "retention": "365d",
        "attendance": {"code": shape.needs_sign_in_code},
        "administrations": [_group(shape, number) for number in range(shape.groups)],
        "days": days,
    }
    if shape.has_themes:
        content["themes"] = [{"id": id, "text": _text(shape, id)} for id in ("care", "team")]
    if shape.has_desk:
        opens = days[-1]["sessions"][0]["id"]
        content["key_messages"] = {"opens": opens, "closes": f"{last}T18:00", "reminders": ["1h"]}
    if shape.has_evaluation:
        content["evaluations"] = [_evaluation(shape, days[-1]["sessions"][-1]["id"], last)]
    return content


def _text(shape: Shape, word: str) -> dict[str, str]:
    return {code: TEXTS[code].format(word) for code in shape.languages}


def _group(shape: Shape, number: int) -> dict[str, Any]:
    language = shape.languages[number % len(shape.languages)]
    name = {code: f"{number + 1:02} {TEXTS[code].format('Groupe')}" for code in shape.languages}
    return {"code": f"G{number + 1:02}", "name": name, "language": language, "timezone": "Europe/Paris"}


def _day(shape: Shape, number: int) -> dict[str, Any]:
    """Its sessions follow each other, with a question of every kind in turn."""
    sessions = [_session(shape, number, position) for position in range(shape.sessions)]
    return {
        "date": FIRST_DAY + timedelta(days=number),
        "title": _text(shape, f"Jour {number + 1}"),
        "sessions": sessions,
    }


def _session(shape: Shape, day: int, position: int) -> dict[str, Any]:
    id = f"d{day + 1}-s{position + 1}"
    kinds = [("open", "round"), ("choice", "multiple"), ("scale",)][position % 3]
    return {
        "id": id,
        "title": _text(shape, f"Séance {day + 1}.{position + 1}"),
        "start": f"{9 + position}:00".zfill(5),
        "duration": "45m",
        "prompts": [_prompt(shape, f"{id}-{kind}", kind) for kind in kinds],
    }


def _prompt(shape: Shape, id: str, kind: str) -> dict[str, Any]:
    prompt: dict[str, Any] = {"id": id, "kind": kind, "text": _text(shape, f"Question {id}")}
    if kind in ("choice", "multiple"):
        prompt["options"] = [{"id": each, "text": _text(shape, each)} for each in ("one", "two", "three")]
    if kind == "scale":
        prompt["scale"] = {"low": _text(shape, "low"), "high": _text(shape, "high")}
    return prompt


def _evaluation(shape: Shape, session: str, last: date) -> dict[str, Any]:
    scale = {"id": "useful", "kind": "scale", "text": _text(shape, "Utile"), "low": _text(shape, "low")}
    questions = [
        {**scale, "high": _text(shape, "high")},
        {"id": "other", "kind": "open", "text": _text(shape, "Autre")},
    ]
    closes = f"{last + timedelta(days=2)}T18:00"
    return {
        "id": "final", "title": _text(shape, "Bilan"), "opens": session, "closes": closes, "anonymous": True,
        "questions": questions,
    }  # fmt: skip


async def faults_of_shape(shape: Shape, folder: Path) -> list[str]:
    """Rehearse it in `folder`, and give what went wrong."""
    file = await asyncio.to_thread(write_shape, shape, folder)
    workshop, faults = read_workshop(file, available())
    assert workshop, faults
    play, summary = await run_play(
        RehearsalOptions(workshop, file, folder / "results", participants=shape.participants)
    )
    return faults_of_play(play, summary)


def main() -> int:
    """The number of shapes with faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=[shape.id for shape in SHAPES])
    only = parser.parse_args().only
    return sum(not _play(shape) for shape in SHAPES if only in (None, shape.id))


def _play(shape: Shape) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(faults_of_shape(shape, Path(folder)))
    print(f"{shape.id}: {f'{len(wrong)} faults' if wrong else 'nothing went wrong'}", flush=True)
    for fault in wrong:
        print(f"  {fault}", file=sys.stderr, flush=True)
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
