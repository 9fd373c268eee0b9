"""Keys that do not suit the kind of a prompt, or are needed by it."""

# ruff: noqa: E501 - a fault is quoted whole

from pathlib import Path

import pytest

from tests.workshop_file.small import faults_of, spoiled


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        pytest.param(
            [
                ("kind: choice\n            by", "kind: multiple\n            by"),
                (
                    "            options:\n              - {id: a, text: {fr: Un, en: One}}\n              - {id: b, text: {fr: Deux, en: Two}}\n",
                    "",
                ),
            ],
            ["34: a question of kind `multiple` needs `options`; add `options: …`"],
            id="choice without options",
        ),
        pytest.param(
            [("kind: open, text", "kind: scale, text")],
            [
                "32: `max_length` does not suit a question of kind `scale`; leave it out",
                "32: a question of kind `scale` needs `scale`; add `scale: …`",
            ],
            id="scale without a scale",
        ),
        pytest.param(
            [("kind: scale, anonymous", "kind: open, anonymous")],
            ["33: `scale` does not suit a question of kind `open`; leave it out"],
            id="open with a scale",
        ),
        pytest.param(
            [("kind: choice\n            by", "kind: open\n            by")],
            ["38: `options` does not suit a question of kind `open`; leave it out"],
            id="open with options",
        ),
        pytest.param(
            [("by: administration", "by: administration\n            anonymous: true")],
            ["37: a group’s answer cannot be anonymous; remove `anonymous`"],
            id="anonymous administration",
        ),
        pytest.param(
            [("kind: round", "kind: round, anonymous: true")],
            ["41: a group’s answer cannot be anonymous; remove `anonymous`"],
            id="anonymous round",
        ),
        pytest.param(
            [("kind: round", "kind: round, by: participant")],
            ["41: a round of the table is always by group; write `by: administration`"],
            id="round by participant",
        ),
        pytest.param(
            [("id: useful, kind: scale", "id: useful, kind: round")],
            ["54: a form has no round of the table; write `open`, `scale`, `choice` or `multiple`"],
            id="round in a form",
        ),
        pytest.param(
            [("low: {fr: Non, en: No}, ", "")],
            ["54: a question of kind `scale` needs `low`; add `low: …`"],
            id="scale without its low end",
        ),
        pytest.param(
            [("id: best, kind: choice", "id: best, kind: open")],
            ["55: `options` does not suit a question of kind `open`; leave it out"],
            id="open with options in a form",
        ),
    ],
)
def test_a_prompt_is_refused_where_it_stands(tmp_path: Path, changes: list[tuple[str, str]], faults: list[str]) -> None:
    assert faults_of(tmp_path, spoiled(*changes)) == faults
