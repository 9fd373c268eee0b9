"""Which workshop the commands of a server act on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import discord

from bot.chat.client import Atelier
from bot.features.refusals import refusal
from bot.workshop.registry import WorkshopRegistry
from tests.workshop.helpers import FIRST, OPENS, OpenWorkshop, workshop

OURS, OTHER = 10, 20


async def test_a_workshop_without_a_server_takes_the_one_the_bot_is_in_and_no_other(opened: OpenWorkshop) -> None:
    """A server can have the commands without the bot. If it got the workshop, its owner would be an organiser."""
    client = Atelier(WorkshopRegistry([opened.context]), refusal, shards=1)
    described = cast(Any, {"id": str(OURS), "name": "A-CIP"})
    client._connection._add_guild(discord.Guild(data=described, state=client._connection))
    assert client.context_of(OTHER) is None
    assert opened.context.guild is None
    assert client.context_of(OURS) is opened.context
    assert client.context_of(OTHER) is None


async def test_of_two_editions_the_one_that_is_not_over_is_meant_else_the_last(opened: OpenWorkshop) -> None:
    later = replace(FIRST, start=FIRST.start + timedelta(days=30))
    second_days = (replace(workshop().days[0], sessions=(later,)),)
    first, second = replace(opened.context), replace(opened.context, workshop=workshop(days=second_days))
    first.guild = second.guild = OURS
    registry = WorkshopRegistry([second, first])
    assert registry.of_guild(OURS) is first
    opened.set_time(OPENS + timedelta(days=1))
    assert registry.of_guild(OURS) is second
    opened.set_time(OPENS + timedelta(days=60))
    assert registry.of_guild(OURS) is second
    assert registry.of_guild(OTHER) is None
    assert registry.unbound() == []
