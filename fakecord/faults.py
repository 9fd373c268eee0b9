"""Fault injection: errors, delays and disconnections on purpose. None of them counts as a violation of the bot."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from fakecord.fault_types import Fault, Hold, InjectedDisconnect, InjectedError, InjectedRateLimit, Scope
from fakecord.gateway.gateway import Gateway
from fakecord.interactions import Interactions
from fakecord.model.guild import Guild

F = TypeVar("F", bound=Fault)


class Faults:
    """The faults that are active now."""

    def __init__(self, gateway: Gateway, interactions: Interactions) -> None:
        self._gateway = gateway
        self._interactions = interactions
        self._faults: list[Fault] = []
        self.heartbeats_ignored = False
        self.gateway_is_closed = False
        self.refused_connections = 0
        """The connections that were refused while the gateway was closed."""
        self.token_is_revoked = False
        self.omit_optional_fields = False
        """Leave out every optional field, in the events of new sessions and in answers to interaction callbacks."""

    # HTTP

    def refuse(
        self, method: str | None, path: str, status: int, code: int = 0, *, times: float = 1, before: bool = True,
        message: str = "Provoked", page: str | None = None,
    ) -> InjectedError:  # fmt: skip
        """Answer an error and do nothing; with `before=False` do what was requested, then answer an error.

        With `page` the body is that text: HTML, or JSON that Discord would not send, such as one that is cut off.
        """
        return self._add(InjectedError(method, re.compile(path), before, times, status, code, message, page))

    def hold(self, method: str | None, path: str, *, before: bool = True, times: float = 1) -> Hold:
        """Make a request wait before it is done; with `before=False` between that and its answer."""
        return self._add(Hold(method, re.compile(path), before, times))

    def cut(self, method: str | None, path: str, *, before: bool = True, times: float = 1) -> InjectedDisconnect:
        """Cut the TCP connection before the request is done; with `before=False` instead of its answer."""
        return self._add(InjectedDisconnect(method, re.compile(path), before, times))

    def rate_limit(self, path: str, seconds: float, scope: Scope = "user") -> InjectedRateLimit:
        """Answer 429 for `seconds` real seconds, counted from the first request that matches.

        Sending the same request meanwhile is a violation; with a global limit, sending any request.
        """
        return self._add(InjectedRateLimit(None, re.compile(path), True, float("inf"), seconds, scope))

    async def revoke_token(self) -> None:
        """Reset the token, for good: every request is answered 401, the gateway closes with 4004."""
        self.token_is_revoked = True
        await self.drop_gateway(4004, resumable=False)

    # gateway

    async def drop_gateway(self, code: int | None = None, *, resumable: bool = True, shard: int | None = None) -> None:
        """Close the bot's gateway connections, or one shard's, with `code`; without a code cut them."""
        await self._gateway.drop(code, resumable=resumable, shard=shard)

    async def close_gateway(self) -> None:
        """Cut the gateway connections and refuse new ones, until `lift`."""
        self.gateway_is_closed = True
        await self.drop_gateway()

    def freeze_gateway(self) -> None:
        """Lose every frame of the present connections, in both directions, as if a router dropped them."""
        for socket in self._gateway.sockets:
            socket.frozen = True

    def ignore_heartbeats(self) -> None:
        """Acknowledge no heartbeat, until `lift`."""
        self.heartbeats_ignored = True

    async def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send Invalid Session (op 9)."""
        self._gateway.invalidate_sessions(resumable=resumable)

    def ask_to_reconnect(self) -> None:
        """Send Reconnect (op 7)."""
        self._gateway.request_reconnect()

    def send_raw_frame(self, frame: str) -> None:
        """Send `frame` over every gateway connection, valid or not."""
        for socket in self._gateway.sockets:
            socket.send_text(frame)

    @contextmanager
    def guild_outage(self, guild: Guild) -> Iterator[None]:
        """The guild is unavailable during the block, as when a part of Discord fails.

        The bot gets Guild Delete, and then no event of the guild until Guild Create shows the guild as it is then.
        Requests about the guild and its channels are answered 503: Discord does not document what it answers. Members
        can enter and leave voice channels, which run on other servers of Discord, and do nothing else.

        https://discord.com/developers/docs/events/gateway-events#guild-delete
        https://discord.com/developers/docs/topics/gateway#tracking-state
        """
        self._gateway.outage_began(guild)
        guild.available = False
        try:
            yield
        finally:
            guild.available = True
            self._gateway.outage_ended(guild)

    # both

    @contextmanager
    def bot_down(self) -> Iterator[None]:
        """While a test has stopped the bot, interactions without an answer are no violations.

        That includes the interactions that wait for an answer when it begins.
        """
        self._interactions.set_bot_down(True)
        try:
            yield
        finally:
            self._interactions.set_bot_down(False)

    def lift(self) -> None:
        """End every fault. Held requests continue. A revoked token stays revoked."""
        for fault in self._faults:
            fault.times = 0
            if isinstance(fault, Hold):
                fault.release()
        self._faults.clear()
        self.heartbeats_ignored = False
        self.gateway_is_closed = False

    def take(self, kind: type[F], method: str, path: str, *, before: bool) -> F | None:
        """The first fault of `kind` that matches this request. It counts as used once."""
        for fault in self._faults:
            if isinstance(fault, kind) and fault.matches(method, path, before):
                fault.times -= 1
                return fault
        return None

    def _add(self, fault: F) -> F:
        self._faults.append(fault)
        return fault
