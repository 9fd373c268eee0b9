"""What each command of the command line does: one module a command, of which only the one asked for is loaded."""

from __future__ import annotations

import argparse
from importlib import import_module

DONE, FAILED, WRONG = 0, 1, 2
"""Exit statuses: it did what was asked, it ran and failed, the command line or the configuration is wrong."""


class Stopped(Exception):
    """The command stops here, with a message for people and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def do(arguments: argparse.Namespace) -> int:
    """Do what the command line asks; returns the exit status, or raises `Stopped`."""
    status: int = import_module(f"bot.commands.{arguments.command}").do(arguments)
    return status
