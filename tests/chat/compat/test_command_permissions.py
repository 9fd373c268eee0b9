"""`bot/chat/compat/command_permissions.py` is needed while nothing in discord.py asks for all commands at once."""

from pathlib import Path

import discord

REQUEST = "get_guild_application_command_permissions"


def test_nothing_public_asks_for_the_permissions_of_all_commands() -> None:
    package = Path(discord.__file__).parent
    using = [file.name for file in package.rglob("*.py") if REQUEST in file.read_text(encoding="utf-8")]
    assert using == ["http.py"]
