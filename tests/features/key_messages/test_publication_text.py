"""The posts of published key messages: by theme, complete, and within Discord's limits at any length."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post
from bot.features.key_messages.model import MessageState
from bot.features.key_messages.publication_text import posts
from tests.features.key_messages.desk_workshop import workshop
from tests.features.key_messages.helpers import published_message

EVERYONE = frozenset({"MW", "ML", "NE"})
FOUR = ("fr", "en", "pt", "es")


def sent(post: Post) -> list[str]:
    """Content and embeds as they are sent to Discord."""
    body = post.new("w")
    return [body["content"] or "", *(embed.description for embed in body["embeds"])]


def test_nothing_is_posted_while_nothing_is_published() -> None:
    assert posts(workshop(), [], EVERYONE) == []


def test_each_theme_has_its_heading_once_and_each_message_its_button() -> None:
    found = posts(
        workshop(),
        [published_message(theme="audit"), published_message("ML", theme="audit"), published_message("NE")],
        EVERYONE,
    )
    texts = [post.text for post in found]
    assert [text.count("__**Audit (fr) / Audit (en)**__") for text in texts] == [0, 1, 0, 0]
    assert "No theme" in texts[3]
    assert [[item.custom_id for item in post.view.children] if post.view else [] for post in found] == [  # type: ignore[attr-defined]
        [],
        ["keymessage:endorse:MW-1:1"],
        ["keymessage:endorse:ML-1:1"],
        ["keymessage:endorse:NE-1:1"],
    ]


def test_the_original_is_first_in_any_order_of_languages() -> None:
    [_, post] = posts(workshop(), [published_message()], EVERYONE)
    assert post.blocks[1:3] == ("*English, original*\n> Keep it", "*français, traduction*\n> Gardez-le")


def test_the_overview_names_unanimous_messages_first() -> None:
    unanimous = published_message(endorsers=frozenset({"ML", "NE"}))
    endorsed = published_message("ML", endorsers=frozenset({"MW"}))
    overview = posts(workshop(), [unanimous, endorsed], EVERYONE)[0].blocks[1]
    mark, _title, first, *_others = overview.split("\n")
    assert (mark, "MW-1 (Malawi (en))" in first) == ("-# EN", True)
    assert "ML-1" not in overview


def test_a_post_says_what_is_incomplete_and_what_is_newer() -> None:
    untranslated = published_message(texts={"en": "Keep it"}, uncleared=True)
    uncleared = published_message("ML", uncleared=True)
    older = published_message("NE", current=2, state=MessageState.SUBMITTED)
    english = [
        post.text for post in posts(workshop(languages=("en", "fr")), [untranslated, uncleared, older], EVERYONE)
    ]
    assert "Published before full approval: MW-1, ML-1." in english[0]
    assert "Published without a translation (français)." in english[1]
    assert "Published before it was cleared." in english[2]
    assert "This is version 1; a newer one is being prepared." in english[3]


@given(st.lists(st.sampled_from(["word ", "line\n", "x" * 60, "🤝", "• ", "سلام\n\n"]), min_size=1, max_size=900))
def test_a_message_of_any_length_is_posted_in_full_within_the_limits(parts: list[str]) -> None:
    text = "".join(parts)[:4_000]
    long = published_message(texts=dict.fromkeys(FOUR, text))
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
