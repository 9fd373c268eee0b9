"""One websocket of the bot.

https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from fakecord.errors import Json
from fakecord.gateway.intents import ALL_INTENTS, Intent, granted
from fakecord.gateway.members import send_chunks
from fakecord.gateway.session import Session
from fakecord.gateway.sharding import parse_shard

if TYPE_CHECKING:
    from fakecord.world import World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
MOST_BYTES, MOST_SENDS, SENDS_WINDOW_S = 4096, 120, 60.0
CLOSED_FOR_GOOD = (1000, 1001)
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, BAD_TOKEN, ALREADY_AUTHENTICATED = 4001, 4002, 4003, 4004, 4005
INVALID_SEQUENCE, RATE_LIMITED, TIMED_OUT, INVALID_SHARD, SHARDING_REQUIRED, BAD_INTENTS, DISALLOWED_INTENTS = (
    4007, 4008, 4009, 4010, 4011, 4013, 4014,
)  # fmt: skip


class Closing(Exception):
    """The connection is to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Connection:
    """Speaks the gateway's protocol with one client."""

    def __init__(self, world: World, heartbeat_s: float) -> None:
        self._world = world
        self._heartbeat_s = heartbeat_s
        self._socket = web.WebSocketResponse(timeout=1.0, autoping=True, max_msg_size=0, compress=False)
        self._request: web.Request | None = None
        self._outgoing: asyncio.Queue[str | None] = asyncio.Queue()
        self._sends: deque[float] = deque()
        self.session: Session | None = None
        self.frozen = False

    def send(self, frame: Json) -> None:
        self.send_text(json.dumps(frame))

    def send_text(self, frame: str) -> None:
        self._outgoing.put_nowait(frame)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        self._request = request
        await self._socket.prepare(request)
        self._world.hub.connections.add(self)
        writer = asyncio.create_task(self._write())
        self.send({"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": int(self._heartbeat_s * 1000)}})
        try:
            await self._read()
        except Closing as closing:
            if not (closing.code == BAD_TOKEN and self._world.faults.token_is_revoked):
                self._world.accuse("GATEWAY", "/gateway", closing.code, closing.code, closing.reason)
            await self._flush()
            await self._socket.close(code=closing.code, message=closing.reason.encode())
        finally:
            writer.cancel()
            left_for_good = self._socket.close_code in CLOSED_FOR_GOOD
            self._world.hub.lose(self, resumable=not left_for_good)
        return self._socket

    async def drop(self, code: int | None) -> None:
        """Close with `code`, or cut the line without a word."""
        self._world.hub.lose(self, resumable=True)
        if code is not None:
            await self._socket.close(code=code)
        elif self._request and self._request.transport:
            self._request.transport.abort()

    async def _write(self) -> None:
        while (frame := await self._outgoing.get()) is not None:
            if self._socket.closed:
                return
            try:
                if not self.frozen:
                    await self._socket.send_str(frame)
            except (ConnectionError, RuntimeError):
                return
            self._outgoing.task_done()

    async def _flush(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self._outgoing.join()

    async def _read(self) -> None:
        """Until the client leaves or misses its heartbeats."""
        while True:
            try:
                message = await self._socket.receive(timeout=self._heartbeat_s * 1.5 + 1)
            except TimeoutError:
                raise Closing(TIMED_OUT, "no heartbeat: the session timed out") from None
            if message.type != WSMsgType.TEXT:
                return
            if self.frozen:
                continue
            self._count()
            self._handle(_parse(message.data))

    def _count(self) -> None:
        """120 sends a minute, heartbeats included."""
        now = time.monotonic()
        self._sends.append(now)
        while self._sends[0] < now - SENDS_WINDOW_S:
            self._sends.popleft()
        if len(self._sends) > MOST_SENDS:
            raise Closing(RATE_LIMITED, "more than 120 gateway sends in a minute")

    def _handle(self, frame: Json) -> None:
        op, data = frame.get("op"), frame.get("d")
        if op == HEARTBEAT:
            if not self._world.faults.hearts_silent:
                self.send({"op": ACK, "s": None, "t": None, "d": None})
        elif op == IDENTIFY:
            self._identify(_object(data))
        elif op == RESUME:
            self._resume(_object(data))
        elif self.session is None:
            raise Closing(NOT_AUTHENTICATED, "sent something before identifying")
        elif op == MEMBERS:
            send_chunks(self._world, self.session, _object(data))
        elif op == VOICE:
            self._join_voice(_object(data))
        elif op != PRESENCE:
            raise Closing(UNKNOWN_OPCODE, f"unknown opcode {op}")

    def _identify(self, data: Json) -> None:
        if self.session:
            raise Closing(ALREADY_AUTHENTICATED, "identified twice")
        if not self._knows(data.get("token")):
            raise Closing(BAD_TOKEN, "authentication failed")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~int(ALL_INTENTS):
            raise Closing(BAD_INTENTS, f"invalid intents {intents}")
        if not granted(intents, self._world.portal.privileged_intents):
            raise Closing(DISALLOWED_INTENTS, "asked for a privileged intent that the portal does not grant")
        shard = parse_shard(data.get("shard"))
        if shard is None:
            raise Closing(INVALID_SHARD, f"invalid shard {data['shard']}")
        if self._world.hub.sharding.has_too_many_guilds(shard):
            raise Closing(SHARDING_REQUIRED, f"too many guilds for shard {shard[0]} of {shard[1]}: sharding required")
        if not self._world.hub.sharding.may_identify(shard[0]):
            self.send({"op": INVALID, "d": False})
            return
        threshold = int(data.get("large_threshold") or 50)
        self.session = Session(Intent(intents), shard, threshold, self._world.bot.id, self._world.faults.is_terse)
        self.session.connection = self
        self._world.hub.add(self.session)
        self._world.hub.welcome(self.session)

    def _knows(self, token: object) -> bool:
        return token == self._world.portal.token and not self._world.faults.token_is_revoked

    def _resume(self, data: Json) -> None:
        if not self._knows(data.get("token")):
            raise Closing(BAD_TOKEN, "authentication failed")
        session, since = self._world.hub.sessions.get(str(data.get("session_id"))), int(data.get("seq") or 0)
        if session and since > session.sequence:
            raise Closing(INVALID_SEQUENCE, "resumed with a sequence that was never sent")
        missed = session.missed(since) if session and session.can_resume() else None
        if session is None or missed is None:
            self.send({"op": INVALID, "d": False})
            return
        self.session, session.connection, session.lost = session, self, None
        for frame in missed:
            self.send_text(frame)
        session.dispatch("RESUMED", {"_trace": []})
        self._world.signal.changed()

    def _join_voice(self, data: Json) -> None:
        """Only the state: there is no voice server here."""
        guild = self._world.guilds.get(int(data.get("guild_id") or 0))
        if guild is None:
            return
        channel = guild.channels.get(int(data.get("channel_id") or 0))
        if channel:
            self._world.voice.join(guild.me, channel)
        else:
            self._world.voice.leave(guild.me)


def _parse(text: str) -> Json:
    if len(text.encode()) > MOST_BYTES:
        raise Closing(DECODE_ERROR, f"a payload of more than {MOST_BYTES} bytes")
    try:
        return _object(json.loads(text))
    except ValueError:
        raise Closing(DECODE_ERROR, "a payload that is not JSON") from None


def _object(data: Any) -> Json:
    if not isinstance(data, dict):
        raise Closing(DECODE_ERROR, "a payload that is not an object")
    return data
