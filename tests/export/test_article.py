"""Every sentence of the article, compared with one computed from the exported tables in another way.

And how they are joined.
"""

import dataclasses
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import combinations

import pytest

from bot.core.about import About, GroupWord, Quote
from bot.core.programme import Workshop
from bot.export.document import Block, Document, Heading, Paragraph
from bot.export.report import compose, report
from bot.export.report.data import Data, gather
from bot.export.report.report_locale import ReportLocale
from bot.export.store import ExportStore
from tests.export import expected_article
from tests.export.builder import NOW, WorkshopDatabase, at, both, workshop
from tests.export.meeting import UNANIMOUS, fill_with_meeting
from tests.export.reading import as_json

ABOUT = About(
    host=both("le Réseau", "the Network"),
    event=both("sa réunion annuelle", "its annual meeting"),
    platform=both("KUDO", "KUDO"),
    participants=both("administrations partenaires", "partner administrations"),
    purpose=both("Il s’agissait d’apprendre.", "It was about learning."),
    outlook=both("La suite viendra en mai.", "More will come in May."),
    quotes=(
        Quote("Awa Diarra", both("coordonnatrice", "coordinator"), both("Nous avançons.", "We move on.")),
        Quote("Peter Mwale", both("coordonnateur", "coordinator"), both("Enfin !", "At last!")),
        Quote("Nobody Prints", both("de trop", "one too many"), both("Trop.", "Too many.")),
    ),
    contact="news@example.org",
)
OUTCOMES = {
    "opening": both("La réunion s’est ouverte.", "The meeting opened."),
    "lessons": both("Puis on a fait\nle bilan", "Then lessons\nwere shared"),
}


def gathered(db: WorkshopDatabase, of: Workshop, now: datetime = NOW) -> Data:
    with closing(sqlite3.connect(db.path)) as connection:
        return gather(ExportStore.of(connection, of, now))


def reported(db: WorkshopDatabase, of: Workshop, language: str = "en", now: datetime = NOW) -> Document:
    with closing(sqlite3.connect(db.path)) as connection:
        return report(ExportStore.of(connection, of, now), language)


def section(document: Document, number: int) -> list[Block]:
    """The blocks of the report's section of that number, from 0, without its heading."""
    starts = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    starts.append(len(document.blocks))
    return list(document.blocks[starts[number] + 1 : starts[number + 1]])


def paragraphs(data: Data, language: str = "en") -> list[str]:
    """The article's; it holds nothing else."""
    blocks = section(compose(data, ReportLocale(data.workshop, language)), 0)[:-1]  # without the table of contents
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert len(texts) == len(blocks)
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in texts]


def article(db: WorkshopDatabase, of: Workshop, language: str = "en") -> list[str]:
    return paragraphs(gathered(db, of), language)


async def test_the_article_says_what_the_tables_and_the_file_hold(db: WorkshopDatabase) -> None:
    of = dataclasses.replace(fill_with_meeting(db), about=ABOUT)
    data = dataclasses.replace(gathered(db, of), outcomes=OUTCOMES)
    assert paragraphs(data) == [
        "On 15 March 2021, the Network held its annual meeting via KUDO, bringing together 5 representatives of"
        " 3 partner administrations.",
        "It was about learning.",
        "The day took place on 15 March. The meeting opened. Then lessons were shared.",
        "In all, 2 administrations put forward 2 key messages. The theme raised most often was “Transparency”."
        f" All stood behind this message: “{UNANIMOUS.removesuffix('.')}”.",
        "“We move on”, said Awa Diarra, coordinator. “At last!”, added Peter Mwale, coordinator.",
        "The meeting was well received: 5 people rated it 4.2 out of 5 on average.",
        "More will come in May.",
        "For more information: news@example.org",
    ]
    days = tuple(dataclasses.replace(day, title=both("Le monde", "The wide world")) for day in of.days)
    named = dataclasses.replace(data, workshop=dataclasses.replace(of, days=days))
    told = {session: outcome["en"].replace("\n", " ").removesuffix(".") + "." for session, outcome in OUTCOMES.items()}
    expected = expected_article.article(await as_json(db, of), named.workshop, told)
    assert [text.replace("The day was", "The last day was") for text in paragraphs(named)] == expected


def test_in_french_it_is_said_as_french_is(db: WorkshopDatabase) -> None:
    of = dataclasses.replace(fill_with_meeting(db), about=ABOUT)
    assert paragraphs(dataclasses.replace(gathered(db, of), outcomes=OUTCOMES), "fr") == [
        "Le 15 mars 2021, le Réseau a organisé sa réunion annuelle via KUDO, rassemblant 5 représentants de"
        " 3 administrations partenaires.",
        "Il s’agissait d’apprendre.",
        "La journée a eu lieu le 15 mars. La réunion s’est ouverte. Puis on a fait le bilan.",
        "Au total, 2 messages clés émanent de 2 administrations. Le thème le plus souvent abordé était"
        " « Transparence ». Le message suivant a fait l’unanimité : « Le programme est plus nécessaire que jamais ».",
        "« Nous avançons », a déclaré Awa Diarra, coordonnatrice. « Enfin ! », a ajouté Peter Mwale, coordonnateur.",
        "La réunion a été bien accueillie : 5 personnes l’ont notée 4,2 sur 5 en moyenne.",
        "La suite viendra en mai.",
        "Pour en savoir plus : news@example.org",
    ]


def test_a_day_numbered_in_portuguese_is_no_theme(db: WorkshopDatabase) -> None:
    data = gathered(db, fill_with_meeting(db))
    for title in ("Primeiro dia", "Dia 1", "1º dia", "O dia"):
        day = dataclasses.replace(data.workshop.days[0], title=both("Journée 1", title))
        data = dataclasses.replace(data, workshop=dataclasses.replace(data.workshop, days=(day,)), outcomes={})
        assert paragraphs(data)[1].startswith("The day comprised the sessions")


def test_a_file_with_a_word_of_its_own_reads_of_no_administrations(db: WorkshopDatabase) -> None:
    hospitals = GroupWord({"fr": "Hôpital", "en": "Hospital"}, {"fr": "Hôpitaux", "en": "Hospitals"})
    data = gathered(db, dataclasses.replace(fill_with_meeting(db), groups=hospitals))
    assert "of 3 groups" in paragraphs(data)[0]
    assert not [said for said in paragraphs(data) if "administration" in said]


def test_what_the_file_does_not_say_is_left_out(db: WorkshopDatabase) -> None:
    assert article(db, fill_with_meeting(db))[:2] == [
        "On 15 March 2021, “A-CIP coordinators' meeting” brought together 5 representatives of 3 administrations.",
        "The day comprised the sessions “Opening” and “Lessons learned”.",
    ]


def test_what_came_of_a_session_is_told_in_the_readers_language_only(db: WorkshopDatabase) -> None:
    data = gathered(db, fill_with_meeting(db))
    half = dataclasses.replace(data, outcomes={"opening": {"fr": "C’était bien.", "en": ""}, "lessons": {"fr": "Oui"}})
    assert paragraphs(half)[1] == "The day comprised the sessions “Opening” and “Lessons learned”."
    assert paragraphs(half, "fr")[1] == "La journée a eu lieu le 15 mars. C’était bien. Oui."


def subsets() -> Iterator[About]:
    """Subsets of the file's parts: without one or two of them, or only one or two of them."""
    names = [field.name for field in dataclasses.fields(About)]
    for size in (0, 1, 2, len(names) - 2, len(names) - 1, len(names)):
        for chosen in combinations(names, size):
            yield About(**{name: getattr(ABOUT, name) for name in chosen})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sentences_join_whatever_is_missing(db: WorkshopDatabase, language: str) -> None:
    of = fill_with_meeting(db)
    whole = dataclasses.replace(gathered(db, of), outcomes=OUTCOMES)
    lacking = [
        whole,
        dataclasses.replace(whole, outcomes={}),
        dataclasses.replace(whole, outcomes={"lessons": OUTCOMES["lessons"]}),
        dataclasses.replace(whole, key_messages=()),
        dataclasses.replace(whole, endorsers={}),
        dataclasses.replace(whole, evaluations={}, outcomes={}),
    ]
    for data in lacking:
        for about in subsets():
            for themes in (of.themes, ()):
                of_these = dataclasses.replace(of, about=about, themes=themes)
                _joins(paragraphs(dataclasses.replace(data, workshop=of_these), language), about, language)


def _joins(found: list[str], about: About, language: str) -> None:
    words = "\n".join(found)
    assert not re.search(r"None|%\(|  |\.\.|,,| ,|\(\)|“”|«\s*»|[A-Z]{2}-\d|\{", words), words
    for text in found[:-1] if about.contact else found:
        assert re.match(r"[A-ZÀ-Ý“«]", text), text
        assert text.endswith((".", "!", "?")), text
    for given in (about.host, about.event, about.platform, about.participants, about.purpose, about.outlook):
        assert given is None or given[language] in words
    assert ("Awa Diarra" in words, "Nobody Prints" in words) == (bool(about.quotes), False)
    assert (about.contact or "example.org") in words or not about.contact


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        (date(2021, 3, 15), date(2021, 3, 15), "On 15 March 2021", "Le 15 mars 2021"),
        (date(2021, 3, 1), date(2021, 3, 2), "On 1 and 2 March 2021", "Les 1er et 2 mars 2021"),
        (date(2021, 3, 1), date(2021, 3, 3), "From 1 to 3 March 2021", "Du 1er au 3 mars 2021"),
        (date(2021, 3, 31), date(2021, 4, 1), "On 31 March and 1 April 2021", "Les 31 mars et 1er avril 2021"),
        (date(2021, 3, 31), date(2021, 4, 2), "From 31 March to 2 April 2021", "Du 31 mars au 2 avril 2021"),
        (
            date(2020, 12, 31),
            date(2021, 1, 2),
            "From 31 December 2020 to 2 January 2021",
            "Du 31 décembre 2020 au 2 janvier 2021",
        ),
    ],
)
def test_a_period_is_told_as_people_do(first: date, last: date, english: str, french: str) -> None:
    of = workshop()
    said = [ReportLocale(of, language).period(first, last).replace("\u00a0", " ") for language in ("en", "fr")]
    assert said == [english, french]


async def test_nobody_is_named(db: WorkshopDatabase) -> None:
    words = repr(reported(db, fill_with_meeting(db)))
    assert [name for name in ("Chikondi", "Never Seen", "Moussa", "Anne") if re.search(rf"\b{name}\b", words)] == []


def test_before_the_workshop_it_says_so(db: WorkshopDatabase) -> None:
    assert article(db, workshop(about=ABOUT)) == ["“A-CIP coordinators' meeting” has not begun."]


def test_nobody_who_came_is_counted_as_none(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10), at(15, 11))
    assert article(db, workshop(about=ABOUT))[0] == "On 15 March 2021, the Network held its annual meeting via KUDO."
    assert article(db, workshop())[0] == "On 15 March 2021, “A-CIP coordinators' meeting” took place."


def test_days_are_told_apart(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10), at(15, 11))
    db.held("messages", at(17, 10), at(17, 11))
    assert article(db, workshop())[1:] == [
        "The first day comprised the session “Opening”.",
        "The last day comprised the session “Key messages”.",
    ]
