"""Atelier's command line. `python run.py --help` says what there is."""

from __future__ import annotations

import argparse
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent


def _how_to_install() -> str:
    if os.name == "nt":  # it has no make
        return r"`py -m venv .venv` and `.venv\Scripts\pip install -r requirements.txt`"
    return "`make .venv/installed`"


def _use_what_is_installed() -> None:
    """Where this Python has not what the bot needs, go on with the one of `.venv`, or say how to install."""
    if find_spec("discord"):
        return
    python = HERE / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() or Path(sys.prefix) == python.parents[1]:
        print(
            f"what the bot needs is not installed: run {_how_to_install()} in its folder, then again", file=sys.stderr
        )
        sys.exit(2)
    command = [str(python), *sys.argv]
    if os.name == "nt":
        sys.exit(subprocess.call(command))  # it has no exec: the shell would not wait
    os.execv(python, command)


if __name__ == "__main__":  # before anything is imported that needs more than Python
    _use_what_is_installed()
    usual = os.umask(0o077)  # what is written holds people's data: it is for who runs this alone
    if sys.argv[1:2] == ["init"]:
        os.umask(usual)  # a new workshop file holds none, and the account that the bot runs under has to read it

from bot import commands  # noqa: E402
from bot.export.formats import EVERYTHING, Format  # noqa: E402

Add = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command with `--config`, and what it does."""
MAX_PORT = 65_535


def parser() -> argparse.ArgumentParser:
    """The commands and their options (docs/reference/command-line.md); without a command, `run` is meant."""
    top = argparse.ArgumentParser(prog="run.py", description="A bot that runs a multilingual workshop on Discord.")
    subs = top.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, words: str) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=words, description=words)
        sub.add_argument("--config", type=Path, default=Path("config"), metavar="DIR", help="default: config")
        return sub

    add("run", "connect to Discord and run every workshop in DIR")
    _add_rehearse(add)
    _add_try(add)
    add("check", "name every fault of the configuration, with its line, then what is hardly meant (warning:)")
    _add_export(add)
    _add_handouts(add)
    backup = add("backup", "copy the database, also while the bot runs")
    backup.add_argument("path", type=Path, metavar="PATH")
    restore = add("restore", "put a backup in the database's place, while no bot runs; what was there is kept aside")
    restore.add_argument("path", type=Path, metavar="PATH")
    erase = add("erase", "take one participant out, also a guest or someone who left; also while the bot runs")
    erase.add_argument("--workshop", required=True, metavar="ID")
    number = "their number in the exported tables"
    erase.add_argument("--participant", required=True, type=int, metavar="N", help=number)
    words = "write a new workshop file to begin from; on a terminal it asks for what you leave out"
    _add_options_of_init(subs.add_parser("init", help="write a new workshop file to begin from", description=words))
    return top


def _add_rehearse(add: Add) -> None:
    rehearse = add("rehearse", "play a whole workshop on this machine")
    rehearse.add_argument("--workshop", metavar="ID", help="which one; the only one where you leave it out")
    rehearse.add_argument("--output", type=Path, default=Path("rehearsal"), metavar="DIR", help="default: rehearsal")
    rehearse.add_argument("--seed", type=int, default=1, metavar="N", help="the same play again; default: 1")
    rehearse.add_argument("--participants", type=_one_or_more, default=52, metavar="N", help="default: 52")
    rehearse.add_argument("--speed", type=_speed, metavar="N", help="workshop seconds a second while something is on")


def _add_try(add: Add) -> None:
    tried = add("try", "open the chat in a browser, to play a workshop by hand, without Discord")
    tried.add_argument("--workshop", metavar="ID", help="which one; the only one where you leave it out")
    tried.add_argument("--port", type=_port, default=0, metavar="N", help="on this machine; default: a free one")
    tried.add_argument("--seed", type=int, default=1, metavar="N", help="the same people again; default: 1")
    least = "of whom you can be four; default: 14"
    tried.add_argument("--participants", type=_one_or_more, default=14, metavar="N", help=least)


def _add_export(add: Add) -> None:
    export = add("export", "write a workshop's data, or its report, to a file")
    export.add_argument("--workshop", required=True, metavar="ID")
    formats, words = (*map(str, Format), EVERYTHING), "all: all that is kept, in a folder"
    export.add_argument("--format", required=True, choices=formats, help=words)
    export.add_argument("--language", metavar="L", help="of headings and report; the workshop's first by default")
    export.add_argument("--output", required=True, type=Path, metavar="PATH")


def _add_handouts(add: Add) -> None:
    handouts = add("handouts", "write invitations with join codes, guides and the programme, to print and send")
    handouts.add_argument("--workshop", required=True, metavar="ID")
    handouts.add_argument("--output", required=True, type=Path, metavar="DIR", help="a folder")
    handouts.add_argument("--invitation", default="", metavar="URL", help="your server's; else left to be filled in")


def _add_options_of_init(init: argparse.ArgumentParser) -> None:
    init.add_argument("directory", type=Path, metavar="DIR")
    init.add_argument("--title", action="append", default=[], metavar="TEXT", help="once, or once for each language")
    init.add_argument("--first-day", default="", metavar="DATE", help="as 2027-03-15; default: some weeks ahead")
    init.add_argument("--days", default="", metavar="N", help="default: 2")
    init.add_argument("--timezone", default="", metavar="ZONE", help="default: Europe/Brussels")
    order = "in the order of bilingual messages; default: en,fr"
    init.add_argument("--languages", default="", metavar="L,L", help=order)
    columns = "CSV or XLSX: date, start, end or duration, title_fr, title_en, …, description_…, speakers, kind"
    init.add_argument("--agenda", type=Path, metavar="FILE", help=columns)
    columns = "CSV or XLSX: code, name_fr, name_en, …, language, timezone"
    init.add_argument("--groups", type=Path, metavar="FILE", help=columns)


def _one_or_more(words: str) -> int:
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no number of people: write 1 or more")
    return int(words)


def _port(words: str) -> int:
    if not words.isdecimal() or int(words) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"{words!r} is no port: write a number up to {MAX_PORT}, 0 for a free one")
    return int(words)


def _speed(words: str) -> float:
    """A number above 0: a clock that stands still, or runs backwards, would never get there."""
    try:
        speed = float(words)
    except ValueError:
        speed = 0.0
    if not 0 < speed < math.inf:
        raise argparse.ArgumentTypeError(f"{words!r} is no speed: write a number above 0")
    return speed


def main(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 it ran and failed, 2 the command line or the configuration is wrong."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = ["run", *arguments]
    try:
        return commands.do(parser().parse_args(arguments))
    except commands.Stopped as stopped:
        print(stopped, file=sys.stderr)
        return stopped.status
    except KeyboardInterrupt:
        if arguments[0] == "run":  # it had not begun
            return commands.DONE
        print("stopped before the end", file=sys.stderr)
        return commands.FAILED


if __name__ == "__main__":
    # A shell starts background jobs with SIGINT ignored: the next line would then do nothing.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # each command stops as for Ctrl-C
    sys.exit(main(sys.argv[1:]))
