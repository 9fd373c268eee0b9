"""Keys that are unknown, missing or have a value of the wrong type."""

# ruff: noqa: E501 - a fault is quoted whole

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [("registration: open", "registraton: open")],
            ["8: `registraton` is not a key here; did you mean `registration`?"],
            id="unknown key, near one",
        ),
        pytest.param(
            [("registration: open", "zzz: open")],
            [
                "8: `zzz` is not a key here; remove it, or use one of `id`, `guild`, `timezone`, `languages`, `title`, `roles`, `channels`, `registration`, `reminders`, `late_grace`, `daily`, `attendance`, `retention`, `link`, `mention`, `administrations`, `themes`, `days`, `key_messages`, `evaluations`, `notice`, `privacy`, `about`, `certificate`, `groups`, `previous`"
            ],
            id="unknown key, near none",
        ),
        pytest.param(
            [("timezone: Europe/Paris\n", "")],
            ["1: the key `timezone` is missing; add `timezone: …`"],
            id="missing key of the workshop",
        ),
        pytest.param(
            [("        duration: 30m\n", "")],
            ["24: the key `duration` is missing; add `duration: …`"],
            id="missing key of a session",
        ),
        pytest.param(
            [("registration: open", "privacy: {controller: {fr: Ici}, contact: [x]}\nregistration: open")],
            [
                "8: the key `basis` is missing; add `basis: …`",
                "8: the text in `en` is missing; add `en: …`",
                "8: there is a list here instead of a single value; write a text",
            ],
            id="incomplete word on who answers for the data",
        ),
        pytest.param(
            [("registration: open", f"notice: {{fr: Oui, en: {'x' * 301}}}\nregistration: open")],
            ["8: the text in `en` has 301 characters; shorten it to 300, which is what fits in the welcome"],
            id="notice too long",
        ),
        pytest.param(
            [("registration: open", "about: {host: {fr: Nous}, quotes: [{who: '', role: x}]}\nregistration: open")],
            [
                "8: the key `text` is missing; add `text: …`",
                "8: the text in `en` is missing; add `en: …`",
                "8: the text is empty; write it",
                "8: there is no text in each language; write `{fr: …, en: …}`",
            ],
            id="incomplete words for the article",
        ),
        pytest.param(
            [
                (
                    "registration: open",
                    f"about: {{event: {{fr: {'x' * 151}, en: Day}}, purpose: {{fr: Oui, en: {'x' * 601}}}}}\nregistration: open",
                )
            ],
            [
                "8: the text in `en` has 601 characters; shorten it to 600, which is what fits in the article",
                "8: the text in `fr` has 151 characters; shorten it to 150, which is what fits in a sentence of the article",
            ],
            id="too many words for the article",
        ),
        pytest.param(
            [("reminders: [1d, 10m]", "reminders: 10m")],
            ["9: there is no list here; write `[10m]`"],
            id="no list",
        ),
        pytest.param(
            [("attendance: {present_after: 50%, code: false}", "attendance: yes")],
            ["11: there are no keys here; write keys and values: `opens`, `late_after`, `present_after`, `code`"],
            id="no keys",
        ),
        pytest.param(
            [("attendance: {present_after: 50%, code: false}", "attendance:")],
            ["11: there is nothing here; write keys and values: `opens`, `late_after`, `present_after`, `code`"],
            id="nothing for keys",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: [15m]")],
            [
                "10: there is a list here instead of a single value; write a duration such as `90s`, `15m`, `1h30m` or `2d`"
            ],
            id="list for a value",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace:")],
            ["10: a value is missing here; write a duration such as `90s`, `15m`, `1h30m` or `2d`"],
            id="nothing for a value",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: {a: b}")],
            [
                "10: there are keys here instead of a single value; write a duration such as `90s`, `15m`, `1h30m` or `2d`"
            ],
            id="keys for a value",
        ),
        pytest.param(
            [("code: false", "code: maybe")],
            ["11: `maybe` is neither `true` nor `false`; write `true` or `false`"],
            id="neither true nor false",
        ),
        pytest.param(
            [("registration: open", "registration: opne")],
            ["8: `opne` is not known here; did you mean `open`?"],
            id="misspelt word",
        ),
        pytest.param(
            [("registration: open", "registration: [open]")],
            ["8: a single word belongs here; choose one of `code`, `open`, `approval`"],
            id="list for a word",
        ),
        pytest.param(
            [("registration: open", "registration: x")],
            ["8: `x` is not known here; choose one of `code`, `open`, `approval`"],
            id="unknown word",
        ),
        pytest.param(
            [("per_administration: 3", "per_administration: three")],
            ["47: `three` is not a whole number; write a whole number from 1 to 25"],
            id="no number",
        ),
        pytest.param(
            [("per_administration: 3", "per_administration: 26")],
            ["47: 26 is out of bounds; write a whole number from 1 to 25"],
            id="number too large",
        ),
        pytest.param(
            [("per_administration: 3", "per_administration: 0")],
            ["47: 0 is out of bounds; write a whole number from 1 to 25"],
            id="number too small",
        ),
        pytest.param(
            [("50%", "0.5")],
            ["11: `0.5` is not a percentage; write it from `0%` to `100%`"],
            id="no percentage",
        ),
        pytest.param(
            [("50%", "150%")],
            ["11: `150%` is not a percentage; write it from `0%` to `100%`"],
            id="over 100%",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: 15 minutes")],
            ["10: `15 minutes` is not a duration; write it as `90s`, `15m`, `1h30m` or `2d`"],
            id="no duration",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: 99999999999999999999d")],
            ["10: `99999999999999999999d` is not a duration; write it as `90s`, `15m`, `1h30m` or `2d`"],
            id="endless duration",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: 3d")],
            ["10: `3d` is out of bounds; write a duration from `0s` to `1d`"],
            id="duration too long",
        ),
        pytest.param(
            [("duration: 30m", "duration: 0m")],
            ["28: `0m` is out of bounds; write a duration from `1s` to `1d`"],
            id="session without length",
        ),
        pytest.param(
            [("mention:", "retention: 1h\nmention:")],
            ["13: `1h` is out of bounds; write a duration from `1d` to `3650d`"],
            id="retention too short",
        ),
        pytest.param(
            [("guild: null", "guild: my server")],
            ["2: `my server` is not a server's id; copy it from Discord: a number such as 123456789012345678"],
            id="server by name",
        ),
        pytest.param(
            [("id: opening", "id: Opening!")],
            ["24: `Opening!` is not an id; use 1 to 40 of the characters a-z, 0-9 and `-`"],
            id="no id",
        ),
        pytest.param(
            [("code: ML", "code: ml")],
            ["16: `ml` is not a code; use 1 to 10 of the characters A-Z, 0-9 and `-`"],
            id="code in small letters",
        ),
        pytest.param(
            [("https://example.org/room", "example.org")],
            ["12: `example.org` is not a web address; write one that begins with `https://`"],
            id="no web address",
        ),
        pytest.param(
            [("https://example.org/room", "https://kudo.example@example.org/room")],
            ["12: the address holds a user's name before its host; remove what is before `@`"],
            id="hides where it leads",
        ),
        pytest.param(
            [("https://example.org/room", f"https://example.org/{'x' * 500}")],
            ["12: the link has 520 characters; shorten it to 512"],
            id="long link",
        ),
        pytest.param(
            [("languages: [fr, en]", "languages: []")],
            ["4: the list has 0 items; give it at least 1"],
            id="no languages",
        ),
        pytest.param(
            [("languages: [fr, en]", "languages: [fr, en, a, b, c]")],
            [
                "4: the list has 5 items; keep to 4",
                "4: there is no catalogue for the language `a`; choose among `en`, `fr`",
                "4: there is no catalogue for the language `b`; choose among `en`, `fr`",
                "4: there is no catalogue for the language `c`; choose among `en`, `fr`",
            ],
            id="five languages",
        ),
        pytest.param(
            [("[Someone]", "[x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]")],
            ["29: the list has 21 items; keep to 20"],
            id="too many speakers",
        ),
        pytest.param(
            [("[1d, 10m]", "[" + ", ".join(f"{n}m" for n in range(1, 22)) + "]")],
            ["9: the list has 21 items; keep to 20"],
            id="too many reminders",
        ),
        pytest.param(
            [("      - {id: messages, title: {fr: Messages, en: Messages}, start: 9:30, duration: 1h}\n", "")],
            [
                "45: there is no list here; write one item per line, each after `- `",
                "46: `messages` is neither a session's id nor a date and time; choose one of `opening`, `work`",
                "50: `messages` is neither a session's id nor a date and time; choose one of `opening`, `work`",
            ],
            id="day without sessions",
        ),
        pytest.param(
            [("              - {id: b, text: {fr: Deux, en: Two}}\n", "")],
            ["38: the list has 1 item; give it at least 2"],
            id="one option",
        ),
        pytest.param(
            [
                (
                    "              - {id: b, text: {fr: Deux, en: Two}}\n",
                    "".join(f"              - {{id: o{i}, text: {{fr: Deux, en: Two}}}}\n" for i in range(25)),
                )
            ],
            ["38: the list has 26 items; keep to 25"],
            id="26 options",
        ),
        pytest.param(
            [("per_administration: 3", "per_administration: 3, max_length: 1501")],
            ["47: 1501 is out of bounds; write a whole number from 1 to 1500"],
            id="key message too long",
        ),
        pytest.param(
            [("max_length: 600", "max_length: 4001")],
            ["32: 4001 is out of bounds; write a whole number from 1 to 4000"],
            id="answer too long",
        ),
    ],
)
def test_a_key_is_refused_where_it_stands(tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
