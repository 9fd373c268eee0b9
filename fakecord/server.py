"""The stand-in Discord: the only one the bot meets on machines that reach no other.

It speaks Discord's HTTP API and gateway on loopback, in the caller's event loop, and refuses what Discord refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from aiohttp import web

from bot.scheduling.clock import Clock
from fakecord.faults import Faults
from fakecord.gateway.connection import Connection
from fakecord.gateway.gateway import Gateway
from fakecord.http.pipeline import PREFIX, Pipeline
from fakecord.interactions import Interaction
from fakecord.model.channel import Channel
from fakecord.model.guild import Guild
from fakecord.model.message import Message
from fakecord.model.role import Role
from fakecord.model.user import User
from fakecord.permissions import Permission
from fakecord.request_log import LoggedRequest, Violation
from fakecord.routes import all_routes
from fakecord.world import DeveloperPortal, World

T = TypeVar("T")
LARGEST_BODY = 64 * 1024 * 1024
HEARTBEAT_S = 41.25


class DiscordServer:
    """Start it, fill it with guilds and people, and point a bot at `url`."""

    def __init__(
        self, clock: Clock, token: str = "stand-in.token", *, privileged_intents: Iterable[str] = ("members",),
        bot_name: str = "Atelier", heartbeat_s: float = HEARTBEAT_S, shards: int | None = None,
        max_concurrency: int = 1, identify_every_s: float = 5.0, rate_limits: bool = True,
    ) -> None:  # fmt: skip
        """`privileged_intents`, of members, presences and message_content, are what the developer portal grants.

        `shards` are recommended, else by the number of guilds; each may identify every so many real seconds.
        Without `rate_limits` any number of requests passes: for plays of thousands of acts about other rules.
        """
        self.token = token
        portal = DeveloperPortal(token, frozenset(privileged_intents), shards, max_concurrency, identify_every_s)
        self.world = World(clock, portal, bot_name)
        self.world.hub = Gateway(self.world)
        self.world.faults = Faults(self.world)
        self._pipeline = Pipeline(self.world, all_routes, limited=rate_limits)
        self._heartbeat_s = heartbeat_s
        self._runner: web.AppRunner | None = None
        self.origin = ""

    async def __aenter__(self) -> DiscordServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1, on any free port unless one is given."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_get("/{folder:attachments|ephemeral-attachments}/{channel}/{number}/{name}", self._download)
        app.router.add_route("*", PREFIX + "/{path:.*}", self._pipeline.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"
        self.world.files.base = self.origin
        self.world.gateway_url = f"ws://{host}:{port}/gateway"
        self.world.timers.start()

    async def close(self) -> None:
        """Drop everybody and stop listening."""
        self.world.timers.stop()
        self.faults.lift()
        await self.world.hub.drop(1001, resumable=False)
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The base of the HTTP API, for `DISCORD_API_URL`."""
        return self.origin + PREFIX

    # what is there

    def new_guild(
        self, name: str, *, owner_name: str = "Owner", locale: str = "en-US", community: bool = False
    ) -> Guild:
        """A server with an owner (`guild.person`) and the channel “general”; the bot is not in it yet."""
        owner = self.world.new_user(owner_name, locale=locale)
        guild = Guild(self.world, name, owner, locale)
        guild.community = community
        self.world.guilds[guild.id] = guild
        guild.welcome(owner)
        guild.new_channel("general")
        return guild

    def invite(self, guild: Guild, *, permissions: int) -> Role:
        """The bot joins with a role of its own, managed, at the bottom, holding `permissions`."""
        role = Role(self.world.ids.next(), guild, self.bot.name, Permission(permissions), 0, managed_by=self.bot.id)
        guild.add_role(role)
        member = guild.add_member(self.bot)
        member.roles.append(role)
        self.world.hub.guild_joined(guild)
        return role

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def faults(self) -> Faults:
        """Trouble on purpose."""
        return self.world.faults

    def messages(self, channel: Channel) -> list[Message]:
        """All that was ever in a channel, private and deleted messages too, for a transcript."""
        return list(channel.messages)

    @property
    def channels(self) -> list[Channel]:
        """Every channel there ever was, direct and deleted ones too, in the order they came."""
        return list(self.world.channels_ever)

    # what happened

    @property
    def violations(self) -> list[Violation]:
        """Every refusal that the play did not provoke, and every interaction left without an answer."""
        return self.world.violations

    @property
    def log(self) -> list[LoggedRequest]:
        """Every HTTP request of the bot."""
        return self.world.log

    @property
    def interactions(self) -> list[Interaction]:
        """Everything people did that the bot had to answer."""
        return self.world.interactions

    @property
    def unfinished(self) -> list[Interaction]:
        """Those that were promised an answer and still read “thinking”."""
        return [i for i in self.interactions if i.original and i.original.loading and not i.original.deleted]

    @property
    def rate_limited(self) -> int:
        """How many requests were answered 429."""
        return self._pipeline.rate_limited

    def on_request(self, listener: Callable[[LoggedRequest], None]) -> None:
        """Call `listener` with each request once it is answered."""
        self._pipeline.listeners.append(listener)

    # waiting

    @property
    def connected(self) -> bool:
        """Whether a bot is in session with all its shards, and has got its guilds."""
        return self.world.hub.whole

    async def ready(self, timeout_s: float = 30.0) -> None:
        """Until a bot has identified, got its guilds and registered its commands."""
        await self.until(lambda: self.connected and len(self.world.commands), timeout_s, "the bot to be ready")

    async def gone(self, timeout_s: float = 30.0) -> None:
        """Until no bot is connected."""
        await self.until(lambda: not self.world.hub.connections, timeout_s, "the bot to be gone")

    async def until(self, condition: Callable[[], T], timeout_s: float = 10.0, what: str = "") -> T:
        """The condition's first truthy value; looked at again after whatever changes in the stand-in.

        A condition on something else needs `look_again` when that changes.
        """
        return await self.world.signal.until(condition, timeout_s, what)

    def look_again(self) -> None:
        """Something outside the stand-in changed that somebody may wait for."""
        self.world.signal.changed()

    # serving

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.faults.gateway_is_closed:
            self.faults.turned_away += 1
            self.world.signal.changed()
            return web.Response(status=503)
        return await Connection(self.world, self._heartbeat_s).serve(request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["number"]
        attachment = self.world.files.find(int(number)) if number.isdecimal() else None
        if attachment is None:
            return web.Response(status=404)
        answer = web.StreamResponse(headers={"Content-Type": attachment.content_type})
        await answer.prepare(request)
        with suppress(ConnectionError):  # whoever has read enough may hang up
            for _ in range(attachment.times):
                await answer.write(attachment.content)
                attachment.sent += len(attachment.content)
            await answer.write_eof()
        return answer
