"""Faults in the YAML itself, and things that YAML hides."""

# ruff: noqa: E501 - a fault is quoted whole

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [("  - date: 2021-03-26", "\t- date: 2021-03-26")],
            ["21: this is not YAML: a tab indents the line; indent with spaces"],
            id="tab",
        ),
        pytest.param(
            [("id: small", 'id: "small')],
            ["1: this is not YAML: a quote is opened and never closed; complete it or delete it"],
            id="open quote",
        ),
        pytest.param(
            [("language: fr, timezone: Africa/Bamako}", "language: fr, timezone: Africa/Bamako")],
            ["16: this is not YAML: a `{` is opened and not closed, or a comma is missing; complete it or delete it"],
            id="open brace",
        ),
        pytest.param(
            [("languages: [fr, en]", "languages: [fr, en")],
            ["4: this is not YAML: a `[` is opened and not closed, or a comma is missing; complete it or delete it"],
            id="open bracket",
        ),
        pytest.param(
            [("id: small", "id: @small")],
            ["1: this is not YAML: a text begins with a character that YAML reserves; put the text in double quotes"],
            id="sign with a meaning",
        ),
        pytest.param(
            [("    title: {fr: Vendredi", "   title: {fr: Vendredi")],
            [
                "22: this is not YAML: did not find expected '-' indicator; indent with spaces, alike at each level, and put texts in double quotes"
            ],
            id="crooked indent",
        ),
        pytest.param(
            [("title: {fr: Vendredi, en: Friday}", "title: a: b")],
            ["22: this is not YAML: there is a `:` where no key can be; put the text in double quotes"],
            id="two colons",
        ),
        pytest.param(
            [("reminders: [1d, 10m]", "reminders: *all")],
            ["9: the alias `*all` is not allowed here; write out what it stands for"],
            id="alias",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: !!timedelta 15m")],
            ["10: the tag `tag:yaml.org,2002:timedelta` is not allowed here; leave it out"],
            id="tag",
        ),
        pytest.param(
            [("guild: null", "guild: null\n[a]: 3")],
            ["3: one of the keys is not a single word; write `key: value`"],
            id="key that is no word",
        ),
        pytest.param(
            [("speakers: [Someone]", 'speakers: ["Some\\u0007one"]')],
            ["29: the line holds the hidden character U+0007 (bell); delete it"],
            id="control character",
        ),
        pytest.param(
            [("[Someone]", "[Some\u202eone]")],
            ["29: the line holds the hidden character U+202E (right-to-left override); delete it"],
            id="direction override",
        ),
        pytest.param(
            [("late_grace: 15m", "late_grace: 15m\nlate_grace: 20m")],
            ["11: `late_grace` is given a second time (first on line 10); keep one of them"],
            id="key given twice",
        ),
    ],
)
def test_yaml_is_refused_where_it_stands(tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
