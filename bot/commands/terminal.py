"""What the commands say, in the language of the terminal."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.faults import Fault
from bot.i18n.catalogue import SOURCE, Phrases, available, phrases
from bot.i18n.language_codes import closest
from bot.i18n.phrase import Phrase, _
from bot.terminal_locale import terminal_locale


def language_of(environ: Mapping[str, str]) -> str:
    """The language of the terminal; English where it has no catalogue."""
    return closest(terminal_locale(environ), available()) or SOURCE


def cannot_write(failed: OSError, path: Path | None = None) -> Phrase:
    """The message for `failed`. `path` is used if the error names no file."""
    return not_written(failed.filename or path, str(failed.strerror))


def not_written(file: object, reason: str) -> Phrase:
    """`reason` is the message of the operating system. bot/i18n/labels.py lists those that are translated."""
    return _("%(file)s could not be written: %(reason)s", file=file, reason=_(reason))


def cannot_read(failed: OSError) -> Phrase:
    return not_read(failed.filename, str(failed.strerror))


def not_read(file: object, reason: str) -> Phrase:
    """`reason` as for `not_written`."""
    return _("%(file)s could not be read: %(reason)s", file=file, reason=_(reason))


def about(option: str, what: Phrase) -> Phrase:
    """What is wrong with the value of an option of the command line."""
    return _("%(option)s: %(what)s", option=option, what=what)


def no_database(path: Path) -> Phrase:
    return _("there is no database at %(file)s yet: run the bot first", file=str(path))


def tell(words: Phrase) -> None:
    """Print in the language of the terminal."""
    print(translated(words), flush=True)


def shell_word(path: Path) -> str:
    """`path` as it is typed in a shell."""
    words = str(path)
    return f'"{words}"' if re.search(r"\s", words) else words


def terminal_phrases() -> Phrases:
    return phrases(language_of(os.environ))


def translated(words: str) -> str:
    """A phrase in the language of the terminal; any other text as it is."""
    return terminal_phrases().translate(words) if isinstance(words, Phrase) else words


def fault_line(fault: Fault) -> str:
    return fault.translated(terminal_phrases())
