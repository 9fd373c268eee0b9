"""`/session floor`, which this feature adds to the group of another."""

import discord
from discord import app_commands

from bot.chat.access import FACILITATOR, NEEDS
from bot.chat.live_messages import Refresher
from bot.features.floor.live_message import FloorPanel
from bot.features.floor.session_commands import add_session_commands
from bot.outbox.requested_posts import RequestedPosts
from bot.scheduling.clock import SystemClock


def test_the_group_gets_a_command_for_facilitators_with_three_actions() -> None:
    group = app_commands.Group(name="session", description="Run a session")
    client = discord.Client(intents=discord.Intents.none())
    add_session_commands(group, FloorPanel(client, Refresher(SystemClock()), RequestedPosts()))
    [command] = group.commands
    assert isinstance(command, app_commands.Command)
    [action] = command.parameters
    assert (command.qualified_name, command.extras[NEEDS]) == ("session floor", FACILITATOR)
    assert [choice.value for choice in action.choices] == ["open", "next", "close"]
