"""Published key messages as posts: by theme, whole, and within Discord's limits however long they are."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post
from bot.features.key_messages.model import Published, State
from bot.features.key_messages.publication_text import posts
from tests.features.key_messages.desk_workshop import workshop

EVERYONE = frozenset({"MW", "ML", "NE"})
FOUR = ("fr", "en", "pt", "es")


def message(administration: str = "MW", number: int = 1, **changes: Any) -> Published:
    values: dict[str, Any] = {
        "version": 1,
        "current": 1,
        "language": "en",
        "theme": None,
        "texts": {"en": "Keep it", "fr": "Gardez-le"},
        "on_behalf": False,
        "uncleared": False,
        "status": State.PUBLISHED,
        "endorsers": frozenset(),
    }
    return Published(administration, number, **{**values, **changes})


def sent(post: Post) -> list[str]:
    """Content and embeds as Discord gets them."""
    body = post.new()
    return [body["content"] or "", *(embed.description for embed in body["embeds"])]


def test_nothing_published_is_nothing_posted() -> None:
    assert posts(workshop(), [], EVERYONE) == []


def test_each_theme_has_its_heading_once_and_each_message_its_button() -> None:
    found = posts(workshop(), [message(theme="audit"), message("ML", theme="audit"), message("NE")], EVERYONE)
    texts = [post.text for post in found]
    assert [text.count("__**Audit (fr) / Audit (en)**__") for text in texts] == [0, 1, 0, 0]
    assert "No theme" in texts[3]
    assert [[item.custom_id for item in post.view.children] if post.view else [] for post in found] == [  # type: ignore[attr-defined]
        [],
        ["keymessage:endorse:MW-1:1"],
        ["keymessage:endorse:ML-1:1"],
        ["keymessage:endorse:NE-1:1"],
    ]


def test_the_original_stands_first_whatever_the_order_of_languages() -> None:
    [_, post] = posts(workshop(), [message()], EVERYONE)
    assert post.blocks[1:3] == ("*English, original*\n> Keep it", "*français, traduction*\n> Gardez-le")


def test_the_overview_names_what_is_unanimous_before_all_else() -> None:
    all_behind, some = message(endorsers=frozenset({"ML", "NE"})), message("ML", endorsers=frozenset({"MW"}))
    overview = posts(workshop(), [all_behind, some], EVERYONE)[0].blocks[1]
    lines = overview.split("\n")
    assert "MW-1 (Malawi (en))" in lines[1]
    assert "ML-1" not in overview


def test_it_says_what_an_override_let_through_and_what_is_newer() -> None:
    untranslated = message(texts={"en": "Keep it"}, uncleared=True)
    uncleared = message("ML", uncleared=True)
    older = message("NE", current=2, status=State.SUBMITTED)
    english = [
        post.text for post in posts(workshop(languages=("en", "fr")), [untranslated, uncleared, older], EVERYONE)
    ]
    assert "Published by override, not yet complete: MW-1, ML-1." in english[0]
    assert "Published without a translation (français)." in english[1]
    assert "Published before it was cleared." in english[2]
    assert "This is version 1; a newer one is being prepared." in english[3]


@given(st.lists(st.sampled_from(["word ", "line\n", "x" * 60, "🤝", "• ", "سلام\n\n"]), min_size=1, max_size=900))
def test_any_length_is_posted_whole_within_the_limits(parts: list[str]) -> None:
    text = "".join(parts)[:4_000]
    long = message(texts=dict.fromkeys(FOUR, text))
    found = posts(workshop(languages=FOUR), [long], EVERYONE)
    for post in found:
        content, *embeds = sent(post)
        assert len(content) <= CONTENT
        assert len(embeds) <= 10
        assert max(map(len, embeds), default=0) <= EMBED
        assert sum(map(len, embeds)) <= EMBEDS
    shown = "\n".join(part for post in found for part in sent(post))
    kept = "".join(line.removeprefix("> ") for line in shown.split("\n") if line.startswith("> "))
    assert kept == "".join("".join(text.splitlines()) for _ in FOUR)
    assert [post.view is not None for post in found] == [False] * (len(found) - 1) + [True]
