"""Which function answers which path, and how often it may be asked.

Templates are those of Discord's OpenAPI document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fakecord.http.call import Call

Handler = Callable[[Call], Any]
MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


@dataclass(frozen=True)
class Limit:
    """`count` requests in `seconds`, per major parameter; `bucket` is shared by routes that name it."""

    count: int
    seconds: float
    bucket: str = ""


GENEROUS = Limit(50, 1.0)


@dataclass(frozen=True)
class Route:
    """One method of one path."""

    method: str
    template: str
    handler: Handler
    limit: Limit
    public: bool

    @property
    def steps(self) -> list[str]:
        return self.template.strip("/").split("/")

    @property
    def bucket(self) -> str:
        return self.limit.bucket or f"{self.method} {self.template}"

    def match(self, steps: list[str]) -> dict[str, str] | None:
        """The path's parameters, if it is this template's."""
        found: dict[str, str] = {}
        for mine, given in zip(self.steps, steps, strict=True):
            if mine.startswith("{"):
                found[mine[1:-1]] = given
            elif mine != given:
                return None
        return found


class Routes:
    """Routes of one subject, or of all."""

    def __init__(self, *others: Routes) -> None:
        self._routes: dict[int, list[Route]] = {}
        for other in others:
            for routes in other._routes.values():
                for route in routes:
                    self._add(route)

    def on(
        self, method: str, template: str, *, limit: Limit = GENEROUS, public: bool = False
    ) -> Callable[[Handler], Handler]:
        """The decorated function answers `method` of `template`; `public` without the bot's token."""

        def register(handler: Handler) -> Handler:
            self._add(Route(method, template, handler, limit, public))
            return handler

        return register

    def _add(self, route: Route) -> None:
        of_length = self._routes.setdefault(len(route.steps), [])
        of_length.append(route)
        of_length.sort(key=lambda r: [s.startswith("{") for s in r.steps])

    def find(self, method: str, path: str) -> tuple[Route | None, dict[str, str], bool]:
        """The route and its parameters, and whether the path exists at all."""
        steps = path.strip("/").split("/")
        exists = False
        for route in self._routes.get(len(steps), []):
            found = route.match(steps)
            if found is not None:
                exists = True
                if route.method == method:
                    return route, found, True
        return None, {}, exists
