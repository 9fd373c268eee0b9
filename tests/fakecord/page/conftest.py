"""A library's bot, the page and a browser: one of each for a module."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import discord
import pytest_asyncio
import yarl
from playwright.async_api import Browser, Locator, Page

from bot.scheduling.clock import RehearsedClock, Setting
from fakecord import DiscordServer, Guild, Person
from fakecord.page import Host, PageServer
from tests.browser import Scheme, chromium
from tests.fakecord.page.lending_bot import LendingBot

PHONE = 390


@dataclass
class Library:
    """The server, the bot in it, the page and the browser. `troubles` are the browser's errors and warnings."""

    server: DiscordServer
    guild: Guild
    bot: LendingBot
    page: PageServer
    browser: Browser
    troubles: list[str]
    host: Host | None = None

    def person(self, name: str, locale: str = "en-GB") -> Person:
        return self.server.new_person(self.guild, name, locale=locale)

    @asynccontextmanager
    async def window(
        self, person: Person, where: str = "", *, width: int = 1200, scheme: Scheme = "light"
    ) -> AsyncIterator[Window]:
        """A window in which this person has the channel called `where` open."""
        channel = self.guild.channel(where).id if where else ""
        context = await self.browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("console", lambda message: self.troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        await page.goto(f"{self.page.url}?as={person.id}&in={channel}")
        yield Window(page)
        await context.close()

    async def text(self, name: str) -> discord.TextChannel:
        """A channel as the bot has it."""
        found = await self.bot.fetch_channel(self.guild.channel(name).id)
        assert isinstance(found, discord.TextChannel)
        return found

    def new_channel(self, name: str, type: str = "text") -> str:
        """Create a channel for one test. Returns its name."""
        return self.guild.new_channel(name, type).name


@dataclass
class Window:
    page: Page

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Command")

    @property
    def suggestions(self) -> Locator:
        return self.page.get_by_role("listbox", name="Suggestions").get_by_role("option")

    @property
    def last(self) -> Locator:
        return self.page.get_by_role("log").get_by_role("article").last

    async def send(self, line: str) -> None:
        await self.box.fill(line)
        await self.box.press("Escape")
        await self.box.press("Enter")


@asynccontextmanager
async def library() -> AsyncIterator[Library]:
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    clock = RehearsedClock(Setting(datetime(2021, 3, 14, 8, tzinfo=UTC), time.time(), 1.0))
    async with DiscordServer(clock) as server, chromium() as browser:
        guild = server.new_guild("Library", locale="en-GB")
        server.invite(guild)
        discord.http.Route.BASE = server.url
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_url)
        async with LendingBot() as bot:
            running: asyncio.Task[Any] = asyncio.create_task(bot.start(server.token))
            await server.ready()
            async with PageServer(server, guild) as page:
                yield Library(server, guild, bot, page, browser, [])
        await running
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="library")
async def library_of_the_module() -> AsyncIterator[Library]:
    async with library() as built:
        yield built
        assert built.troubles == []
