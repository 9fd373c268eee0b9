"""The page: one file that says its language, describes its pictures and fetches nothing."""

import base64
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.export.builder import workshop

Meeting = Callable[[str, str], Path]
Attributes = dict[str, str | None]
VOID = {"meta", "img", "br", "link"}


class Page(HTMLParser):
    """Every element with its attributes; closed in order, or it is refused."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.append(data.strip())

    def all(self, tag: str) -> list[Attributes]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(meeting: Meeting, language: str = "en") -> tuple[str, Page]:
    source = meeting("html", language).read_text("utf-8")
    return source, Page(source)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_says_its_language(meeting: Meeting, language: str) -> None:
    _, page = page_of(meeting, language)
    assert page.all("html") == [{"lang": language}]
    assert page.text[0] == workshop().title[language]


def test_headings_go_down_one_by_one(meeting: Meeting) -> None:
    _, page = page_of(meeting)
    levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_fetches_nothing_and_runs_nothing(meeting: Meeting) -> None:
    source, page = page_of(meeting)
    assert page.all("script") == page.all("link") == []
    assert "@import" not in source
    assert "url(" not in source
    assert {str(picture["src"]).split(",")[0] for picture in page.all("img")} == {"data:image/svg+xml;base64"}


def test_pictures_are_described_and_whole(meeting: Meeting) -> None:
    _, page = page_of(meeting)
    pictures = page.all("img")
    assert len(pictures) == 1
    for picture in pictures:
        assert "The table that follows has its figures." in str(picture["alt"])
        assert b"<svg" in base64.b64decode(str(picture["src"]).split(",")[1])


def test_tables_have_captions_and_header_cells(meeting: Meeting) -> None:
    _, page = page_of(meeting)
    assert len(page.all("table")) == len(page.all("caption")) == len(page.all("thead"))
    assert {attributes["scope"] for attributes in page.all("th")} == {"col", "row"}


def test_what_people_wrote_is_no_markup(meeting: Meeting) -> None:
    _, page = page_of(meeting)
    assert "=1+1 <b>Échanger</b>" in page.text
    assert page.all("b") == []
    assert "- more exchange\n- more time" in page.text


def test_quotations_are_marked_with_their_language(meeting: Meeting) -> None:
    _, page = page_of(meeting)
    assert {attributes["lang"] for attributes in page.all("p") if "lang" in attributes} == {"fr", "en"}


def test_each_part_can_be_gone_to_from_after_the_article(meeting: Meeting) -> None:
    source, page = page_of(meeting)
    targets = [f"#{attributes['id']}" for tag, attributes in page.elements if tag in {"h2", "h3"}]
    assert [attributes["href"] for attributes in page.all("a")] == targets
    assert len(targets) > 6
    parts = [source.index(part) for part in (">Draft article</h2>", "<nav", ">Attendance</h2>")]
    assert parts == sorted(parts)


def test_light_dark_narrow_and_print_are_provided_for(meeting: Meeting) -> None:
    source, _ = page_of(meeting)
    assert [rule in source for rule in ("prefers-color-scheme: dark", "@media print", "width=device-width")] == [
        True
    ] * 3
