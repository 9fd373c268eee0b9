"""Check values of the command line. Each raises `argparse.ArgumentTypeError` in the language of the terminal."""

import argparse
import math

from bot.commands.terminal import translated
from bot.faults import quoted
from bot.i18n.phrase import Phrase, _

MAX_PORT = 65_535


def number(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise _wrong(_("%(given)s is no whole number", given=quoted(words))) from None


def one_or_more(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise _wrong(_("%(given)s is no number of people: write 1 or more", given=quoted(words)))
    return int(words)


def port(words: str) -> int:
    if not words.isdecimal() or int(words) > MAX_PORT:
        what = _(
            "%(given)s is no port: write a number up to %(most)s, 0 for a free one", given=quoted(words), most=MAX_PORT
        )
        raise _wrong(what)
    return int(words)


def speed(words: str) -> float:
    """A number above 0: a clock that is stopped, or runs backwards, would never reach the end."""
    try:
        found = float(words)
    except ValueError:
        found = 0.0
    if not 0 < found < math.inf:
        raise _wrong(_("%(given)s is no speed: write a number above 0", given=quoted(words)))
    return found


def _wrong(words: Phrase) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(translated(words))
