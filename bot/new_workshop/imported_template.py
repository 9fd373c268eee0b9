"""The lines of a new workshop file that come from the organisers' spreadsheets."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from string import Template

from bot.core.durations import format_duration
from bot.core.programme import SessionKind
from bot.core.text import fold
from bot.new_workshop.agenda import AgendaEntry
from bot.new_workshop.answers import Answers
from bot.new_workshop.draft import Draft, Origin
from bot.new_workshop.groups import Group
from bot.new_workshop.headings import DATE, DESCRIPTION, DURATION, END, KIND, NAME, SPEAKERS, START, TITLE, Names
from bot.new_workshop.spreadsheets import Sheet
from bot.new_workshop.texts import day_title, quoted_words, yaml_string

_THEMES = """
# Themes that sessions may name (`themes: [training]`), to see what was said about each.
# themes:
#   - {id: training, text: $training}

"""

_PROMPTS = """\
        # prompts:                 # questions to everybody in this session: open, choice, multiple, scale or round
        #   - {id: expectations, kind: open, text: $expectations}
"""

_DESK = """
# A desk where each group writes what it takes home; organisers answer, and publish what is agreed.
# key_messages:
#   opens: $opens  # at the start of that session; or a date and time
#   closes: ${last_date}T23:00
#   reminders: [1h, 15m]
"""


def add_groups(draft: Draft, sheet: Sheet, groups: Sequence[Group]) -> None:
    draft.add("administrations:\n", Origin(sheet, sheet.header_row, ()))
    for it in groups:
        zone = f", timezone: {it.timezone}" if it.timezone else ""  # without it, the group follows the workshop's zone
        keys = f"code: {quoted_words(it.code)}, name: {yaml_string(it.name)}, language: {it.language}"
        line = f"  - {{{keys}{zone}}}\n"
        draft.add(line, Origin(sheet, it.row, NAME))


def add_agenda(
    draft: Draft, sheet: Sheet, agenda: Sequence[AgendaEntry], answers: Answers, values: Mapping[str, str]
) -> str:
    """Adds the days. Returns the id of the last session, or of the last break if there is no session."""
    draft.add(Template(_THEMES).substitute(values))
    draft.add("days:\n", Origin(sheet, sheet.header_row, ()))
    ids: dict[str, int] = {}
    days = [(date, list(entries)) for date, entries in groupby(agenda, key=lambda entry: entry.date)]
    last, has_prompts = "", False
    for number, (date, entries) in enumerate(days, 1):
        title = yaml_string(day_title(number, len(days), answers.languages))
        draft.add(f"  - date: {date}\n    title: {title}\n    sessions:\n", Origin(sheet, entries[0].row, DATE))
        for entry in entries:
            id = _new_id(number, entry, ids)
            _add_entry(draft, sheet, entry, id)
            if entry.kind is SessionKind.SESSION:
                last = id
                draft.add("" if has_prompts else Template(_PROMPTS).substitute(values))
                has_prompts = True
    draft.add(Template(_DESK).substitute(values, opens=last or id))
    return last or id


def _new_id(day: int, entry: AgendaEntry, taken: dict[str, int]) -> str:
    """An id such as `d1-opening`. A title without Latin letters gives `d1-3`, with the number of the row."""
    words = next(filter(None, (re.sub("[^a-z0-9]+", "-", fold(it)).strip("-") for it in entry.title.values())), "")
    base = f"d{day}-{words[:30].strip('-') or entry.row}"
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}--{taken[base]}"


def _add_entry(draft: Draft, sheet: Sheet, entry: AgendaEntry, id: str) -> None:
    """Write one line for each key, so that a fault can name its column."""

    def add(key: str, value: str, columns: Names) -> None:
        draft.add(f"        {key}: {value}\n", Origin(sheet, entry.row, columns))

    draft.add(f"      - id: {id}\n", Origin(sheet, entry.row, TITLE))
    if entry.kind is SessionKind.BREAK:
        add("kind", "break", KIND)
    add("title", yaml_string(entry.title), TITLE)
    if entry.description:
        add("description", yaml_string(entry.description), DESCRIPTION)
    add("start", quoted_words(f"{entry.start:%H:%M:%S}".removesuffix(":00")), START)
    add("duration", format_duration(entry.duration), (*END, *DURATION))
    if entry.speakers:
        add("speakers", f"[{', '.join(map(quoted_words, entry.speakers))}]", SPEAKERS)
