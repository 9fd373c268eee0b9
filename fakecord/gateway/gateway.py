"""All sessions of the bot, and what goes to each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from fakecord.errors import Json
from fakecord.gateway.intents import Intent
from fakecord.gateway.session import Session
from fakecord.gateway.sharding import Sharding
from fakecord.model.guild import Guild

if TYPE_CHECKING:
    from fakecord.gateway.connection import Connection
    from fakecord.world import World


class Gateway:
    """Knows the sessions and tells them what happens."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.sharding = Sharding(world)

    @property
    def whole(self) -> bool:
        """Whether every shard of a bot is in session and has got its guilds."""
        shards = {session.shard for session in self.live if session.has_guilds}
        return any(all((number, count) in shards for number in range(count)) for _number, count in shards)

    @property
    def live(self) -> list[Session]:
        return [s for s in self.sessions.values() if s.live]

    def publish(self, event: str, payload: Json, guild: Guild | None, blank: Json | None) -> None:
        for session in self.sessions.values():
            if session.serves(guild) and session.has_guilds and session.wants(event, payload, guild):
                unread = blank is not None and Intent.MESSAGE_CONTENT not in session.intents
                session.dispatch(event, blank if unread else payload)

    def add(self, session: Session) -> None:
        """A session that can no longer be resumed is forgotten when the next one comes."""
        self.sessions = {
            n: s for n, s in self.sessions.items() if s.live or (s.can_resume() and s.shard != session.shard)
        }
        self.sessions[session.id] = session

    def lose(self, connection: Connection, *, resumable: bool) -> None:
        """A connection ended."""
        self.connections.discard(connection)
        session = connection.session
        if session and session.connection is connection:
            session.connection = None
            session.lost = time.monotonic()
            session.resumable &= resumable
            if not session.resumable:
                self.sessions.pop(session.id, None)
        self._world.signal.changed()

    async def drop(self, code: int | None, *, resumable: bool, shard: int | None = None) -> None:
        for connection in list(self.connections):
            if shard is not None and not (connection.session and connection.session.shard[0] == shard):
                continue
            if connection.session:
                connection.session.resumable &= resumable
            await connection.drop(code)

    async def invalidate(self, *, resumable: bool) -> None:
        for session in self.live:
            session.resumable &= resumable
            if session.connection:
                session.connection.send({"op": 9, "d": resumable})

    def ask_to_reconnect(self) -> None:
        for session in self.live:
            if session.connection:
                session.connection.send({"op": 7, "d": None})

    def welcome(self, session: Session) -> None:
        """READY, then each guild in turn.

        https://discord.com/developers/docs/events/gateway-events#ready
        """
        world = self._world
        guilds = [g for g in world.guilds.values() if g.has_bot and session.serves(g)]
        session.dispatch("READY", {
            "v": 10,
            "user": world.bot.payload() | {"verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
            "session_id": session.id,
            "resume_gateway_url": world.gateway_url,
            "session_type": "normal",
            "shard": list(session.shard),
            "application": {"id": str(world.bot.id), "flags": application_flags(world)},
            "user_settings": {},
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        })  # fmt: skip
        if Intent.GUILDS in session.intents:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", guild_create(guild, session) | {"unavailable": False})
        session.has_guilds = True
        world.signal.changed()

    def guild_joined(self, guild: Guild) -> None:
        for session in self.sessions.values():
            if session.serves(guild) and session.has_guilds and Intent.GUILDS in session.intents:
                session.dispatch("GUILD_CREATE", guild_create(guild, session))
        self._world.signal.changed()


def application_flags(world: World) -> int:
    """The portal's switches for privileged intents (the “limited” bits, of bots in few servers)."""
    bits = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
    return sum(bits[name] for name in world.portal.privileged_intents) | 1 << 23


def guild_create(guild: Guild, session: Session) -> Json:
    """The guild with all that only this event tells.

    Without the presences intent the members are the bot and those in voice; the others are asked for (op 8).
    https://discord.com/developers/docs/events/gateway-events#guild-create
    """
    large = len(guild.members) > session.large_threshold
    shown = [m for m in guild.members.values() if m.user.id in (guild.world.bot.id, *guild.voice_states)]
    if Intent.GUILD_PRESENCES in session.intents and Intent.GUILD_MEMBERS in session.intents and not large:
        shown = list(guild.members.values())
    states = Intent.GUILD_VOICE_STATES in session.intents
    events = Intent.GUILD_SCHEDULED_EVENTS in session.intents
    return guild.payload() | {
        "joined_at": guild.me.joined_at.isoformat(),
        "large": large,
        "member_count": len(guild.members),
        "members": [m.payload() for m in shown],
        "channels": [c.payload() for c in guild.channels.values()],
        "threads": [],
        "voice_states": [s.payload(with_guild=False) for s in guild.voice_states.values()] if states else [],
        "presences": [],
        "stage_instances": [s.payload() for s in guild.stages.values()],
        "guild_scheduled_events": [e.payload() for e in guild.events.values() if e.status < 3] if events else [],
        "soundboard_sounds": [],
    }
