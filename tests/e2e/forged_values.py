"""Custom ids, values and options that the bot never offered, derived from those that it offers."""

from collections.abc import Iterator
from typing import Any

from tests.e2e.access_table import AccessRule

Json = dict[str, Any]
LONGEST = 100
"""Discord takes no longer custom id."""
FORGED_PARTS = (
    "", "0", "-1", "9" * 19, "9" * 60, "1e3", "٣", "²", " 1", "x", "their-later", "theirs", "MW-0", "MW-999999",
    "MW--1", "'; drop table drafts; --", "%(n)s", "{0}", "\0", "\n", "\u202e", "🤝", "null", "../keys",
)  # fmt: skip
"""Replacements for one part of a custom id."""
NUMBER, TEXT, TRUTH, USER, FILE = 4, 3, 5, 6, 11
FORGED_OPTION_VALUES: dict[int, tuple[Any, ...]] = {
    TEXT: ("", "zzz", "-1", "MW-99", "their-later", "theirs", "x" * 6000, "' or 1=1 --", "\0", "M\u202eX", 7, None),
    NUMBER: (10**15, -(10**15), 2**63, "10", 1.5, True),
    TRUTH: ("true", 1, None),
    USER: ("1", "x", 5),
    FILE: ("1", "x", 5),
}
"""Values for an option of each type."""
FORGED_CHOICES: dict[str, tuple[list[str], ...]] = {
    "prompt:pick:device": ([], ["zzz"], ["phone", "phone"], ["phone", "computer"], [""], ["\0"], ["phone"] * 30),
    "announce:now": ([], ["zzz"], ["opening/closing", "zzz"], ["their-later/opening"], ["opening/opening"]),
    "attendance:settle:{report}:0": (
        [], ["p:999"], ["p:-1"], ["p:x"], ["p:"], ["p:1e3"], ["g:ZZ"], ["g:"], ["g:mw"], ["q"], [""], ["-", "-"],
    ),
    "attendance:line:{report}:0": ([], ["7"], ["-1"], ["x"], ["٣"], ["²"], [""], ["9" * 100], ["0", "0"]),
    "attendance:settle:{report}:7": (["-"], ["more"], ["p:1"]),
}  # fmt: skip
"""Values sent with menus that do not offer them."""
FORGED_FIELDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("keymessage:form:new:77", {"text": "Typed", "theme": ["none"], "language": ["xx"]}),
    ("keymessage:form:MW-2:1", {"text": "Typed", "language": ["de"]}),
    ("keymessage:form:new:77", {"text": "Typed" * 1000, "language": ["en"]}),
    ("keymessage:form:new:77", {}),
    ("synthesis:enter:NE:77", {"text": "Typed", "language": ["xx"]}),
    ("synthesis:translate:ML-2:1:0", {"xx": "Typed"}),
    ("evaluate:form:final:0", {"useful": ["9"], "next": "Typed"}),
    ("evaluate:form:final:0", {"useful": ["x"], "next": "Typed"}),
    ("prompt:form:device", {"text": "Typed"}),
    ("prompt:form:hopes", {"text": "Typed" * 1000}),
    ("announce:form:now", {"fr": "Typed"}),
    ("attendance:zoned:{report}", {}),
    ("attendance:zoned:{report}", {"zone": "Typed/../../etc/localtime"}),
    ("prompt:compose:choice:participant:named", {"fr": "Typed", "en": "Typed", "options": "one"}),
    ("prompt:compose:open:administration:anonymous", {"fr": "Typed", "en": "Typed"}),
)
"""Fields sent with forms that do not have them, or do not allow them."""


def custom_ids(rule: AccessRule, example: str) -> Iterator[str]:
    """Custom ids similar to that of `rule` that the bot never sends."""
    parts, pattern = example.split(":"), rule.name.split(":")
    for number, part in enumerate(pattern):
        if part.startswith("{"):
            yield from (":".join([*parts[:number], bad, *parts[number + 1 :]]) for bad in FORGED_PARTS)
    yield from (example + end for end in (":", ":1", ":x:y:z", " ", "\n", "x" * (LONGEST - len(example))))
    yield from (":".join(parts[:length]) + ":" for length in range(1, len(parts)))
    yield example.upper()


def options(sent: list[Json], declared: list[Json]) -> Iterator[list[Json]]:
    """The options of a command, with one of them forged, missing, or strange."""
    for option in declared:
        others = [it for it in sent if it["name"] != option["name"]]
        free = option["type"] == TEXT and not option.get("choices") and not option.get("autocomplete")
        for value in FORGED_OPTION_VALUES[option["type"]] if not free else (7, None, ""):
            yield [*others, {"name": option["name"], "type": option["type"], "value": value}]
        yield [*others, {"name": option["name"], "type": 10, "value": 1.5}]
        if option.get("required"):
            yield others
    yield [*sent, {"name": "sudo", "type": TEXT, "value": "yes"}]


FOREIGN_DRAFTS = (
    ("schedule:apply", "their_change"),
    ("schedule:apply", "notice"),
    ("schedule:apply", "report"),
    ("announce:send", "change"),
    ("announce:send", "report"),
    ("attendance:apply", "change"),
    ("attendance:apply", "notice"),
)
"""Drafts of another kind or of another workshop, by the button that they are tried with."""
