"""Texts longer than a message: nothing is lost, and every page fits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.escaping import block_quote
from bot.chat.page_buttons import page_post
from bot.chat.pagination import paged, pieces
from bot.i18n.catalogue import phrases


@given(st.lists(st.text("ab \n", min_size=1, max_size=120), max_size=12), st.integers(20, 60))
def test_every_page_fits_and_nothing_is_lost(blocks: list[str], most: int) -> None:
    found = paged(blocks, most)
    assert all(len(page) <= most for page in found)
    assert "".join(found).replace("\n", "") == "".join(blocks).replace("\n", "")


def test_a_block_stays_whole_where_it_can() -> None:
    assert paged(["aaaa", "bbbb", "cccc"], 10) == ["aaaa\n\nbbbb", "cccc"]


def test_a_quote_goes_on_as_a_quote() -> None:
    assert pieces(block_quote("one two three"), 10) == ["> one two ", "> three"]


def test_a_leaf_has_the_buttons_that_lead_on() -> None:
    _ = phrases("en")
    middle = page_post(_, ["a", "b", "c"], 1, "list")
    assert middle.text == "b\n\nPage 2 of 3"
    assert middle.view
    assert [item.custom_id for item in middle.view.children] == ["list:0", "list:2"]  # type: ignore[attr-defined]
    assert page_post(_, ["a"], 7, "list").view is None
