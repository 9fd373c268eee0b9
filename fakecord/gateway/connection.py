"""The gateway's protocol with one client.

https://discord.com/developers/docs/events/gateway
https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
"""

import json
import time
from collections import deque
from typing import Any

from aiohttp import WSMsgType, web

from fakecord.errors import Json
from fakecord.gateway.intents import ALL_INTENTS, Intent, are_granted
from fakecord.gateway.members import send_chunks
from fakecord.gateway.session import Session
from fakecord.gateway.sharding import parse_shard
from fakecord.gateway.socket import Socket
from fakecord.world import World

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, REQUEST_MEMBERS, INVALID, HELLO, ACK = 1, 2, 3, 4, 6, 8, 9, 10, 11
MAX_BYTES, MAX_SENDS, SENDS_WINDOW_S = 4096, 120, 60.0
CLOSED_BY_CLIENT = (1000, 1001)
"""Close codes after which Discord forgets the session."""
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, BAD_TOKEN, ALREADY_AUTHENTICATED = 4001, 4002, 4003, 4004, 4005
INVALID_SEQUENCE, RATE_LIMITED, TIMED_OUT, INVALID_SHARD, SHARDING_REQUIRED, BAD_INTENTS, DISALLOWED_INTENTS = (
    4007, 4008, 4009, 4010, 4011, 4013, 4014,
)  # fmt: skip


class ProtocolError(Exception):
    """The client broke a rule: its connection is closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Connection:
    """Reads what one client sends, and answers."""

    def __init__(self, world: World, heartbeat_s: float) -> None:
        self._world = world
        self._gateway = world.gateway
        self._heartbeat_s = heartbeat_s
        self._socket = Socket()
        self._sends: deque[float] = deque()
        self._session: Session | None = None

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        response = await self._socket.open(request)
        self._gateway.sockets.add(self._socket)
        self._send(HELLO, {"heartbeat_interval": int(self._heartbeat_s * 1000)})
        try:
            await self._read()
        except ProtocolError as error:
            if not (error.code == BAD_TOKEN and self._world.faults.token_is_revoked):
                self._world.log.report("GATEWAY", "/gateway", error.code, error.code, error.reason)
            await self._socket.flush_and_close(error.code, error.reason)
        finally:
            self._socket.stop()
            self._gateway.disconnected(self._socket, resumable=self._socket.close_code not in CLOSED_BY_CLIENT)
        return response

    def _send(self, op: int, data: Any) -> None:
        self._socket.send({"op": op, "s": None, "t": None, "d": data})

    async def _read(self) -> None:
        """Read until the client leaves or misses its heartbeats."""
        while True:
            try:
                message = await self._socket.receive(self._heartbeat_s * 1.5 + 1)
            except TimeoutError:
                raise ProtocolError(TIMED_OUT, "no heartbeat: the session timed out") from None
            if message.type != WSMsgType.TEXT:
                return
            if self._socket.frozen:
                continue
            self._count_send()
            self._handle(_parse(message.data))

    def _count_send(self) -> None:
        """A client may send 120 frames a minute, heartbeats included."""
        now = time.monotonic()
        self._sends.append(now)
        while self._sends[0] < now - SENDS_WINDOW_S:
            self._sends.popleft()
        if len(self._sends) > MAX_SENDS:
            raise ProtocolError(RATE_LIMITED, "more than 120 gateway sends in a minute")

    def _handle(self, frame: Json) -> None:
        op, data = frame.get("op"), frame.get("d")
        if op == HEARTBEAT:
            if not self._world.faults.heartbeats_ignored:
                self._send(ACK, None)
        elif op == IDENTIFY:
            self._identify(_object(data))
        elif op == RESUME:
            self._resume(_object(data))
        elif self._session is None:
            raise ProtocolError(NOT_AUTHENTICATED, "sent something before identifying")
        elif op == REQUEST_MEMBERS:
            send_chunks(self._world, self._session, _object(data))
        elif op == VOICE:
            self._join_voice(_object(data))
        elif op != PRESENCE:
            raise ProtocolError(UNKNOWN_OPCODE, f"unknown opcode {op}")

    def _identify(self, data: Json) -> None:
        if self._session:
            raise ProtocolError(ALREADY_AUTHENTICATED, "identified twice")
        if not self._is_token(data.get("token")):
            raise ProtocolError(BAD_TOKEN, "authentication failed")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~int(ALL_INTENTS):
            raise ProtocolError(BAD_INTENTS, f"invalid intents {intents}")
        if not are_granted(intents, self._world.portal.privileged_intents):
            raise ProtocolError(DISALLOWED_INTENTS, "asked for a privileged intent that the portal does not grant")
        shard = parse_shard(data.get("shard"))
        if shard is None:
            raise ProtocolError(INVALID_SHARD, f"invalid shard {data['shard']}")
        if self._gateway.sharding.has_too_many_guilds(shard):
            raise ProtocolError(SHARDING_REQUIRED, f"too many guilds for shard {shard[0]} of {shard[1]}")
        if not self._gateway.sharding.may_identify(shard[0]):
            self._send(INVALID, False)
            return
        threshold = int(data.get("large_threshold") or 50)
        omits = self._world.faults.omit_optional_fields
        self._session = Session(Intent(intents), shard, threshold, self._world.bot.id, omits, self._socket)
        self._gateway.add(self._session)
        self._gateway.start(self._session)

    def _is_token(self, token: object) -> bool:
        return token == self._world.portal.token and not self._world.faults.token_is_revoked

    def _resume(self, data: Json) -> None:
        if not self._is_token(data.get("token")):
            raise ProtocolError(BAD_TOKEN, "authentication failed")
        session, since = self._gateway.sessions.get(str(data.get("session_id"))), int(data.get("seq") or 0)
        if session and since > session.sequence:
            raise ProtocolError(INVALID_SEQUENCE, "resumed with a sequence that was never sent")
        missed = session.missed_since(since) if session and session.can_resume() else None
        if session is None or missed is None:
            self._send(INVALID, False)
            return
        self._session, session.socket, session.lost_at = session, self._socket, None
        for frame in missed:
            self._socket.send_text(frame)
        session.dispatch("RESUMED", {"_trace": []})
        self._world.notifier.notify()

    def _join_voice(self, data: Json) -> None:
        """Only the voice state changes: fakecord has no voice server."""
        guild = self._world.guilds.get(int(data.get("guild_id") or 0))
        if guild is None:
            return
        channel = guild.channels.get(int(data.get("channel_id") or 0))
        if channel:
            self._world.voice.join(guild.me, channel)
        else:
            self._world.voice.leave(guild.me)


def _parse(text: str) -> Json:
    if len(text.encode()) > MAX_BYTES:
        raise ProtocolError(DECODE_ERROR, f"a payload of more than {MAX_BYTES} bytes")
    try:
        return _object(json.loads(text))
    except ValueError:
        raise ProtocolError(DECODE_ERROR, "a payload that is not JSON") from None


def _object(data: Any) -> Json:
    if not isinstance(data, dict):
        raise ProtocolError(DECODE_ERROR, "a payload that is not an object")
    return data
