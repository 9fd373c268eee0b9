"""Texts that people typed, within the bot's texts."""

import pytest

from bot.chat.escaping import block_quote, close_markup, code_block, escape_inline, unmarked

ZALGO = "e" + "\u0301" * 40


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("Awa – N'Diaye (Mali)", "Awa – N'Diaye (Mali)", id="a name"),
        pytest.param("**Awa** `x` ~~y~~ __z__", "\\*\\*Awa\\*\\* \\`x\\` \\~\\~y\\~\\~ \\_\\_z\\_\\_", id="markdown"),
        pytest.param("a*", "a\\*", id="a star alone, which the next name's would close"),
        pytest.param("||gone||", "\\|\\|gone\\|\\|", id="spoiler"),
        pytest.param("[wco.org](https://evil.example)", "\\[wco.org\\](https://evil.example)", id="masked link"),
        pytest.param("https://x.example/a_b", "https://x.example/a_b", id="an address stays one"),
        pytest.param("one\n# two", "one # two", id="lines"),
        pytest.param("# Big", "\\# Big", id="heading"),
        pytest.param("- item", "\\- item", id="list"),
        pytest.param("1. one", "1\\. one", id="numbered list"),
        pytest.param(">>> all", "\\>\\>\\> all", id="quote"),
        pytest.param("@everyone", "@\u200beveryone", id="everyone"),
        pytest.param("<@100000000000000000>", "\\<@\u200b100000000000000000\\>", id="mention"),
        pytest.param("<#2> </join:3>", "\\<#2\\> \\<\\/join:3\\>", id="links to places"),
        pytest.param("/join, and/or (/me)", "\\/join, and/or (\\/me)", id="commands"),
        pytest.param("abc\u202etxt.exe", "abctxt.exe", id="direction override"),
        pytest.param("محمد", "\u2068محمد\u2069", id="right to left stays in its frame"),
        pytest.param(ZALGO, ZALGO[:7], id="marks upon marks"),
        pytest.param("   ", "", id="spaces"),
    ],
)  # fmt: skip
def test_a_name_stays_one_piece_of_text(typed: str, shown: str) -> None:
    assert escape_inline(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("a\nb", "> a\n> b", id="lines"),
        pytest.param("**so**", "> **so**", id="as typed"),
        pytest.param(">>> all that follows", "> > all that follows", id="a quote to the end"),
        pytest.param("```\ncode", "> \\`\\`\\`\n> code", id="code never closed"),
        pytest.param("```\ncode\n```", "> ```\n> code\n> ```", id="code closed"),
        pytest.param("[wco.org](https://evil.example)", "> [wco.org]\\(https://evil.example)", id="masked link"),
        pytest.param("a\r\nb\u2028c", "> a\n> b\n> c", id="line breaks of every sort"),
        pytest.param(ZALGO, f"> {ZALGO[:7]}", id="marks upon marks"),
        pytest.param("Type /join or `/me`: a/b", "> Type \\/join or `/me`: a/b", id="commands"),
        pytest.param("", "> ", id="nothing"),
    ],
)
def test_a_quote_holds_all_of_it_and_nothing_else(typed: str, shown: str) -> None:
    assert block_quote(typed) == shown


def test_what_an_organiser_wrote_ends_where_it_ends() -> None:
    assert close_markup("**Lunch** at ||noon|| or ||one") == "**Lunch** at ||noon|| or \\|\\|one"
    assert close_markup(">>> one\n>>> two") == "> one\n> two"


def test_a_file_has_names_as_they_are() -> None:
    assert unmarked(f"- **Mali** : {escape_inline('Awa_D [ML]')}") == "- Mali : Awa_D [ML]"


def test_nothing_in_a_frame_ends_it() -> None:
    assert code_block("a ``` @everyone") == "```\na ˋˋˋ @\u200beveryone\n```"
