"""Checks requests: they must come from a browser on this machine that knows the secret, and from the page itself.

Another site could have a browser send requests here. `Host` shows that no other name was pointed to this address (DNS
rebinding). `Origin` shows that the page itself asks:
https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin
"""

import hmac

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses requests that do not come from the page. Every answer gets `HEADERS`."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._hosts: tuple[str, ...] = ()

    def listen_on(self, port: int) -> None:
        """The port of the page's server, once it is known."""
        self._hosts = tuple(f"{host}:{port}" for host in ("127.0.0.1", "localhost"))

    def middleware(self) -> Middleware:
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            refused = self._refused(request)
            if refused:
                return web.Response(status=refused, headers=HEADERS)
            return await handler(request)

        return check

    async def add_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        """For `Application.on_response_prepare`."""
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)

    def _refused(self, request: web.Request) -> int | None:
        """The status of the refusal. Without the secret, the answer does not show whether there is a page."""
        if request.host not in self._hosts:
            return 403
        given = request.path.split("/", 2)[1]
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return 404
        changes = request.method not in ("GET", "HEAD") or "upgrade" in request.headers.get("Connection", "").lower()
        if changes and request.headers.get("Origin") != f"http://{request.host}":
            return 403
        return None
