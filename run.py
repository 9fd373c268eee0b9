"""Atelier's command line. `python run.py --help` says what there is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bot.terminal_locale import terminal_locale

HERE = Path(__file__).resolve().parent
NOT_INSTALLED = {
    "en": "what the bot needs is not installed: run %s in its folder, then again",
    "fr": "ce dont le bot a besoin n’est pas installé : lancez %s dans son dossier, puis recommencez",
    "pt": "o que o bot precisa não está instalado: execute %s na pasta dele e tente de novo",
}
"""Here and not in the catalogues, which nobody can read before Babel is installed."""


def _how_to_install() -> str:
    how = "`make .venv/installed`"
    if os.name == "nt":  # it has no make
        how = r"`py -m venv .venv`, `.venv\Scripts\pip install -r requirements.txt`"
    language = terminal_locale(os.environ).split("-")[0]
    return NOT_INSTALLED.get(language, NOT_INSTALLED["en"]) % how


def _use_what_is_installed() -> None:
    """Where this Python has not what the bot needs, go on with the one of `.venv`, or say how to install."""
    if find_spec("discord"):
        return
    python = HERE / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists() or Path(sys.prefix) == python.parents[1]:
        print(_how_to_install(), file=sys.stderr)
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
from bot.commands.parser import parser  # noqa: E402
from bot.commands.terminal import terminal_phrases  # noqa: E402


def main(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 it ran and failed, 2 the command line or the configuration is wrong."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = ["run", *arguments]
    _ = terminal_phrases()
    try:
        return commands.do(parser(_).parse_args(arguments))
    except commands.Stopped as stopped:
        print(stopped, file=sys.stderr)
        return stopped.status
    except KeyboardInterrupt:
        if arguments[0] == "run":  # it had not begun
            return commands.DONE
        print(_("stopped before the end"), file=sys.stderr)
        return commands.FAILED


if __name__ == "__main__":
    # A shell starts background jobs with SIGINT ignored: the next line would then do nothing.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # each command stops as for Ctrl-C
    sys.exit(main(sys.argv[1:]))
