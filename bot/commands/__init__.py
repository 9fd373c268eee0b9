"""The commands of the command line, a module for each. Only the one that is needed is imported."""

import argparse
import keyword
from importlib import import_module

from bot.commands.terminal import translated

DONE, FAILED, WRONG = 0, 1, 2
"""Exit statuses: success, the command failed, the command line or the configuration is wrong."""


class Stopped(Exception):
    """Ends the command with an exit status and a message, which is shown in the language of the terminal."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(translated(message))
        self.status = status


def do(arguments: argparse.Namespace) -> int:
    """Run a command. Returns the exit status, or raises `Stopped`."""
    name = arguments.command + "_" * keyword.iskeyword(arguments.command)  # `try` cannot be a module's name
    status: int = import_module(f"bot.commands.{name}").do(arguments)
    return status
