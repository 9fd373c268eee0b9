"""Attendance adds `/session code` and `/session status` to the group of another feature."""

from discord import app_commands

from bot.chat.access import FACILITATOR, NEEDS
from bot.features.attendance.session_commands import add_session_commands


def test_code_and_status_become_part_of_the_group() -> None:
    group = app_commands.Group(name="session", description="Run a session")
    add_session_commands(group)
    commands = {command.qualified_name: command for command in group.walk_commands()}
    assert commands.keys() == {"session code", "session status"}
    for command in commands.values():
        assert isinstance(command, app_commands.Command)
        assert command.extras[NEEDS] == FACILITATOR
        (parameter,) = command.parameters
        assert (parameter.name, parameter.required, parameter.autocomplete) == ("session", False, True)


def test_two_bots_in_one_process_have_commands_of_their_own() -> None:
    groups = [app_commands.Group(name="session", description="Run a session") for _ in range(2)]
    for group in groups:
        add_session_commands(group)
    assert [command.parent for group in groups for command in group.commands] == [
        groups[0],
        groups[0],
        groups[1],
        groups[1],
    ]
