"""The English draft article that the report should contain, composed from the exported tables and the programme.

It shares no code with the report, so that a mistake in one of the two shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from statistics import fmean

from bot.core.programme import Day, Evaluation, Workshop
from tests.export.reading import Records

THERE = ("present", "late", "partial")
Tables = Mapping[str, Records]
Labels = Mapping[tuple[str, str], str]
"""Options by prompt and id; of one written on the spot the ids are their numbers."""


def article(tables: Tables, workshop: Workshop, labels: Labels) -> list[str]:
    """Its paragraphs and items, one a line; of a message quoted, who sent it and each of its texts."""
    return [
        *_opening(tables, workshop),
        *(line for day in workshop.days for line in _day(tables, day)),
        *_answers(tables, labels),
        *_messages(tables, workshop),
        *(line for each in workshop.evaluations for line in _evaluation(tables, each)),
    ]


def _opening(tables: Tables, workshop: Workshop) -> Iterator[str]:
    starts = [datetime.fromisoformat(row["actual_start"]) for row in tables["sessions"] if row["actual_start"]]
    days = sorted({start.astimezone(workshop.zone).date() for start in starts})
    first, last = days[0], days[-1]
    assert (first.year, first.month) == (last.year, last.month)
    when = f"From {first.day} to {last:%-d %B %Y}" if first != last else f"On {last:%-d %B %Y}"
    lead = f"{when}, “{workshop.title['en']}” brought together {_took_part(tables)}, in French and in English."
    length = f"{_count(len(days), 'day')} and {_count(len(starts), 'session')}"
    held = {row["session_id"] for row in tables["sessions"] if row["actual_start"]}
    themes = {theme for session in workshop.sessions if session.id in held for theme in session.themes}
    names = "; ".join(theme.text["en"] for theme in workshop.themes if theme.id in themes)
    yield (
        f"{lead} Over {length}, the work dealt with these themes: {names}."
        if names
        else (f"{lead} The work took {length}.")
    )


def _day(tables: Tables, day: Day) -> Iterator[str]:
    begun = {row["session_id"] for row in tables["sessions"] if row["actual_start"]}
    held = [session for session in day.sessions if session.id in begun]
    if held:
        there = _took_part(tables, *(session.id for session in held))
        yield f"{day.date:%A, %-d %B %Y} was devoted to “{day.title['en']}”, with {there}:"
    for session in held:
        yield f"{session.title['en']}." + (f" {session.description['en']}" if session.description else "")


def _took_part(tables: Tables, *sessions: str) -> str:
    rows = [row for row in tables["attendance"] if row["status"] in THERE]
    rows = [row for row in rows if not sessions or row["session_id"] in sessions]
    people = len({row["participant_id"] for row in rows})
    return f"{people} people from {len({row['administration'] for row in rows})} administrations"


def options_of(workshop: Workshop) -> dict[tuple[str, str], str]:
    """The options of every question that was prepared."""
    questions = [question for session in workshop.sessions for question in session.prompts]
    return {(question.id, option.id): option.text["en"] for question in questions for option in question.options}


def _answers(tables: Tables, labels: Labels) -> Iterator[str]:
    yield f"The room was asked {_count(len(tables['prompts']), 'question')}, and gave {len(tables['answers'])} answers."
    # What was prepared comes first; `q1` and the like, written on the spot, come after.
    prompts = sorted(tables["prompts"], key=lambda row: re.fullmatch(r"q\d+", row["prompt_id"]) is not None)
    for prompt in prompts:
        rows = [row for row in tables["answers"] if row["prompt_id"] == prompt["prompt_id"]]
        if line := _picked(prompt, rows, labels) or _averaged(prompt, rows):
            yield line
    yield "These questions were answered in writing; what was said is given further on:"
    for prompt in prompts:
        rows = [row for row in tables["answers"] if row["prompt_id"] == prompt["prompt_id"] and row["text"]]
        if rows:
            administrations = len({row["administration"] for row in rows})
            by = "" if prompt["anonymous"] else f" from {_count(administrations, 'administration')}"
            yield f"“{prompt['text_en']}”: {_count(len(rows), 'answer')}{by}."


def _picked(prompt: Mapping[str, str], rows: Records, labels: Labels) -> str:
    picks = Counter(id for row in rows if row["option_ids"] for id in row["option_ids"].split(";"))
    if not picks:
        return ""
    most, shown = max(picks.values()), prompt["options_en"].split(";")
    found = [labels.get((prompt["prompt_id"], id)) or shown[int(id) - 1] for id in picks if picks[id] == most]
    options = [f"“{text}”" for text in sorted(found, key=shown.index)]
    verb, each = ("answer was", "") if len(options) == 1 else ("answers were", "each ")
    listed = " and ".join([", ".join(options[:-1]), options[-1]] if options[1:] else options)
    return f"To “{prompt['text_en']}”, the most frequent {verb} {listed} ({each}{most} of {len(rows)} answers)."


def _averaged(prompt: Mapping[str, str], rows: Records) -> str:
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return ""
    low, high = (end.split(" = ")[1] for end in prompt["options_en"].split(";"))
    return (
        f"To “{prompt['text_en']}”, the answers average {fmean(values):.1f}, from 1 ({low}) to 5 ({high});"
        f" {len(rows)} answers."
    )


def _messages(tables: Tables, workshop: Workshop) -> Iterator[str]:
    messages = tables["key_messages"]
    themes = Counter(row["theme"] for row in messages)
    listed = "; ".join(f"{theme.text['en']} ({themes[theme.id]})" for theme in workshop.themes if themes[theme.id])
    senders = _count(len({row["administration"] for row in messages}), "administration")
    yield f"{_count(len(messages), 'key message')} came from {senders}. By theme: {listed}."
    represented = {row["administration"] for row in tables["administrations"] if row["sessions_represented"]}
    cleared = [row for row in messages if row["status"] in ("cleared", "published")]
    unanimous = [row for row in cleared if row["endorsements"] == len(represented - {row["administration"]})]
    verb = "message is" if len(unanimous) == 1 else "messages are"
    yield f"{len(unanimous)} {verb} unanimous (represented: {len(represented)} administrations):"
    names = {row["administration"]: row["name_en"] for row in tables["administrations"]}
    for row in unanimous:
        yield f"{names[row['administration']]} ({row['message_id']})"
        other = {"fr": "en", "en": "fr"}[row["language"]]
        yield from (row[f"text_{row['language']}"], row[f"text_{other}"])


def _evaluation(tables: Tables, evaluation: Evaluation) -> Iterator[str]:
    rows = [row for row in tables["evaluations"] if row["evaluation_id"] == evaluation.id]
    responses = len({row["response_id"] for row in rows})
    yield f"{responses} people filled in “{evaluation.title['en']}”."
    means = {}
    for question in evaluation.questions:
        values = [row["value"] for row in rows if row["question_id"] == question.id and row["value"] is not None]
        if values and question.scale:
            text = f"“{question.text['en'].removesuffix('.')}”"
            means[text] = f"{fmean(values):.1f}"
            alone = f"{text}: {means[text]} on average, from 1 ({question.scale.low['en']})"
            alone += f" to 5 ({question.scale.high['en']})."
    highest, lowest = max(means.values()), min(means.values())
    if len(means) == 1:
        yield alone
        return
    yield f"Highest of {len(means)} averages, from 1 to 5: {highest}, for {_having(means, highest)}."
    if lowest < highest:
        yield f"Lowest: {lowest}, for {_having(means, lowest)}."


def _having(means: Mapping[str, str], mean: str) -> str:
    found = [text for text in means if means[text] == mean]
    return " and ".join([", ".join(found[:-1]), found[-1]] if found[1:] else found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
