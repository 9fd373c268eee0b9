"""Posts fit Discord's limits, ping nobody by accident, and have the same hash when they are read again."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.escaping import block_quote
from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post, shortened, text_print


@given(st.lists(st.text(min_size=1, max_size=7_000), min_size=1, max_size=6))
def test_a_post_of_any_length_fits(blocks: list[str]) -> None:
    sent = Post(tuple(blocks)).new()
    assert len(sent["content"] or "") <= CONTENT
    descriptions = [embed.description or "" for embed in sent["embeds"]]
    assert all(len(description) <= EMBED for description in descriptions)
    assert sum(map(len, descriptions)) <= EMBEDS
    assert len(sent["embeds"]) <= 10


def test_an_answer_of_4000_characters_comes_back_whole() -> None:
    answer = "é" * 4_000
    sent = Post.of("This question is closed.", f"Here is what you wrote:\n{answer}").new()
    assert answer in sent["embeds"][0].description


def test_nobody_is_pinged_but_those_meant() -> None:
    assert dict(Post.of("@everyone <@1> <@&2>").mentions.to_dict()) == {"parse": []}
    meant = Post(("hello",), ping_role=7, ping_users=(8, 9)).mentions.to_dict()
    assert dict(meant) == {"parse": [], "roles": [7], "users": [8, 9]}


def test_a_quote_keeps_every_line_and_breaks_mentions() -> None:
    assert block_quote("- one\n\n@everyone") == "> - one\n> \n> @\u200beveryone"


def test_the_print_of_a_text_outlives_white_space_at_its_ends() -> None:
    assert text_print("a  b\n") == text_print(" a b")
    assert text_print("a b") != text_print("a c")


def test_what_is_cut_says_so() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"
