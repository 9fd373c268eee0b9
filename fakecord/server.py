"""The fake Discord server: HTTP API, gateway and CDN on 127.0.0.1, in the caller's event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from aiohttp import web

from fakecord.clock import Clock, SystemClock
from fakecord.faults import Faults
from fakecord.gateway.connection import Connection
from fakecord.http.pipeline import PREFIX, Pipeline
from fakecord.model.channel import Channel
from fakecord.model.command_permissions import overwrite_for
from fakecord.model.guild import Guild
from fakecord.model.interaction import Interaction
from fakecord.model.members import Role
from fakecord.model.user import User
from fakecord.people.person import Person
from fakecord.permissions import BOT_DEFAULT, Permission
from fakecord.portal import DeveloperPortal
from fakecord.request_log import LoggedRequest, Violation
from fakecord.routes import all_routes
from fakecord.snowflakes import Snowflake
from fakecord.world import World

T = TypeVar("T")
MAX_BODY = 64 * 1024 * 1024
HEARTBEAT_S = 41.25


class DiscordServer:
    """Start it, add guilds and people, and point a bot at `url`."""

    def __init__(
        self, clock: Clock | None = None, token: str = "fake.token", *, bot_name: str = "Bot",
        privileged_intents: Iterable[str] = ("members",), heartbeat_s: float = HEARTBEAT_S,
        identify_every_s: float = 5.0, rate_limits: bool = True,
    ) -> None:  # fmt: skip
        """Without `clock` it is the machine's.

        `privileged_intents` are those that the developer portal grants: members, presences, message_content. One
        shard may identify every `identify_every_s` real seconds; see `DeveloperPortal`. Without `rate_limits` any
        number of requests passes.
        """
        self.token = token
        portal = DeveloperPortal(token, frozenset(privileged_intents), identify_every_s=identify_every_s)
        self.world = World(clock or SystemClock(), portal, bot_name)
        self._pipeline = Pipeline(self.world, all_routes, limited=rate_limits)
        self._heartbeat_s = heartbeat_s
        self._runner: web.AppRunner | None = None
        self._owners: dict[int, Person] = {}
        self.origin = ""

    async def __aenter__(self) -> DiscordServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1, on a free port unless one is given."""
        app = web.Application(client_max_size=MAX_BODY)
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
        self.world.files.base_url = self.origin
        self.world.gateway.url = f"ws://{host}:{port}/gateway"
        self.world.timers.start()

    async def close(self) -> None:
        """Drop all connections and stop listening."""
        self.world.timers.stop()
        self.faults.lift()
        await self.world.gateway.drop(1001, resumable=False)
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The base of the HTTP API: what `https://discord.com/api/v10` is on Discord."""
        return self.origin + PREFIX

    @property
    def gateway_url(self) -> str:
        """The address of the gateway's websocket."""
        return self.world.gateway.url

    # guilds and people

    def new_guild(self, name: str, *, owner_name: str = "Owner", locale: str = "en-US") -> Guild:
        """A guild with an owner and the channel “general”; the bot is not in it yet. See `invite`."""
        owner = self.world.new_user(owner_name, locale=locale)
        guild = self.world.new_guild(name, owner, locale)
        guild.new_channel("general")
        self._owners[guild.id] = Person(self.world, owner, guild)
        return guild

    def owner(self, guild: Guild) -> Person:
        """The guild's owner."""
        return self._owners[guild.id]

    def new_person(
        self, guild: Guild, name: str, *, locale: str = "en-US", dms_open: bool = True, phone: bool = False
    ) -> Person:
        """A new account that joins the guild. Without `dms_open` it refuses direct messages. `phone`: see `Person`."""
        user = self.world.new_user(name, locale=locale, dms_open=dms_open)
        guild.add_member(user)
        return Person(self.world, user, guild, phone=phone)

    def invite(self, guild: Guild, *, permissions: int = BOT_DEFAULT) -> Role:
        """Add the bot to the guild, with a managed role at the bottom that grants `permissions`."""
        role = Role(self.world.ids.next(), guild, self.bot.name, Permission(permissions), 0, managed_by=self.bot.id)
        guild.add_role(role)
        member = guild.add_member(self.bot)
        member.roles.append(role)
        self.world.gateway.guild_joined(guild)
        return role

    def kick_bot(self, guild: Guild) -> None:
        """Remove the bot from the guild, as an administrator does. `invite` adds it again."""
        self.world.remove_member(guild.me)

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def channels(self) -> list[Channel]:
        """Every channel there ever was, direct and deleted ones too, oldest first."""
        return list(self.world.channels_ever.values())

    def delete_channel(self, channel: Channel) -> None:
        """Delete a guild's channel, as an administrator does."""
        self.world.delete_channel(channel)

    def set_command_permission(self, guild: Guild, command: str | None, target: Snowflake | str, allowed: bool) -> None:
        """Allow or forbid a role, an account, a channel or `ALL_CHANNELS` a command, as administrators do.

        Without `command` it is set for all commands of the bot. See `model/command_permissions.py`.
        """
        commands = self.world.commands
        found = commands.resolve_root(command, guild) if command else None
        told = commands.set_overwrite(guild.id, found, overwrite_for(guild.id, target, allowed))
        self.world.gateway.publish("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told, guild)

    # what the bot did

    @property
    def violations(self) -> list[Violation]:
        """Every request that Discord would refuse, and every interaction that was not answered in time.

        What an injected fault caused is not among them.
        """
        return self.world.log.violations

    @property
    def log(self) -> list[LoggedRequest]:
        """Every HTTP request of the bot."""
        return self.world.log.requests

    @property
    def interactions(self) -> list[Interaction]:
        """Every interaction, oldest first."""
        return self.world.interactions.all

    @property
    def unfinished(self) -> list[Interaction]:
        """The interactions that were deferred and still show “thinking”."""
        return [i for i in self.interactions if i.original and i.original.loading and not i.original.deleted]

    @property
    def rate_limited(self) -> int:
        """The number of requests that were answered 429."""
        return self._pipeline.rate_limited

    @property
    def permissions_used(self) -> Permission:
        """Every permission that the bot's requests needed, whether or not it had them."""
        return self.world.permissions_used

    def on_request(self, listener: Callable[[LoggedRequest], None]) -> None:
        """Call `listener` with each request once it is answered."""
        self._pipeline.listeners.append(listener)

    @property
    def faults(self) -> Faults:
        """Fault injection."""
        return self.world.faults

    # waiting

    @property
    def connected(self) -> bool:
        """Whether all shards of a bot are connected and have got their guilds."""
        return self.world.gateway.all_shards_ready

    async def ready(self, timeout_s: float = 30.0) -> None:
        """Wait until a bot is connected and has registered commands."""
        await self.until(lambda: self.connected and len(self.world.commands), timeout_s, "the bot to be ready")

    async def gone(self, timeout_s: float = 30.0) -> None:
        """Wait until no bot is connected."""
        await self.until(lambda: not self.world.gateway.sockets, timeout_s, "the bot to be gone")

    async def until(self, condition: Callable[[], T], timeout_s: float = 10.0, what: str = "") -> T:
        """Wait for the condition's first truthy value, and return it; `TimeoutError` names `what`.

        It is checked again whenever something changes here. For other changes call `notify`.
        """
        return await self.world.notifier.wait_for(condition, timeout_s, what)

    def notify(self) -> None:
        """Make `until` check its conditions again, after something outside of this server changed."""
        self.world.notifier.notify()

    # request handlers

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.faults.gateway_is_closed:
            self.faults.refused_connections += 1
            self.notify()
            return web.Response(status=503)
        return await Connection(self.world, self._heartbeat_s).serve(request)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["number"]
        attachment = self.world.files.find(int(number)) if number.isdecimal() else None
        if attachment is None:
            return web.Response(status=404)
        answer = web.StreamResponse(headers={"Content-Type": attachment.content_type})
        await answer.prepare(request)
        with suppress(ConnectionError):  # a client may close the connection early
            for _ in range(attachment.times):
                await answer.write(attachment.content)
                attachment.sent += len(attachment.content)
            await answer.write_eof()
        return answer
