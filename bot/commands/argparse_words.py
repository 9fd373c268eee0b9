"""Translates argparse's own messages into the language of the terminal."""

import argparse
import re
from collections.abc import Mapping

from bot.i18n.catalogue import Phrases, mark

WORDS: Mapping[str, str] = {
    "usage: ": mark("usage: "),
    "positional arguments": mark("arguments"),
    # Translators: a heading; argparse puts a colon behind it, so a language with a space before it ends in that space
    "options": mark("options"),
    "show this help message and exit": mark("show this help and end"),
    "%(prog)s: error: %(message)s\n": mark("%(prog)s: error: %(message)s\n"),
    "argument %(argument_name)s: %(message)s": mark("%(argument_name)s: %(message)s"),
    "the following arguments are required: %s": mark("these options or values are missing: %(them)s"),
    "unrecognized arguments: %s": mark("not known here: %(them)s"),
    "expected one argument": mark("a value has to follow"),
    "ignored explicit argument %r": mark("it takes no value such as %(it)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": mark("%(value)s is none of these: %(choices)s"),
    "ambiguous option: %(option)s could match %(matches)s": mark("%(option)s can mean any of these: %(matches)s"),
}
"""Our translations of argparse's messages that our command line can show (argparse of Python 3.11 to 3.14)."""
_PLACEHOLDERS = re.compile(r"%(?:\(\w+\))?[sr]")


def speak(phrases: Phrases) -> None:
    """Let argparse use the language of `phrases`.

    It looks up its sentences by its function `_`; there is no other option.
    """

    def look_up(sentence: str) -> str:
        ours = phrases(WORDS[sentence]) if sentence in WORDS else sentence
        for theirs in _PLACEHOLDERS.findall(sentence):
            ours = ours.replace(_named(theirs), theirs) if "(" in theirs else re.sub(r"%\(\w+\)s", theirs, ours)
        return ours

    vars(argparse)["_"] = look_up


def _named(theirs: str) -> str:
    return theirs[:-1] + "s"
