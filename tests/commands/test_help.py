"""The help and the errors of the command line, argparse's own words too, are in the language of the terminal."""

import argparse
import re
from collections.abc import Iterator

import pytest

import run
from bot.commands.argparse_words import WORDS
from bot.commands.parser import parser
from bot.i18n.catalogue import phrases

COMMANDS = ["run", "rehearse", "try", "check", "export", "handouts", "backup", "restore", "erase", "init"]
WRONG = [
    ["no-such-command"],
    ["export"],
    ["export", "--workshop", "x", "--output", "x", "--format", "pdf"],
    ["erase", "--workshop", "x", "--participant", "one"],
    ["try", "--port"],
    ["try", "--port", "http"],
    ["try", "--p", "3"],
    ["try", "--help=3"],
    ["rehearse", "--seed", "x"],
    ["rehearse", "--speed", "nan"],
    ["rehearse", "--participants", "0"],
    ["check", "more"],
]
ENGLISH = re.compile(r"\b(the|of|is|are|and|with|argument|arguments:|options:|usage|error|default|expected|invalid)\b")
"""Words that no French or Portuguese sentence has."""


@pytest.fixture(params=["fr_BE.UTF-8", "pt_BR.UTF-8"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("LC_ALL", request.param)
    yield request.param[:2]
    parser(phrases("en"))  # what argparse says is set once for the process


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run.main([*filter(None, [command]), "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert ENGLISH.findall(told) == []
    assert told.startswith({"fr": "utilisation\u00a0: run.py", "pt": "uso: run.py"}[language])


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
def test_errors(wrong: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run.main(wrong)
    told = capsys.readouterr().err
    assert left.value.code == 2
    assert ENGLISH.findall(told) == []
    assert {"fr": "\u00a0: erreur\u00a0: ", "pt": ": erro: "}[language] in told


def test_a_quotation_of_what_was_typed_is_kept_whole(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["export", "--workshop", "x", "--output", "x", "--format", "%s"])
    assert "--format: '%s' is none of these: 'xlsx', " in capsys.readouterr().err


def test_argparse_still_says_what_we_translate() -> None:
    """A sentence that a later Python has changed would appear in English."""
    with open(argparse.__file__, encoding="utf-8") as file:
        source = file.read()
    assert [sentence for sentence in WORDS if repr(sentence)[1:-1] not in source] == []
