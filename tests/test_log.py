"""The log for programs: one line, one object."""

import json
import logging
import sys

from bot.log import JsonFormatter, RedactingFormatter, final_message


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    try:
        raise ValueError("of a\nnasty \u2028 kind, with s3cret")
    except ValueError:
        raised = sys.exc_info()
    made = logging.LogRecord("bot.chat", logging.ERROR, "x.py", 1, message, args, raised)
    made.__dict__.update(extra)
    return made


def test_an_error_is_one_object_with_its_reference_and_its_trace() -> None:
    line = JsonFormatter().format(record("Reference %s,\nin two lines", "CE0455", reference="CE0455"))
    assert line.splitlines() == [line]
    it = json.loads(line)
    assert (it["level"], it["logger"], it["reference"]) == ("error", "bot.chat", "CE0455")
    assert it["message"] == "Reference CE0455,\nin two lines"
    assert it["at"].endswith("+00:00")
    assert it["trace"].startswith("Traceback")
    assert "nasty \u2028 kind" in it["trace"]


def test_the_token_is_struck_out_wherever_it_came_from() -> None:
    for formatter in (JsonFormatter(), logging.Formatter("%(message)s")):
        line = RedactingFormatter(formatter, "s3cret").format(record("logging in with s3cret"))
        assert "s3cret" not in line
        assert line.count("[token]") >= 2


def test_the_last_words_are_in_the_form_of_the_log() -> None:
    assert final_message("no such token", "text") == "no such token"
    assert json.loads(final_message("no such token", "json"))["message"] == "no such token"
