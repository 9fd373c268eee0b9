"""Discord's OpenAPI description of its HTTP API, to compare fakecord's answers and the bot's requests with.

https://github.com/discord/discord-api-spec
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships none

from fakecord import LoggedRequest


@cache
def openapi() -> OpenApi | None:
    """The document at the path in `DISCORD_OPENAPI`; None if it is not there."""
    path = Path(os.environ.get("DISCORD_OPENAPI", ""))
    return OpenApi(path) if path.is_file() else None


class OpenApi:
    """Validates answers and requests by the schemas of the document."""

    def __init__(self, path: Path) -> None:
        self._document = json.loads(path.read_text())

    def differences_of(self, request: LoggedRequest) -> list[str]:
        """How the answer differs from the document."""
        operation = self._document["paths"].get(request.route, {}).get(request.method.lower())
        if operation is None:
            return [f"no {request.method} {request.route}"]
        answer = operation["responses"].get(str(request.status))
        if answer is None:
            return [f"{request.status} is no answer of {request.method} {request.route}"]
        content = answer.get("content", {}).get("application/json")
        if content is None:
            return [] if request.answer is None else ["an answer that should have no body"]
        return [_describe(e) for e in self._validator(json.dumps(content["schema"])).iter_errors(request.answer)]

    def differences_of_all(self, log: list[LoggedRequest]) -> list[str]:
        """How the successful answers differ from the document."""
        done = [r for r in log if r.route and 200 <= r.status < 300 and not r.injected]
        return [f"{r.method} {r.route}: {difference}" for r in done for difference in self.differences_of(r)]

    def differences_of_requests(self, log: list[LoggedRequest]) -> list[str]:
        """How the requests differ from the document."""
        return [f"{r.method} {r.route}: {difference}" for r in log for difference in self.differences_of_request(r)]

    def differences_of_request(self, request: LoggedRequest) -> list[str]:
        """How the request differs from the document."""
        operation = self._document["paths"].get(request.route, {}).get(request.method.lower())
        if operation is None:
            return [f"no {request.method} {request.route}"]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None or request.body is None:
            return []
        body = _as_described(request.body)
        return [_describe(e) for e in self._validator(json.dumps(content["schema"])).iter_errors(body)]

    @cache  # noqa: B019 (one document for the whole run)
    def _validator(self, schema: str) -> Any:
        whole = {"components": self._document["components"], **json.loads(schema)}
        return Draft202012Validator(whole)


SNOWFLAKES = frozenset({"attachments.id", "permission_overwrites.id", "channel_id", "roles", "users"})
"""Discord takes ids as numbers too, and discord.py sends these as numbers. The document allows only strings."""
PERMISSIONS = frozenset({"permissions", "allow", "deny", "default_member_permissions"})
"""The document types these as integers. Discord's guide and discord.py use strings."""


def _as_described(body: Any, field: str = "") -> Any:
    """`body`, changed where the document itself is wrong."""
    if isinstance(body, dict):
        # A component has an `id` too, which is a number; hence the name of what an `id` belongs to.
        return {key: _as_described(value, f"{field}.id" if key == "id" else key) for key, value in body.items()}
    if isinstance(body, list):
        return [_as_described(value, field) for value in body]
    if field in SNOWFLAKES and type(body) is int:
        return str(body)
    if field in PERMISSIONS and isinstance(body, str):
        return int(body)
    return body


def _describe(error: Any) -> str:
    deepest = error
    while deepest.context:
        deepest = min(deepest.context, key=lambda e: (-len(e.absolute_path), len(str(e.message))))
    return f"{list(deepest.absolute_path)}: {deepest.message[:200]} (within {list(error.absolute_path)})"
