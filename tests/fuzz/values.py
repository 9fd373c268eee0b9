"""Texts that people may type or paste, within the limits of Discord."""

from hypothesis import strategies as st

CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, 0x80, 0x85, 0x9B, 0x9F)]
LONE_SURROGATES = ["\ud800", "\udfff", "\udc00\ud800"]
DIRECTION_MARKS = ["\u202e", "\u202d", "\u202b", "\u2066", "\u2067", "\u2069", "\u200f", "\u061c"]
HIDDEN = ["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u2800", "\u3164", "\u2028", "\u2029", "\ufffe", "\uffff"]
EMOJI = ["😀", "👩‍👩‍👧‍👦", "🇫🇷", "🏳️‍🌈", "👍🏽", "1️⃣", "\U000e0067"]
ZALGO = ["Z" + "\u0337\u0321\u035b" * 40, "\u0301" * 60, "e\u0301", "\U0001d15e", "\ufdfa" * 9]
SCRIPTS = ["محمد الأمين", "שָׁלוֹם", "王小明", "Ωμέγα", "ไทย", "नमस्ते", "Nguyễn Thị Ánh", "Côte d’Ivoire", "ǅ", "İ", "ß"]
MARKDOWN = [
    "```", "```py\n", "`", "``", "**", "__", "~~", "||", "||gone||", "*", "_", "\\", "# Big", "-# small", "> quote",
    ">>> all that follows", "- item", "1. one", "| a | b |\n|---|---|", "[wco.org](https://evil.example/x)",
    "[a](<https://evil.example>)", "https://evil.example/a_b*c*||d||", "<https://x.example>", "\n# Big\n", "\n> no\n",
    "![](https://x.example/y.png)", "[](", "[a](" * 30, "<a:/**b**>", "\n\n\n\n", "\r\n", "\r", "\t", "---",
]  # fmt: skip
MENTIONS = [
    "@everyone", "@here", "<@&1>", "<@1>", "<@!1>", "<#1>", "</join:1>", "<id:customize>", "<t:0:R>", "<:a:1>",
    "@\u200beveryone", "<@100000000000000000>", "<@&100000000000000000>",
]  # fmt: skip
FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", '=HYPERLINK("x")', "%0A", "DDE"]
FORMATS = [
    "%s", "%(name)s", "%", "{0}", "{name}", "{{7*7}}", "${x}", "<b>&amp;</b>", "<script>", "';--", "]]>", "&#0;",
    "_x0041_", "_x000D_", "_x005F_",
]  # fmt: skip
TIMES = [
    "14:30", "24:00", "23:59", "7h05", "7 h", "0:00", "2021-03-16 14:30", "9999-12-31 23:59", "0001-01-01 00:00",
    "2021-02-30 10:00", "2021-3-1T1:01", "0000-00-00 00:00", "١٤:٣٠", "14:30:00Z", "now", "tomorrow 3pm", "-1:00",
    "2999-01-01 10:00", "2100-06-01 10:00", "14:3०", "1e3", "99:99", "12/03/2021 11:00", "2024-02-29 00:00",
]  # fmt: skip
LINKS = [
    "https://kudo.example/room", "https://", "http://", "https:///x", "https://[::1", "https://[x]/", "javascript:1",
    "https://x.example/<@&1>", "https://x.example/" + "a" * 400, "https://é.example/ü", "https://x:99999/", "ftp://x",
    "https://\u202egpj.exe", "https://x.example/](https://y)", "https://x.example/||a||`b`", "HTTPS://X.EXAMPLE",
]  # fmt: skip
FRAGMENTS = [
    *CONTROLS,
    *LONE_SURROGATES,
    *DIRECTION_MARKS,
    *HIDDEN,
    *EMOJI,
    *ZALGO,
    *SCRIPTS,
    *MARKDOWN,
    *MENTIONS,
    *FORMULAS,
    *FORMATS,
]
NUMBERS = [0, 1, -1, 2**31, 2**53 - 1, -(2**53) + 1, 600, -600, 25, 10**12]

single = st.sampled_from([*FRAGMENTS, *TIMES, *LINKS])
anything = st.text(st.characters(), max_size=40)
mixed = st.lists(single | anything | st.sampled_from([" ", "\n", "word"]), min_size=1, max_size=8).map("".join)


def repeated(most: int) -> st.SearchStrategy[str]:
    """One fragment repeated, up to the allowed length or up to 3 characters less."""
    return st.tuples(single, st.integers(0, 3)).map(lambda it: (it[0] * most)[: max(most - it[1], 1)])


def text(least: int, most: int) -> st.SearchStrategy[str]:
    """Texts of at least `least` and at most `most` characters."""
    found = st.one_of(single, mixed, mixed, anything, repeated(most), repeated(min(most, 120)))
    return found.map(lambda words: words[:most].ljust(least, "x")).filter(bool)


def integer(least: int | None, most: int | None) -> st.SearchStrategy[int]:
    low, high = (-(2**53) + 1 if least is None else least), (2**53 - 1 if most is None else most)
    fitting = [number for number in (*NUMBERS, low, high) if low <= number <= high]
    return st.sampled_from(fitting) | st.integers(low, high)


def names() -> st.SearchStrategy[str]:
    """Display names: 1 to 32 characters, on one line."""
    return text(1, 32).map(lambda words: " ".join(words.splitlines()).strip() or "x")
