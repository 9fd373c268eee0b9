"""Breaks and documents in the workshop file."""

from pathlib import Path

import pytest

from bot.core.programme import SessionKind
from bot.workshop_file import read_workshop
from tests.workshop_file.small import LANGUAGES, SMALL, faults_of, spoiled

WORK = "      - {id: work, title: {fr: Travail, en: Work}, start: 12:00, duration: 1h}\n"
COFFEE = "      - {id: coffee, kind: break, title: {fr: Café, en: Coffee}, start: 11:30, duration: 30m}\n"
DOCUMENT = "{title: {fr: Note, en: Note}, url: https://example.org/a.pdf}"


def test_a_break_is_read_beside_the_sessions(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL.replace(WORK, WORK + COFFEE), encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    assert faults == []
    assert workshop is not None
    assert [each.id for each in workshop.sessions] == ["opening", "work", "messages"]
    assert [(each.id, each.kind) for each in workshop.days[0].breaks] == [("coffee", SessionKind.BREAK)]


def test_documents_are_read(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL.replace(WORK, WORK.replace("1h}", f"1h, documents: [{DOCUMENT}]}}")), encoding="utf-8")
    workshop, _ = read_workshop(file, LANGUAGES)
    assert workshop is not None
    (document,) = workshop.sessions[1].documents
    assert (document.title, document.url) == ({"fr": "Note", "en": "Note"}, "https://example.org/a.pdf")


@pytest.mark.parametrize(
    ("session", "fault"),
    [
        pytest.param(
            COFFEE.replace("30m}", "30m, link: https://example.org}"),
            "a break has no `link`; leave it out, or write `kind: session`",
            id="link",
        ),
        pytest.param(
            COFFEE.replace("30m}", "30m, prompts: [{id: q, kind: open, text: {fr: Q, en: Q}}]}"),
            "a break has no `prompts`; leave it out, or write `kind: session`",
            id="prompts",
        ),
        pytest.param(
            COFFEE.replace("start: 11:30", "start: 12:30"),
            "it begins before the session `work` of line 42 ends, at 13:00 on 2021-03-26; begin it later, or shorten"
            " the other",
            id="overlap",
        ),
        pytest.param(
            COFFEE.replace("break", "pause"),
            "`pause` is not known here; choose one of `session`, `break`",
            id="unknown kind",
        ),
        pytest.param(
            COFFEE.replace("30m}", "30m, documents: [{title: {fr: Note, en: Note}, url: note.pdf}]}"),
            "`note.pdf` is not a web address; write one that begins with `https://`",
            id="document without an address",
        ),
    ],
)
def test_what_a_break_cannot_have_is_a_fault(tmp_path: Path, session: str, fault: str) -> None:
    found = faults_of(tmp_path, spoiled((WORK, WORK + session)))
    assert [each.partition(": ")[2] for each in found] == [fault]


def test_nothing_opens_with_a_break(tmp_path: Path) -> None:
    found = faults_of(tmp_path, spoiled((WORK, WORK + COFFEE), ("opens: messages", "opens: coffee")))
    assert len(found) == 1
    assert "`coffee` is neither a session's id nor a date and time" in found[0]


def test_a_day_has_more_than_breaks(tmp_path: Path) -> None:
    sunday = "      - {id: messages, title: {fr: Messages, en: Messages}, start: 9:30, duration: 1h}\n"
    found = faults_of(tmp_path, spoiled((sunday, sunday.replace("id: messages", "id: messages, kind: break"))))
    assert any("the day has breaks only; add a session, or remove the day" in each for each in found)
