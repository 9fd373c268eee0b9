"""Which room a server's commands are meant for, where the workshop's file names no server."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import discord

from bot.chat.client import Atelier
from bot.features.refusals import refusal
from bot.workshop.registry import WorkshopRegistry
from tests.features.key_messages.desk_workshop import DeskWorkshop

OURS, STRANGERS = 10, 20


async def test_the_room_goes_to_the_server_the_bot_is_in_and_to_no_other(tmp_path: Path) -> None:
    """A server can have the commands without the bot; were the room theirs, their owner would be its organiser."""
    desk = await DeskWorkshop.open(tmp_path, each=0)
    client = Atelier(WorkshopRegistry([desk.context]), refusal, shards=1)
    described = cast(Any, {"id": str(OURS), "name": "A-CIP"})
    client._connection._add_guild(discord.Guild(data=described, state=client._connection))
    assert client.context_of(STRANGERS) is None
    assert desk.context.guild is None
    assert client.context_of(OURS) is desk.context
    assert client.context_of(STRANGERS) is None
    await desk.close()
