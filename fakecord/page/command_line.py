"""Parses the text that is typed into *Command*: `/schedule delay session:Opening minutes:10`.

The names of commands and options may be those of the person's language, or the ones that the bot gave.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fakecord.errors import ActionError, Json
from fakecord.model.channel import Channel
from fakecord.page.user_view import UserView
from fakecord.people.command_options import check_can_use
from fakecord.rules.command_names import localized
from fakecord.rules.commands import CHAT_INPUT, GROUP, SUB_COMMAND


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its sub-command. `base` is the bot's name for it, `shown` the name in the person's language."""

    base: str
    shown: str
    description: str
    node: Json

    @property
    def options(self) -> list[Json]:
        return list(self.node.get("options") or [])


@dataclass(frozen=True, slots=True)
class Given:
    """An option as it was typed. Its value is at `start:end` of the line."""

    option: Json
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a complete command. `loose` is text that follows no option's name; it begins at `loose_at`."""

    text: str
    command: Command
    given: list[Given]
    loose: str
    loose_at: int

    def values(self) -> dict[str, Given]:
        return {each.option["name"]: each for each in self.given}

    def missing(self) -> list[Json]:
        """The options that are not in the line yet, required ones first, as the bot declared them."""
        names = self.values()
        return [option for option in self.command.options if option["name"] not in names]


def available_commands(view: UserView, channel: Channel) -> list[Command]:
    """The commands that the client's menu shows this person in this channel, in alphabetical order."""
    commands = view.person.world.commands
    guild = channel.guild
    scopes = [*(commands.of(guild.id) if guild else []), *commands.of(None)]
    found: dict[str, Command] = {}
    for root in scopes:
        if root["type"] == CHAT_INPUT and root["name"] not in found and _can_use(view, root, channel):
            for command in _leaves(root, view.person.user.locale):
                found.setdefault(command.base, command)
    return sorted(found.values(), key=lambda command: command.shown)


def _can_use(view: UserView, root: Json, channel: Channel) -> bool:
    person = view.person
    try:
        overwrites = person.world.commands.overwrites(person.guild.id, root)
        check_can_use(root, person.member if channel.guild else None, channel, overwrites)
    except ActionError:
        return False
    return True


def _leaves(node: Json, locale: str, base: str = "", shown: str = "") -> Iterator[Command]:
    """The command itself, or each of its sub-commands."""
    base, shown = f"{base} {node['name']}".strip(), f"{shown} {localized(node, locale)}".strip()
    inner = [o for o in node.get("options") or [] if o["type"] in (SUB_COMMAND, GROUP)]
    for each in inner:
        yield from _leaves(each, locale, base, shown)
    if not inner:
        yield Command(base, shown, localized(node, locale, "description"), node)


def read_line(text: str, commands: list[Command], locale: str) -> Line | None:
    """The command that the line begins with, and its options. None if the line has no complete command."""
    typed = text.removeprefix("/")
    begun = [
        (name, command)
        for command in commands
        for name in {command.shown, command.base}
        if typed == name or typed.startswith(f"{name} ")
    ]
    if not begun:
        return None
    name, command = max(begun, key=lambda each: len(each[0]))
    at = len(name) + 1
    given = _options(text, at, command, locale)
    loose_end = given[0].start - len(_name_before(text, given[0].start)) if given else len(text)
    loose = text[at:loose_end]
    return Line(text, command, given, loose.strip(), at + len(loose) - len(loose.lstrip()))


def _options(text: str, at: int, command: Command, locale: str) -> list[Given]:
    by_name = {}
    for option in command.options:
        by_name[option["name"]] = by_name[localized(option, locale)] = option
    if not by_name:
        return []
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    found = [*re.finditer(rf"(?<=\s)({names}):", text[at:])]
    ends = [*(each.start() for each in found), len(text) - at][1:]
    given: dict[str, Given] = {}
    for each, end in zip(found, ends, strict=True):
        option = by_name[each[1]]
        value = text[at + each.end() : at + end]
        given.setdefault(option["name"], Given(option, value.strip(), at + each.end(), at + end))
    return sorted(given.values(), key=lambda each: each.start)


def _name_before(text: str, at: int) -> str:
    """The option's name and its colon, which end at `at`."""
    return text[text.rfind(" ", 0, at) + 1 : at]
