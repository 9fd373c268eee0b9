"""The parser of the command line, in the language of the terminal."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bot.commands import argument_types
from bot.commands.argparse_words import speak
from bot.export.formats import EVERYTHING, Format
from bot.i18n.catalogue import Phrases

Add = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command with its description and the option `--config`."""


def parser(_: Phrases) -> argparse.ArgumentParser:
    """The commands and their options (docs/reference/command-line.md). The default command is `run`."""
    speak(_)
    top = argparse.ArgumentParser(prog="run.py", description=_("A bot that runs a multilingual workshop on Discord."))
    subs = top.add_subparsers(dest="command", metavar=_("COMMAND"))

    def add(name: str, words: str) -> argparse.ArgumentParser:
        sub = subs.add_parser(name, help=words, description=words)
        sub.add_argument(
            "--config",
            type=Path,
            default=Path("config"),
            metavar=_("DIR"),
            help=_("default: %(value)s", value="config"),
        )
        return sub

    add("run", _("connect to Discord and run every workshop in the folder of --config"))
    _add_rehearse(add, _)
    _add_try(add, _)
    words = _("name every fault of the configuration, with its line, then what is hardly meant (`warning:`)")
    add("check", words)
    _add_export(add, _)
    _add_handouts(add, _)
    backup = add("backup", _("copy the database, also while the bot runs"))
    backup.add_argument("path", type=Path, metavar=_("PATH"))
    words = _("put a backup in the database's place, while no bot runs; what was there is kept aside")
    add("restore", words).add_argument("path", type=Path, metavar=_("PATH"))
    erase = add("erase", _("take one participant out, also a guest or someone who left; also while the bot runs"))
    erase.add_argument("--workshop", required=True, metavar="ID")
    words = _("their number in the exported tables")
    erase.add_argument("--participant", required=True, type=argument_types.number, metavar="N", help=words)
    words = _("write a new workshop file to begin from; on a terminal it asks for what you leave out")
    init = subs.add_parser("init", help=_("write a new workshop file to begin from"), description=words)
    _add_options_of_init(init, _)
    return top


def _add_rehearse(add: Add, _: Phrases) -> None:
    rehearse = add("rehearse", _("play a whole workshop on this machine"))
    rehearse.add_argument("--workshop", metavar="ID", help=_("which one; the only one where you leave it out"))
    default = Path("rehearsal")
    rehearse.add_argument(
        "--output", type=Path, default=default, metavar=_("DIR"), help=_("default: %(value)s", value="rehearsal")
    )
    words = _("the same play again; default: 1")
    rehearse.add_argument("--seed", type=argument_types.number, default=1, metavar="N", help=words)
    words = _("default: %(value)s", value=52)
    rehearse.add_argument("--participants", type=argument_types.one_or_more, default=52, metavar="N", help=words)
    words = _("workshop seconds a second while something is on")
    rehearse.add_argument("--speed", type=argument_types.speed, metavar="N", help=words)


def _add_try(add: Add, _: Phrases) -> None:
    tried = add("try", _("open the chat in a browser, to play a workshop by hand, without Discord"))
    tried.add_argument("--workshop", metavar="ID", help=_("which one; the only one where you leave it out"))
    words = _("on this machine; default: a free one")
    tried.add_argument("--port", type=argument_types.port, default=0, metavar="N", help=words)
    words = _("the same people again; default: 1")
    tried.add_argument("--seed", type=argument_types.number, default=1, metavar="N", help=words)
    words = _("of whom you can be four; default: 14")
    tried.add_argument("--participants", type=argument_types.one_or_more, default=14, metavar="N", help=words)


def _add_export(add: Add, _: Phrases) -> None:
    export = add("export", _("write a workshop's data, or its report, to a file"))
    export.add_argument("--workshop", required=True, metavar="ID")
    formats, words = (*map(str, Format), EVERYTHING), _("all: all that is kept, in a folder")
    export.add_argument("--format", required=True, choices=formats, help=words)
    words = _("of headings and report; the workshop's first by default")
    export.add_argument("--language", metavar="L", help=words)
    export.add_argument("--output", required=True, type=Path, metavar=_("PATH"))


def _add_handouts(add: Add, _: Phrases) -> None:
    handouts = add("handouts", _("write invitations with join codes, guides and the programme, to print and send"))
    handouts.add_argument("--workshop", required=True, metavar="ID")
    handouts.add_argument("--output", required=True, type=Path, metavar=_("DIR"), help=_("a folder"))
    words = _("your server's; else left to be filled in")
    handouts.add_argument("--invitation", default="", metavar="URL", help=words)


def _add_options_of_init(init: argparse.ArgumentParser, _: Phrases) -> None:
    init.add_argument("directory", type=Path, metavar=_("DIR"))
    words = _("once, or once for each language")
    init.add_argument("--title", action="append", default=[], metavar=_("TEXT"), help=words)
    init.add_argument("--first-day", default="", metavar=_("DATE"), help=_("as 2027-03-15; default: some weeks ahead"))
    init.add_argument("--days", default="", metavar="N", help=_("default: %(value)s", value=2))
    init.add_argument(
        "--timezone", default="", metavar=_("ZONE"), help=_("default: %(value)s", value="Europe/Brussels")
    )
    words = _("in the order of bilingual messages; default: en,fr")
    init.add_argument("--languages", default="", metavar="L,L", help=words)
    words = _("CSV or XLSX: date, start, end or duration, title_fr, title_en, …, description_…, speakers, kind")
    init.add_argument("--agenda", type=Path, metavar=_("FILE"), help=words)
    words = _("CSV or XLSX: code, name_fr, name_en, …, language, timezone")
    init.add_argument("--groups", type=Path, metavar=_("FILE"), help=words)
