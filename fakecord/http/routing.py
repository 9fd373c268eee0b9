"""Which function answers which path, and its rate limit.

The path templates are those of Discord's OpenAPI document: https://github.com/discord/discord-api-spec
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from fakecord.http.call import Call
from fakecord.rules.modelled import Shape, refuse_unmodelled

Handler = Callable[[Call], Any]
MAJOR_PARAMETERS = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


@dataclass(frozen=True)
class Limit:
    """`count` requests in `seconds`, for each value of the major parameters."""

    count: int
    seconds: float


DEFAULT_LIMIT = Limit(50, 1.0)


@dataclass(frozen=True)
class Route:
    """One method of one path. `public` routes need no bot token; `body` and `query` are the modelled fields."""

    method: str
    template: str
    handler: Handler
    limit: Limit
    public: bool
    body: Shape
    query: Collection[str]

    @property
    def segments(self) -> list[str]:
        return self.template.strip("/").split("/")

    @property
    def bucket(self) -> str:
        return f"{self.method} {self.template}"

    def match(self, segments: list[str]) -> dict[str, str] | None:
        """The parameters of the path; None if it does not match the template."""
        found: dict[str, str] = {}
        for expected, given in zip(self.segments, segments, strict=True):
            if expected.startswith("{"):
                found[expected[1:-1]] = given
            elif expected != given:
                return None
        return found

    def answer(self, call: Call) -> Any:
        """The handler's answer. Raises if the request has a field that is not modelled."""
        refuse_unmodelled(call.body, call.query, self.body, self.query)
        return self.handler(call)


class Routes:
    """A collection of routes."""

    def __init__(self, *others: Routes) -> None:
        self._routes: dict[int, list[Route]] = {}
        for other in others:
            for route in other:
                self._add(route)

    def __iter__(self) -> Iterator[Route]:
        for routes in self._routes.values():
            yield from routes

    def on(
        self, method: str, *templates: str, limit: Limit = DEFAULT_LIMIT, public: bool = False,
        body: Shape | None = None, query: Collection[str] = (),
    ) -> Callable[[Handler], Handler]:  # fmt: skip
        """Decorator: the function answers `method` of each of the templates.

        `body` and `query` name the fields that it models; a request with another is refused.
        """

        def register(handler: Handler) -> Handler:
            for template in templates:
                self._add(Route(method, template, handler, limit, public, body or {}, query))
            return handler

        return register

    def _add(self, route: Route) -> None:
        of_length = self._routes.setdefault(len(route.segments), [])
        of_length.append(route)
        of_length.sort(key=lambda r: [s.startswith("{") for s in r.segments])

    def find(self, method: str, path: str) -> tuple[Route | None, dict[str, str], bool]:
        """The route, its parameters, and whether the path exists with any method."""
        segments = path.strip("/").split("/")
        exists = False
        for route in self._routes.get(len(segments), []):
            found = route.match(segments)
            if found is not None:
                exists = True
                if route.method == method:
                    return route, found, True
        return None, {}, exists
