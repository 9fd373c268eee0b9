"""All gateway sessions of the bot, and which events each of them gets.

https://discord.com/developers/docs/events/gateway
"""

import time

from fakecord.errors import Json
from fakecord.gateway.intents import Intent
from fakecord.gateway.payloads import guild_create, ready, unavailable
from fakecord.gateway.session import Session
from fakecord.gateway.sharding import Sharding
from fakecord.gateway.socket import Socket
from fakecord.model.guild import Guild, Guilds
from fakecord.model.members import BaseGuild
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.portal import DeveloperPortal

RECONNECT, INVALID_SESSION = 7, 9


class Gateway:
    """Sends events to the sessions."""

    def __init__(self, bot: User, guilds: Guilds, portal: DeveloperPortal, notifier: ChangeNotifier) -> None:
        self._bot = bot
        self._guilds = guilds
        self._portal = portal
        self._notifier = notifier
        self.url = ""
        """The websocket's address, once the server listens."""
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()
        self.sharding = Sharding(portal, guilds)

    @property
    def all_shards_ready(self) -> bool:
        """Whether every shard of a bot is connected and has got its guilds."""
        shards = {session.shard for session in self.connected if session.has_guilds}
        return any(all((number, count) in shards for number in range(count)) for _number, count in shards)

    @property
    def connected(self) -> list[Session]:
        """The sessions that have a connection now."""
        return [s for s in self.sessions.values() if s.connected]

    def publish(self, event: str, payload: Json, guild: BaseGuild | None, blank: Json | None = None) -> None:
        """Send an event to the sessions that asked for it.

        Events of a guild are dropped if the bot is not in it, or during an outage of the guild. Sessions without the
        Message Content intent get `blank` instead, if it is given.
        """
        if guild is None or (guild.has_bot and guild.available):
            self.dispatch(event, payload, guild, blank)
        self._notifier.notify()

    def dispatch(self, event: str, payload: Json, guild: BaseGuild | None, blank: Json | None = None) -> None:
        """Like `publish`, whether or not the bot is in the guild."""
        for session in self.sessions.values():
            if session.serves(guild) and session.has_guilds and session.wants(event, payload, guild):
                unread = blank is not None and Intent.MESSAGE_CONTENT not in session.intents
                session.dispatch(event, blank if unread else payload)

    def add(self, session: Session) -> None:
        """Sessions that can no longer be resumed are forgotten when a new one comes."""
        self.sessions = {
            n: s for n, s in self.sessions.items() if s.connected or (s.can_resume() and s.shard != session.shard)
        }
        self.sessions[session.id] = session

    def start(self, session: Session) -> None:
        """Send READY, then each guild. A guild in an outage is sent as unavailable."""
        guilds = [g for g in self._guilds.values() if g.has_bot and session.serves(g)]
        session.dispatch("READY", ready(self._bot, self._portal, self.url, session, guilds))
        if Intent.GUILDS in session.intents:
            for guild in guilds:
                if guild.available:
                    session.dispatch("GUILD_CREATE", guild_create(guild, session) | {"unavailable": False})
                else:
                    session.dispatch("GUILD_DELETE", unavailable(guild))
        session.has_guilds = True
        self._notifier.notify()

    def guild_joined(self, guild: Guild) -> None:
        """The bot was added to a guild."""
        self._show_guild(guild, {})

    def guild_left(self, guild: Guild) -> None:
        """The bot left a guild, or was kicked out of it."""
        self.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)
        self._notifier.notify()

    def outage_began(self, guild: Guild) -> None:
        self.dispatch("GUILD_DELETE", unavailable(guild), guild)
        self._notifier.notify()

    def outage_ended(self, guild: Guild) -> None:
        if guild.has_bot:
            self._show_guild(guild, {"unavailable": False})

    def _show_guild(self, guild: Guild, more: Json) -> None:
        for session in self.sessions.values():
            if session.serves(guild) and session.has_guilds and Intent.GUILDS in session.intents:
                session.dispatch("GUILD_CREATE", guild_create(guild, session) | more)
        self._notifier.notify()

    def session_of(self, socket: Socket) -> Session | None:
        return next((s for s in self.sessions.values() if s.socket is socket), None)

    def disconnected(self, socket: Socket, *, resumable: bool) -> None:
        """A connection ended."""
        self.sockets.discard(socket)
        session = self.session_of(socket)
        if session:
            session.socket = None
            session.lost_at = time.monotonic()
            session.resumable &= resumable
            if not session.resumable:
                self.sessions.pop(session.id, None)
        self._notifier.notify()

    async def drop(self, code: int | None, *, resumable: bool, shard: int | None = None) -> None:
        """Close all connections, or those of one shard, with `code`; without a code cut them."""
        for socket in list(self.sockets):
            session = self.session_of(socket)
            if shard is not None and not (session and session.shard[0] == shard):
                continue
            self.disconnected(socket, resumable=resumable)
            await socket.drop(code)

    def invalidate_sessions(self, *, resumable: bool) -> None:
        """Send Invalid Session."""
        for session in self.connected:
            session.resumable &= resumable
            self._send_to(session, {"op": INVALID_SESSION, "d": resumable})

    def request_reconnect(self) -> None:
        """Send Reconnect."""
        for session in self.connected:
            self._send_to(session, {"op": RECONNECT, "d": None})

    def _send_to(self, session: Session, frame: Json) -> None:
        if session.socket:
            session.socket.send(frame)
