"""Which room a server's commands are meant for, where the workshop's file names no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import discord

from bot.chat.client import Atelier
from bot.workshop.registry import Rooms
from tests.features.key_messages.desk_workshop import DeskRoom

OURS, STRANGERS = 10, 20


async def test_the_room_goes_to_the_server_the_bot_is_in_and_to_no_other(tmp_path: Path) -> None:
    """A server can have the commands without the bot; were the room theirs, their owner would be its organiser."""
    desk = await DeskRoom.open(tmp_path, each=0)
    client = Atelier(Rooms([desk.room]), shards=1)
    described = cast(Any, {"id": str(OURS), "name": "A-CIP"})
    client._connection._add_guild(discord.Guild(data=described, state=client._connection))
    assert client.room_of(STRANGERS) is None
    assert desk.room.guild is None
    assert client.room_of(OURS) is desk.room
    assert client.room_of(STRANGERS) is None
    await desk.close()
