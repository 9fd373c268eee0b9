"""The whole rehearsal, as `run.py rehearse` plays it: nothing refused, late, skipped or lost."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from lxml import html
from openpyxl import load_workbook

from bot.i18n.catalogue import available
from bot.rehearsal.acts.outcomes import OUTCOMES
from bot.rehearsal.acts.synthesis import absent_leads
from bot.rehearsal.environment import Environment
from bot.rehearsal.play import STARTS_BEFORE, RehearsalOptions, prepare_play, run_play
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.summary import Summary
from bot.workshop_file import read_workshop
from tests.export import expected_article
from tests.fakecord.openapi import openapi
from tests.rehearsal.notifications import notifications_of

pytestmark = pytest.mark.timeout(900)  # the first test waits for the whole rehearsal
FIGURES = (
    "sessions", "participants", "administrations", "announcements", "answers", "key_messages", "interactions"
)  # fmt: skip
"""As the page shows them."""
SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[PlayContext, Summary, Path]]:
    workshop, faults = read_workshop(SAMPLE, available())
    assert faults == []
    assert workshop
    output = tmp_path_factory.mktemp("rehearsal")
    play, summary = await run_play(RehearsalOptions(workshop, SAMPLE, output))
    yield play, summary, output


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_went_wrong(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, summary, _output = played
    assert summary.faults == []
    said = summary.data["announcements"]
    assert said["sent"] == said["planned"]
    assert (said["late"], said["skipped"], said["failed"]) == (0, 0, 0)
    assert summary.data["violations"] == []


@pytest.mark.asyncio(loop_scope="module")
async def test_everyone_played(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, summary, _output = played
    assert summary.data["administrations"] == 17
    assert summary.data["participants"] == 52
    assert summary.data["sessions"] >= 9
    assert summary.data["answers"] > 300


@pytest.mark.asyncio(loop_scope="module")
async def test_each_administration_has_a_key_message(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, _summary, output = played
    tables = json.loads((output / "data.json").read_text("utf-8"))
    assert len({row["administration"] for row in tables["key_messages"]}) == 17
    assert {row["planned_start"][:10] for row in tables["sessions"]} == {"2021-03-15", "2021-03-16", "2021-03-17"}


@pytest.mark.asyncio(loop_scope="module")
async def test_the_spreadsheet_opens(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, _summary, output = played
    workbook = load_workbook(output / "data.xlsx", read_only=True)
    assert len(workbook.sheetnames) == 14


@pytest.mark.asyncio(loop_scope="module")
async def test_all_is_left_that_organisers_take_away(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, _summary, output = played
    reports = {f"report.{language}.{kind}" for language in ("fr", "en") for kind in ("docx", "html")}
    left = {file.name for file in output.iterdir()}
    assert left == {"transcript.html", "data.xlsx", "data.json", "summary.json", "bot.log", *reports}


@pytest.mark.asyncio(loop_scope="module")
async def test_the_article_is_what_the_tables_say(played: tuple[PlayContext, Summary, Path]) -> None:
    """Every sentence and number of the article is compared with an independent computation."""
    play, _summary, output = played
    tables = json.loads((output / "data.json").read_text("utf-8"))
    told = {each.id: each.outcome["en"] for each in play.workshop.sessions if each.outcome}
    begun = [row["session_id"] for row in tables["sessions"] if row["day"] == 1 and row["actual_start"]]
    told[begun[-1]] += f" {OUTCOMES['en']}"  # the facilitator adds it in the play
    assert _article(output / "report.en.html") == expected_article.article(tables, play.workshop, told)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_article_is_a_page_of_prose(played: tuple[PlayContext, Summary, Path], language: str) -> None:
    words = " ".join(_article(played[2] / f"report.{language}.html"))
    assert 250 <= len(words.split()) <= 450
    assert not re.search(r"\b[A-Z]{2}-\d|\d\.\d\)|None", words)


def _article(report: Path) -> list[str]:
    """Its paragraphs, up to the table of contents; it has nothing else."""
    _what_it_is, heading, *blocks = html.document_fromstring(report.read_text("utf-8")).xpath("//main/*")
    assert heading.tag == "h2"
    tags = [block.tag for block in blocks]
    until = tags.index("nav")
    assert set(tags[:until]) == {"p"}
    return [block.text_content() for block in blocks[:until]]


@pytest.mark.asyncio(loop_scope="module")
async def test_every_announcement_was_said_once_in_each_language(played: tuple[PlayContext, Summary, Path]) -> None:
    play, _summary, _output = played
    name = play.announcement_channel("fr").name
    channels = [channel for channel in play.environment.server.channels if channel.name == name]
    assert len(channels) == 2  # one was deleted by mistake, and made again
    texts = Counter(m.text for channel in channels for m in channel.messages if not m.ephemeral_for)
    twice = [text for text, count in texts.items() if count > 1]
    assert [text.startswith("**Bienvenue à") for text in twice] == [True]  # the welcome stands once in each channel


@pytest.mark.asyncio(loop_scope="module")
async def test_the_days_did_not_go_as_planned(played: tuple[PlayContext, Summary, Path]) -> None:
    play, _summary, output = played
    tables = json.loads((output / "data.json").read_text("utf-8"))
    done = {row["action"] for row in tables["audit"]}
    assert {"schedule delay", "schedule cancel", "session extend", "schedule move", "announce retry"} <= done
    assert [row["session_id"] for row in tables["sessions"] if row["status"] == "cancelled"] == ["d1-round"]
    notices = [row for row in tables["announcements"] if row["kind"] == "change"]
    assert [row["status"] for row in notices] == ["sent"] * 4
    # The play deletes the channel by mistake and makes it again: what was said stands in both.
    channels = [each for each in play.environment.server.channels if each.name == "announcements"]
    texts = [m.text for channel in channels for m in channel.messages if not m.ephemeral_for]
    told = [text for text in texts if "Changement de programme" in text and "Change of programme" in text]
    assert len(told) == 4


@pytest.mark.asyncio(loop_scope="module")
async def test_phones_are_quiet(played: tuple[PlayContext, Summary, Path]) -> None:
    """Over the three days, for each coordinator.

    People whose delegation sends no key message also get reminders of it.
    """
    play, _summary, output = played
    heard = [notifications_of(play, each) for each in play.cast.coordinators]
    assert max(len(it.public) for it in heard) <= 50
    assert max(len(it.mentions) for it in heard) <= 10
    late = {each.administration.code for each in absent_leads(play) if each}
    reminded = {c.administration.code for c, it in zip(play.cast.coordinators, heard, strict=True) if it.desk_reminders}
    assert reminded == late
    assert [it.direct for it in heard] == [[]] * len(heard)  # nobody asked for direct messages
    assert ">silencieux<" in (output / "transcript.html").read_text("utf-8")


async def test_what_is_due_is_said_at_its_moment_by_the_workshops_clock(
    played: tuple[PlayContext, Summary, Path],
) -> None:
    """“10 minutes before” is posted ten minutes before.

    One summary fails in the rehearsal, and is sent again by hand.
    """
    _play, _summary, output = played
    tables = json.loads((output / "data.json").read_text("utf-8"))
    sent = [row for row in tables["announcements"] if row["status"] == "sent" and row["kind"] != "change"]
    late = {row["key"] for row in sent if _instant(row["sent_at"]) - _instant(row["due_at"]) > timedelta(minutes=1)}
    assert late <= {"2021-03-16/summary"}


@pytest.mark.asyncio(loop_scope="module")
async def test_page_summary_and_workbook_give_the_same_figures(played: tuple[PlayContext, Summary, Path]) -> None:
    _play, summary, output = played
    page = html.document_fromstring((output / "transcript.html").read_text("utf-8"))
    shown = [each.text_content() for each in page.xpath("//ul[@class='figures']/li")]
    figures = [int("".join(filter(str.isdecimal, each))) for each in shown]
    assert figures == [summary.counts()[each] for each in FIGURES]
    cells = load_workbook(output / "data.xlsx").worksheets[0].iter_rows(values_only=True)
    rows = {str(name): count for name, count, *_ in cells}
    sheets = ("Séances", "Personnes", "Administrations", "Réponses", "Messages clés")
    of_a_kind = [each for each in FIGURES if each not in ("announcements", "interactions")]
    assert [rows[sheet] for sheet in sheets] == [summary.data[each] for each in of_a_kind]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.asyncio(loop_scope="module")
async def test_every_request_is_as_discord_describes_it(played: tuple[PlayContext, Summary, Path]) -> None:
    document = openapi()
    if document is None:
        pytest.skip("DISCORD_OPENAPI names no file: the requests were not compared with Discord's document")
    play, _summary, _output = played
    assert Counter(document.differences_of_requests(play.environment.server.log)) == {}


@pytest.mark.parametrize("participants", [1, 2, 3])
async def test_every_act_has_its_cues_however_few_take_part(tmp_path: Path, participants: int) -> None:
    workshop, _faults = read_workshop(SAMPLE, available())
    assert workshop
    environment = Environment(workshop, tmp_path, workshop.starts - STARTS_BEFORE)
    play = prepare_play(RehearsalOptions(workshop, SAMPLE, tmp_path, participants=participants), environment)
    assert (len(play.cast.coordinators), len(play.timeline.instants()) > 20) == (participants, True)


@pytest.mark.parametrize(("languages", "is_translated"), [(("fr", "en"), True), (("en",), False)])
async def test_in_one_language_there_is_no_translation_to_go_stale(
    tmp_path: Path, languages: tuple[str, ...], is_translated: bool
) -> None:
    sample, _faults = read_workshop(SAMPLE, available())
    assert sample
    assert sample.desk
    own = tuple(replace(each, language=languages[-1]) for each in sample.administrations)
    workshop = replace(sample, languages=languages, administrations=own)
    play = prepare_play(
        RehearsalOptions(workshop, SAMPLE, tmp_path), Environment(workshop, tmp_path, workshop.starts - STARTS_BEFORE)
    )
    assert (sample.desk.closes - timedelta(minutes=8) in play.timeline.instants()) == is_translated


@pytest.mark.parametrize(("languages", "locale"), [(("en",), "en-GB"), (("fr", "en"), "fr"), (("pt-BR",), "pt-BR")])
async def test_french_is_spoken_by_nobody_but_where_it_is_a_language(
    tmp_path: Path, languages: tuple[str, ...], locale: str
) -> None:
    sample, _faults = read_workshop(SAMPLE, available())
    assert sample
    own = tuple(
        replace(each, language=languages[-1], name={languages[-1]: each.code}) for each in sample.administrations
    )
    workshop = replace(sample, languages=languages, administrations=own)
    play = prepare_play(
        RehearsalOptions(workshop, SAMPLE, tmp_path), Environment(workshop, tmp_path, workshop.starts - STARTS_BEFORE)
    )
    assert {play.cast.organiser.user.locale, play.cast.facilitator.user.locale} == {locale}
    assert {each.person.user.locale for each in play.cast.coordinators} == {"en-GB" if "en" in languages else locale}
