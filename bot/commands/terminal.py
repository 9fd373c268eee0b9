"""What the commands say, in the language of the terminal."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.faults import Fault
from bot.i18n.catalogue import SOURCE, Phrases, available, phrases
from bot.i18n.language_codes import closest
from bot.i18n.phrase import Phrase, _


def language_of(environ: Mapping[str, str]) -> str:
    """The language of LC_ALL, else of LC_MESSAGES, else of LANG (POSIX, 8.2); English where it has no catalogue."""
    named = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return closest(re.split("[.@]", named)[0].replace("_", "-"), available()) or SOURCE


def cannot_write(failed: OSError, path: Path | None = None) -> Phrase:
    """`path` is meant where the error names no file."""
    reason = _(str(failed.strerror))  # the message of the operating system: see bot/i18n/labels.py
    return _("%(file)s could not be written: %(reason)s", file=str(failed.filename or path), reason=reason)


def cannot_read(failed: OSError) -> Phrase:
    reason = _(str(failed.strerror))
    return _("%(file)s could not be read: %(reason)s", file=str(failed.filename), reason=reason)


def no_database(path: Path) -> Phrase:
    return _("there is no database at %(file)s yet: run the bot first", file=str(path))


def next_step(words: Phrase) -> None:
    """Say what to do now."""
    print(said(words))


def shell_word(path: Path) -> str:
    """`path` as it is typed in a shell."""
    words = str(path)
    return f'"{words}"' if re.search(r"\s", words) else words


def terminal_phrases() -> Phrases:
    return phrases(language_of(os.environ))


def said(words: str) -> str:
    """A phrase in the language of the terminal; any other text as it is."""
    return terminal_phrases().said(words) if isinstance(words, Phrase) else words


def fault_line(fault: Fault) -> str:
    return fault.said(terminal_phrases())
