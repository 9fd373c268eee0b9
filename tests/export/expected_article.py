"""The English draft article that the report should contain, composed from the exported tables and the workshop's file.

It shares no code with the report, so that a mistake in one of the two shows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from statistics import fmean

from bot.core.programme import Day, Workshop
from tests.export.reading import Records

THERE = ("present", "late", "partial")
NTH = ("first", "second", "third", "fourth", "fifth")
Tables = Mapping[str, Records]
Outcomes = Mapping[str, str]
"""Session to what came of it, in English."""


def article(tables: Tables, workshop: Workshop, outcomes: Outcomes | None = None) -> list[str]:
    """The article's paragraphs, for a workshop whose file has everything that an article can use."""
    about = workshop.about
    assert about.purpose
    assert about.outlook
    held = [day for day in workshop.days if _begun(tables, day)]
    return [
        _lead(tables, workshop),
        about.purpose["en"],
        *(_day(tables, day, number, len(held), outcomes or {}) for number, day in enumerate(held)),
        *_messages(tables, workshop),
        " ".join(_quotations(workshop)),
        *_reception(tables, workshop),
        about.outlook["en"],
        f"For more information: {about.contact}",
    ]


def _lead(tables: Tables, workshop: Workshop) -> str:
    about = workshop.about
    host, event, platform, participants = about.host, about.event, about.platform, about.participants
    assert host
    assert event
    assert platform
    assert participants
    starts = [datetime.fromisoformat(row["actual_start"]) for row in tables["sessions"] if row["actual_start"]]
    days = sorted({start.astimezone(workshop.zone).date() for start in starts})
    first, last = days[0], days[-1]
    assert (first.year, first.month) == (last.year, last.month)
    when = f"On {last:%-d %B %Y}"
    if first != last:
        two_days = last.toordinal() == first.toordinal() + 1
        when = f"On {first.day} and {last:%-d %B %Y}" if two_days else f"From {first.day} to {last:%-d %B %Y}"
    rows = [row for row in tables["attendance"] if row["status"] in THERE]
    people, groups = len({row["participant_id"] for row in rows}), len({row["administration"] for row in rows})
    return (
        f"{when}, {host['en']} held {event['en']} via {platform['en']}, bringing together"
        f" {people} representatives of {groups} {participants['en']}."
    )


def _begun(tables: Tables, day: Day) -> list[str]:
    begun = {row["session_id"] for row in tables["sessions"] if row["actual_start"]}
    return [session.id for session in day.sessions if session.id in begun]


def _day(tables: Tables, day: Day, number: int, of: int, outcomes: Outcomes) -> str:
    held = _begun(tables, day)
    subject = "The last day" if number == of - 1 else f"The {NTH[number]} day"
    opening = f"{subject} was devoted to the theme “{day.title['en']}”."
    if told := [outcomes[session] for session in held if session in outcomes]:
        return " ".join([opening, *told])
    titles = [f"“{session.title['en']}”" for session in day.sessions if session.id in held]
    return f"{opening} It comprised the sessions {_joined(titles)}."


def _messages(tables: Tables, workshop: Workshop) -> Iterator[str]:
    messages = tables["key_messages"]
    if not messages:
        return
    senders = len({row["administration"] for row in messages})
    sentences = [f"In all, {senders} administrations put forward {len(messages)} key messages."]
    themes = Counter(row["theme"] for row in messages if row["theme"])
    support = Counter[str]()
    for row in messages:
        support[row["theme"]] += row["endorsements"]
    often = [theme for theme in themes if themes[theme] > 1]
    often.sort(key=lambda theme: (-themes[theme], -support[theme], [each.id for each in workshop.themes].index(theme)))
    names = {theme.id: f"“{theme.text['en']}”" for theme in workshop.themes}
    listed = _joined([names[theme] for theme in often[:3]])
    if len(often) > 3 and themes[often[3]] == themes[often[2]]:
        sentences.append(f"Among the themes raised most often were {listed}.")
    elif len(often) == 1:
        sentences.append(f"The theme raised most often was {listed}.")
    elif often:
        sentences.append(f"The themes raised most often were {listed}.")
    represented = {row["administration"] for row in tables["administrations"] if row["sessions_represented"]}
    texts = {
        row["text_en"].removesuffix("."): None
        for row in messages
        if row["status"] in ("cleared", "published")
        and row["endorsements"] == len(represented - {row["administration"]})
        and "\n" not in row["text_en"]
    }
    assert 1 <= len(texts) <= 2
    these = "this message" if len(texts) == 1 else "these messages"
    yield " ".join([*sentences, f"All stood behind {these}: {_joined([f'“{text}”' for text in texts])}."])


def _quotations(workshop: Workshop) -> Iterator[str]:
    for verb, quote in zip(("said", "added"), workshop.about.quotes, strict=False):
        yield f"“{quote.text['en'].removesuffix('.')}”, {verb} {quote.who}, {quote.role['en']}."


def _reception(tables: Tables, workshop: Workshop) -> Iterator[str]:
    rows = [row for row in tables["evaluations"] if row["evaluation_id"] == workshop.evaluations[-1].id]
    if rows:
        people = len({row["response_id"] for row in rows})
        mean = round(fmean(row["value"] for row in rows if row["value"] is not None), 1)
        assert mean >= 4
        yield f"The meeting was well received: {people} people rated it {mean} out of 5 on average."


def _joined(found: list[str]) -> str:
    return " and ".join([", ".join(found[:-1]), found[-1]] if found[1:] else found)
