"""`init`: write a new workshop file."""

import argparse
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.commands.terminal import cannot_read, cannot_write, shell_word, tell, terminal_phrases, translated
from bot.faults import listed
from bot.i18n.catalogue import available
from bot.i18n.phrase import _
from bot.new_workshop import AlreadyThere, Faulty, checked, write_new_workshop
from bot.new_workshop.answers import WrongAnswer, languages_of
from bot.new_workshop.imported import Imported, read_imported
from bot.new_workshop.questions import Options, answers, taken_by_default
from bot.new_workshop.sheet_faults import FaultySheets


def do(arguments: argparse.Namespace) -> int:
    given = Options(arguments.title, arguments.first_day, arguments.days, arguments.timezone, arguments.languages)
    try:
        new = _write(arguments, given)
    except Faulty as faulty:
        lines = (_("%(what)s; %(would_do)s", what=it.what, would_do=it.would_do) for it in faulty.faults)
        raise Stopped("\n".join(map(translated, lines)), WRONG) from faulty
    except WrongAnswer as wrong:
        raise Stopped(wrong.words, WRONG) from wrong
    except FaultySheets as faulty:
        raise Stopped("\n".join(translated(fault.sentence()) for fault in faulty.faults), WRONG) from faulty
    except (EOFError, KeyboardInterrupt):
        raise Stopped("\n" + translated(_("nothing was written")), FAILED) from None
    except AlreadyThere as there:
        raise Stopped(there.words, FAILED) from there
    except OSError as failed:
        raise Stopped(cannot_write(failed), FAILED) from failed
    _tell(new, arguments.directory)
    return DONE


def _tell(new: "_New", directory: Path) -> None:
    """What was written, what was left out or taken by default, and what to do next."""
    for path in new.files:
        print(path)
    for file, headings in new.not_read:
        what = _(
            "%(file)s: not read, since their headings mean nothing here: %(known)s",
            file=str(file),
            known=listed(headings),
        )
        tell(what)
    if new.by_default:
        what = _(
            "Taken by default: %(options)s. Where something else is right, change it in the file, or move the file "
            "away and begin again with these options.",
            options=", ".join(new.by_default),
        )
        tell(what)
    command = f"`python run.py check --config {shell_word(directory)}`"
    what = _(
        "Next: make %(file)s yours in a text editor, then %(command)s names whatever is wrong.",
        file=new.files[-1],
        command=command,
    )
    tell(what)


@dataclass(frozen=True, slots=True)
class _New:
    files: list[Path]
    """Those that were written; the workshop's is the last."""
    not_read: list[tuple[Path, list[str]]]
    """The columns of spreadsheets that were not read."""
    by_default: list[str]
    """Options with their values, where nobody was asked."""


def _write(arguments: argparse.Namespace, given: Options) -> _New:
    today = datetime.now(UTC).date()
    imported = _imported(arguments, given)
    given = given.filled_from(imported)
    usual = answers(given, today, available())
    moved = imported.from_day(usual.first_day)
    checked(usual, available(), moved)  # before anything is asked
    ask = input if sys.stdin.isatty() and sys.stdout.isatty() else None
    answered = answers(given, today, available(), ask, terminal_phrases()) if ask else usual
    files = write_new_workshop(arguments.directory, answered, available(), moved)
    return _New(files, imported.not_read(), [] if ask else taken_by_default(given, answered))


def _imported(arguments: argparse.Namespace, given: Options) -> Imported:
    if not (arguments.agenda or arguments.groups):
        return Imported()
    languages = languages_of(given.languages, available()) if given.languages else ()
    try:
        return read_imported(arguments.agenda, arguments.groups, languages, available())
    except OSError as failed:
        raise Stopped(cannot_read(failed), WRONG) from failed
