"""The steps from a request to its answer: injected faults, token, rate limit, route, log.

https://discord.com/developers/docs/reference
"""

import hashlib
import json
import logging
import math
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from fakecord.errors import ApiError
from fakecord.fault_types import Hold, InjectedDisconnect, InjectedError, InjectedRateLimit
from fakecord.http.bodies import read_body
from fakecord.http.call import Answer, Call
from fakecord.http.routing import MAJOR_PARAMETERS, Route, Routes
from fakecord.rate_limits import OLD_MESSAGE_EDITS, Allowance, RateLimits
from fakecord.request_log import LoggedRequest
from fakecord.snowflakes import snowflake_of
from fakecord.world import World

log = logging.getLogger(__name__)
PREFIX = "/api/v10"
GLOBAL_LIMIT = 50
ALREADY_ACKNOWLEDGED = 40060
OLD_AFTER = timedelta(hours=1)
"""The age of a message from which its edits are limited further."""


class ConnectionCut(Exception):
    """An injected fault cuts the connection."""


class InjectedAnswer(Exception):
    """An injected fault decides the answer."""

    def __init__(self, status: int, payload: Any, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status, self.payload, self.headers = status, payload, headers or {}


class Pipeline:
    """Serves the HTTP API."""

    def __init__(self, world: World, routes: Routes, *, limited: bool = True) -> None:
        self._world = world
        self._routes = routes
        self._limited = limited
        self._limits = RateLimits(world.clock)
        self.rate_limited = 0
        self._answer_lost: set[str] = set()
        """Paths of requests that were done, but whose answer was lost to a fault."""
        self.listeners: list[Callable[[LoggedRequest], None]] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        route, params, exists = self._routes.find(request.method, path)
        entry = LoggedRequest(
            self._world.clock.now(),
            time.time(),
            request.method,
            path,
            route.template if route else "",
            dict(request.query),
        )
        self._world.log.requests.append(entry)
        headers: dict[str, str] = {}
        try:
            await self._answer(request, route, params, exists, entry, headers)
        except ConnectionCut:
            entry.injected = True
            if request.transport:
                request.transport.abort()
        for listener in self.listeners:
            listener(entry)
        self._world.notifier.notify()
        return _response(entry.status, entry.answer, headers)

    async def _answer(
        self, request: web.Request, route: Route | None, params: dict[str, str], exists: bool,
        entry: LoggedRequest, headers: dict[str, str],
    ) -> None:  # fmt: skip
        """Fill the entry's status and answer."""
        try:
            entry.body, files = await read_body(request)
            entry.files = [f.filename for f in files]
            await self._apply_before(entry)
            call = Call(self._world, request.method, entry.path, params, entry.query, entry.body, files)
            self._act(request, route, exists, call, entry, headers)
            await self._apply_after(entry)
        except InjectedAnswer as fault:
            entry.status, entry.answer, entry.injected = fault.status, fault.payload, True
            headers.update(fault.headers)
        except ApiError as refusal:
            entry.status, entry.answer = refusal.status, refusal.body()
            if refusal.code == ALREADY_ACKNOWLEDGED and entry.path in self._answer_lost:
                entry.injected = True
                return
            self._world.log.report(entry.method, entry.path, refusal.status, refusal.code, _text_of(refusal))
        except ConnectionCut:
            raise
        except Exception as error:
            log.exception("fakecord failed at %s %s", entry.method, entry.path)
            entry.status, entry.answer = 500, {"message": "500: Internal Server Error", "code": 0}
            self._world.log.report(entry.method, entry.path, 500, 0, f"fakecord itself failed: {error!r}")

    def _act(
        self, request: web.Request, route: Route | None, exists: bool, call: Call, entry: LoggedRequest,
        headers: dict[str, str],
    ) -> None:  # fmt: skip
        if route is None:
            raise ApiError(405, 0, "405: Method Not Allowed") if exists else ApiError(404, 0, "404: Not Found")
        if not route.public and self._world.faults.token_is_revoked:
            raise InjectedAnswer(401, {"message": "401: Unauthorized", "code": 0})
        if not route.public and request.headers.get("Authorization") != f"Bot {self._world.portal.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        if not call.is_guild_available():
            raise InjectedAnswer(503, {"message": "503: Service Unavailable", "code": 0})
        if self._limited:
            allowance = self._allow(route, call)
            headers.update(allowance.headers())
            if not allowance.passes:
                self._limit(allowance, entry)
                return
        result = route.answer(call)
        answer = result if isinstance(result, Answer) else Answer(200, result)
        entry.status, entry.answer = answer.status, answer.payload

    def _allow(self, route: Route, call: Call) -> Allowance:
        """The route's own limit, and 50 requests a second over all routes but those of interactions."""
        body = json.dumps(call.body, sort_keys=True)
        signature = hashlib.sha256(f"{call.method} {call.path} {body}".encode()).hexdigest()
        if not route.public:
            whole = self._limits.take("global", "", GLOBAL_LIMIT, 1.0, signature, "global")
            if not whole.passes:
                return whole
        major = ":".join(call.params.get(name, "") for name in MAJOR_PARAMETERS)
        extra = self._sub_limit(route, call, major, signature)
        own = self._limits.take(route.bucket, major, route.limit.count, route.limit.seconds, signature)
        return extra if extra and own.passes else own

    def _sub_limit(self, route: Route, call: Call, major: str, signature: str) -> Allowance | None:
        """The name and topic of a channel can be changed twice in ten minutes (discord-api-docs, issue 2190).

        Messages older than an hour can be edited three times in six seconds in each channel.
        https://docs.discord.food/resources/message#edit-message
        """
        body = call.body if isinstance(call.body, dict) else {}
        if route.method != "PATCH":
            return None
        if route.template == "/channels/{channel_id}" and {"name", "topic"} & body.keys():
            allowance = self._limits.take("rename a channel", major, 2, 600.0, signature)
        elif route.template == "/channels/{channel_id}/messages/{message_id}" and self._is_old(call):
            allowance = self._limits.take("old messages", major, 3, 6.0, signature, code=OLD_MESSAGE_EDITS)
        else:
            return None
        return None if allowance.passes else allowance

    def _is_old(self, call: Call) -> bool:
        id = call.params["message_id"]
        return id.isdecimal() and int(id) < snowflake_of(self._world.clock.now() - OLD_AFTER)

    def _limit(self, allowance: Allowance, entry: LoggedRequest) -> None:
        self.rate_limited += 1
        entry.status, entry.answer = 429, allowance.body()
        if allowance.too_early:
            self._world.log.report(entry.method, entry.path, 429, 0, "sent again before its retry time")

    async def _apply_before(self, entry: LoggedRequest) -> None:
        faults = self._world.faults
        await self._apply_faults(entry, before=True)
        limit = faults.take(InjectedRateLimit, entry.method, entry.path, before=True)
        if limit and (left := limit.left()) > 0:
            wait = math.ceil(left * 1000) / 1000
            allowance = Allowance(False, 5, 0, wait, "injected", limit.scope)
            self.rate_limited += 1
            if limit.is_too_early(entry.method, entry.path):
                self._world.log.report(entry.method, entry.path, 429, 0, "sent again before its retry time")
            raise InjectedAnswer(429, allowance.body(), allowance.headers())

    async def _apply_after(self, entry: LoggedRequest) -> None:
        if entry.status >= 400:
            return
        try:
            await self._apply_faults(entry, before=False)
        except (ConnectionCut, InjectedAnswer):
            self._answer_lost.add(entry.path)
            raise

    async def _apply_faults(self, entry: LoggedRequest, *, before: bool) -> None:
        faults = self._world.faults
        if hold := faults.take(Hold, entry.method, entry.path, before=before):
            await hold.wait()
        if faults.take(InjectedDisconnect, entry.method, entry.path, before=before):
            raise ConnectionCut
        if refusal := faults.take(InjectedError, entry.method, entry.path, before=before):
            payload: dict[str, Any] = {"message": refusal.message, "code": refusal.code}
            if refusal.status == 429:  # each limit states its own wait
                payload |= {"retry_after": 0.05, "global": False}
            raise InjectedAnswer(refusal.status, refusal.page or payload)


def _text_of(refusal: ApiError) -> str:
    return f"{refusal.message} {json.dumps(refusal.errors, ensure_ascii=False)}" if refusal.errors else refusal.message


def _response(status: int, payload: Any, headers: dict[str, str]) -> web.Response:
    """discord.py parses a body only if its content type is exactly JSON; it believes a 429 only with a `Via` header."""
    headers = {"Via": "1.1 google", **headers}
    if payload is None:
        return web.Response(status=status or 204, headers=headers)
    if isinstance(payload, str):  # a proxy's page, or JSON; with a status of success even what is cut off claims to be
        kind = "application/json" if status < 400 or payload.startswith("{") else "text/html"
        return web.Response(status=status, body=payload.encode(), content_type=kind, headers=headers)
    body = json.dumps(payload).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
