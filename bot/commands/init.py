"""`init`: write a new workshop file."""

import argparse
import sys
from datetime import UTC, datetime

from bot.commands import DONE, FAILED, WRONG, Stopped
from bot.i18n.catalogue import available
from bot.new_workshop import AlreadyThere, Faulty, write_new_workshop
from bot.new_workshop.answers import WrongAnswer
from bot.new_workshop.questions import Options, answers


def do(arguments: argparse.Namespace) -> int:
    given = Options(arguments.title, arguments.first_day, arguments.days, arguments.timezone, arguments.languages)
    ask = input if sys.stdin.isatty() and sys.stdout.isatty() else None
    try:
        answered = answers(given, datetime.now(UTC).date(), available(), ask)
        written = write_new_workshop(arguments.directory, answered, available())
    except (WrongAnswer, Faulty) as wrong:
        raise Stopped(str(wrong), WRONG) from wrong
    except (EOFError, KeyboardInterrupt):
        raise Stopped("\nnothing was written", FAILED) from None
    except AlreadyThere as there:
        raise Stopped(str(there), FAILED) from there
    except OSError as failed:
        raise Stopped(f"{failed.filename} could not be written: {failed.strerror}", FAILED) from failed
    for path in written:
        print(path)
    return DONE
