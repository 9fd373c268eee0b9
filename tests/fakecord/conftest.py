"""A fake server with one guild, and a discord.py client connected to it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from bot.scheduling.clock import RehearsedClock, Setting
from fakecord import DiscordServer, Guild, Permission, Person
from tests.fakecord.openapi import openapi

P = Permission
BOT_PERMISSIONS = int(
    P.VIEW_CHANNEL | P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES | P.READ_MESSAGE_HISTORY | P.MANAGE_ROLES
    | P.MANAGE_CHANNELS | P.MANAGE_EVENTS | P.CREATE_EVENTS | P.MENTION_EVERYONE | P.MUTE_MEMBERS | P.MOVE_MEMBERS
    | P.MANAGE_MESSAGES | P.PIN_MESSAGES | P.CONNECT | P.MANAGE_GUILD
)  # fmt: skip

Command = Callable[[discord.Interaction], Awaitable[None]]


class BareClient(discord.Client):
    """A client that registers its commands, and records the names of the events it gets."""

    def __init__(self, **options: Any) -> None:
        intents = options.pop("intents", None) or discord.Intents(
            guilds=True,
            members=True,
            voice_states=True,
            guild_scheduled_events=True,
            guild_messages=True,
            dm_messages=True,
        )
        super().__init__(intents=intents, guild_ready_timeout=0.05, max_ratelimit_timeout=None, **options)
        self.tree = app_commands.CommandTree(self)
        self.received: list[str] = []
        self.errors: list[BaseException] = []
        self.tree.error(self._remember)

    async def _remember(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_socket_event_type(self, event: str) -> None:
        self.received.append(event)

    @property
    def home(self) -> discord.Guild:
        return self.guilds[0]

    def text(self, name: str) -> discord.TextChannel:
        found = discord.utils.get(self.home.text_channels, name=name)
        assert found is not None
        return found


@pytest.fixture
def clock() -> RehearsedClock:
    """14 March 2021, a minute per real second."""
    return RehearsedClock(Setting(datetime(2021, 3, 14, 8, tzinfo=UTC), time.time(), 60.0))


@pytest.fixture
async def server(clock: RehearsedClock, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(clock, token="a.good.token") as running:
        monkeypatch.setattr(discord.http.Route, "BASE", running.url)
        yield running
    document = openapi()
    differences = document.differences_of_all(running.log) if document else []
    assert differences == [], "fakecord answered as Discord does not"


@pytest.fixture
def guild(server: DiscordServer) -> Guild:
    guild = server.new_guild("A-CIP", owner_name="Secretariat")
    server.invite(guild, permissions=BOT_PERMISSIONS)
    return guild


@pytest.fixture
def person(server: DiscordServer, guild: Guild) -> Person:
    return server.new_person(guild, "Malawi – Chisomo", locale="en-GB")


@asynccontextmanager
async def running(client: BareClient, server: DiscordServer) -> AsyncIterator[BareClient]:
    """The client, connected and ready. It is closed at the end."""
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
    task = asyncio.create_task(client.start(server.token))
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED, timeout=10)
        if task.done():
            await task
        yield client
    finally:
        ready.cancel()
        await client.close()
        with suppress(BaseException):
            await task


class Api:
    """HTTP requests without a library, for what discord.py would not send."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self._server, self._session = server, session
        self.headers: dict[str, str] = {}

    async def __call__(self, method: str, path: str, body: Any = None, *, token: str | None = None) -> tuple[int, Any]:
        """Send a request; its status and its JSON."""
        headers = {"Authorization": f"Bot {token or self._server.token}"}
        async with self._session.request(method, self._server.url + path, json=body, headers=headers) as response:
            self.headers = dict(response.headers)
            return response.status, (await response.json() if response.status != 204 else None)


@pytest.fixture
async def api(server: DiscordServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(server, session)
