"""The preview of an import, its menus, and the result."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.chat.posts import Post
from bot.core.errors import NotAnOption
from bot.core.people import Membership, Participant
from bot.core.programme import Administration
from bot.core.schedule import SessionState
from bot.features.attendance import import_menus
from bot.features.attendance import import_posts as import_text
from bot.features.attendance.import_model import ImportDraft, ImportResult, ReportLine
from bot.features.attendance.report_model import Skipped
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.roster.helpers import SESSION, sample_workshop

_ = phrases("en")
WORKSHOP = sample_workshop()
F = Formats("en", WORKSHOP.zone)
STATE = SessionState.of(WORKSHOP.sessions[0])
AWA = Participant(1, 1_001, "Awa Diarra", "ML", Membership.JOINED, "fr")
HALF_HOUR = timedelta(minutes=30)
MANY = tuple(Administration(f"A{n:02}", {"en": f"Scotia {n:02}"}, "en", "UTC") for n in range(60))


def line(name: str, **values: Any) -> ReportLine:
    return ReportLine(name, "", (), HALF_HOUR, **values)


def draft(*lines: ReportLine, zone: str | None = None, outside: int = 0, staff: int = 0, file: str = "") -> ImportDraft:
    skipped = {Skipped.ABOUT: 1, Skipped.OUTSIDE: outside, Skipped.STAFF: staff}
    rows = sum(line.rows for line in lines) + sum(skipped.values())
    return ImportDraft(12, SESSION, zone, rows, skipped, lines, file)


def preview(of: ImportDraft, administrations: tuple[Administration, ...] = WORKSHOP.administrations) -> Post:
    return import_text.preview(_, F, of, STATE, {AWA.id: AWA}, administrations)


def components(post: Post) -> dict[str, discord.ui.Item[Any]]:
    assert post.view is not None
    return {str(getattr(item, "custom_id", "")): item for item in post.view.children}


def options(post: Post, custom_id: str) -> list[tuple[str, str]]:
    menu = components(post)[custom_id]
    assert isinstance(menu, discord.ui.Select)
    return [(option.label, option.value) for option in menu.options]


def test_the_preview_lists_what_matched_and_what_did_not() -> None:
    post = preview(
        draft(
            line("Awa Diarra", participant=1),
            line("A. Diarra", participant=1, rows=2),
            line("Zeinabou", guest_of="NE"),
            line("iPhone *", left_out=True),
            line("Awa", candidates=(1,)),
            zone="Europe/Brussels",
            outside=1,
            staff=2,
        )
    )
    assert post.text.replace("\u00a0", " ").splitlines() == [
        "**Report for “Opening (en)”**: nothing is counted yet.",
        "The file has 10 lines:",
        "- counted: 4",
        "- to identify: 1",
        "- not counted: 1",
        "- skipped (titles and headings): 1",
        "- skipped (interpreters and operators): 2",
        "- skipped (there at another time only): 1",
        "The times in the file have no time zone; I assume Brussels time.",
        "",
        "**2 found**",
        "- Awa Diarra (Mali), 30 min",
        "- A. Diarra → Awa Diarra (Mali), 30 min",
        "**1 new guest**",
        "- Zeinabou (Niger), 30 min",
        "Not counted: iPhone \\*.",
        "",
        "**1 still to identify**, with the menu",
        "- Awa, 30 min",
        "People you do not identify are not counted.",
    ]


def test_a_menu_offers_candidates_guests_and_nobody() -> None:
    post = preview(draft(line("Awa", candidates=(1, 99))))
    assert components(post).keys() == {"attendance:apply:12", "attendance:leave:12", "attendance:settle:12:0"}
    assert options(post, "attendance:settle:12:0") == [
        ("Awa Diarra (Mali)", "p:1"),
        ("Guest of Malawi", "g:MW"),
        ("Guest of Mali", "g:ML"),
        ("Guest of Niger", "g:NE"),
        ("None of these people: do not count", "-"),
    ]


def test_four_names_have_menus_at_a_time() -> None:
    post = preview(draft(*(line(f"Name {n}") for n in range(6))))
    menus = [id for id in components(post) if id.startswith("attendance:settle")]
    assert menus == [f"attendance:settle:12:{n}" for n in range(4)]


def test_administrations_that_do_not_fit_in_a_menu_have_menus_of_their_own() -> None:
    of = draft(line("Awa", candidates=(1,)))
    assert options(preview(of, MANY), "attendance:settle:12:0") == [
        ("Awa Diarra (ML)", "p:1"),
        ("A guest of a group…", import_menus.ANY_ADMINISTRATION),
        ("None of these people: do not count", "-"),
    ]
    post = import_menus.administration_menus(_, F, MANY, of, 0)
    assert post.text == "Whose guest is Awa?"
    pages = [options(post, f"attendance:settle:12:0:{page}") for page in range(3)]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert [value for page in pages for _, value in page] == [f"g:{a.code}" for a in MANY]
    with pytest.raises(NotAnOption):
        import_menus.administration_menus(_, F, MANY, of, 1)


def test_a_long_list_is_cut_and_its_title_has_the_number_of_all() -> None:
    post = preview(draft(*(line(f"Person number {n}", guest_of="NE") for n in range(200))))
    assert "**200 new guests**" in post.text
    assert post.text.endswith("- …")
    assert len(post.text) < 2_000


def test_the_result_names_guests_and_those_left_out() -> None:
    guest = Participant(9, None, "Zeinabou", "NE", Membership.JOINED, "fr")
    assert import_text.applied(_, F, ImportResult(STATE, 3, [guest], ["iPhone", "Awa"])).splitlines() == [
        "3 people of the report are counted at “Opening (en)”.",
        "New guest: Zeinabou.",
        "Not counted: iPhone and Awa.",
        "To see the result: /attendance show.",
    ]


def test_every_settled_line_can_be_changed_a_hundred_a_page() -> None:
    of = draft(line("Stranger"), *(line(f"Guest {n}", guest_of="NE") for n in range(130)))
    assert "attendance:lines:12:0" in components(preview(of))
    assert "attendance:lines:12:0" not in components(preview(draft(line("Stranger"))))
    pages = [import_menus.settled_lines(_, of, page) for page in (0, 1)]
    menus = [[options(post, id) for id in components(post) if ":line:" in id] for post in pages]
    assert [[len(each) for each in page] for page in menus] == [[25, 25, 25, 25], [25, 5]]
    assert [value for page in menus for each in page for _name, value in each] == [str(n) for n in range(1, 131)]
    assert "attendance:lines:12:1" in components(pages[0])
    assert "attendance:lines:12:2" not in components(pages[1])
    post = import_menus.line_post(_, F, of, 1, {AWA.id: AWA}, WORKSHOP.administrations)
    assert components(post).keys() == {"attendance:settle:12:1", "attendance:preview:12"}


def test_the_administration_that_a_name_may_mean_comes_first() -> None:
    post = preview(draft(line("Niger Smith", candidates=(1,), guess="NE")))
    values = [value for _label, value in options(post, "attendance:settle:12:0")]
    assert values == ["p:1", "g:NE", "g:MW", "g:ML", "-"]
    many = options(preview(draft(line("Scotia", guess="A07")), MANY), "attendance:settle:12:0")
    assert [value for _label, value in many] == ["g:A07", "more", "-"]


def test_only_times_without_a_zone_can_be_given_another_one() -> None:
    assert "attendance:zone:12" in components(preview(draft(line("Awa"), zone="UTC", file="Name")))
    assert "attendance:zone:12" not in components(preview(draft(line("Awa"))))
