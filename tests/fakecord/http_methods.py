"""The table of discord.py's HTTP methods in fakecord's README. `make reference` writes it.

The source of each method names its route, as `Route("GET", "/channels/{channel_id}")`.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator

from discord.http import HTTPClient
from discord.webhook.async_ import AsyncWebhookAdapter

from fakecord.routes import all_routes

NO_ENDPOINT = {"clear", "close", "get_ratelimit", "request", "ws_connect", "get_from_cdn"}
"""Methods about the connection itself, and downloads, which are no part of the API."""


def http_methods() -> str:
    """A table of the methods: the request that each sends, and whether fakecord answers it."""
    lines = ["| method of discord.py | request | answered |", "|---|---|---|"]
    answered = {(route.method, _without_names(route.template)) for route in all_routes}
    for owner in (HTTPClient, AsyncWebhookAdapter):
        for name, requests in _methods(owner):
            sent = "<br>".join(f"`{method} {path}`" for method, path in requests)
            all_known = {(method, _without_names(path)) for method, path in requests} <= answered
            lines.append(f"| `{name}` | {sent} | {'yes' if all_known else 'no'} |")
    return "\n".join(lines)


def _methods(owner: type) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each public method with its requests, in alphabetical order."""
    sources = {name: inspect.getsource(f) for name, f in inspect.getmembers(owner, inspect.isfunction)}
    for name, source in sources.items():
        if name.startswith("_") or name in NO_ENDPOINT:
            continue
        requests = _requests(source)
        called = [other for other in sources if re.search(rf"self\.{other}\(", source) and other not in NO_ENDPOINT]
        yield name, requests or [each for other in called for each in _requests(sources[other])]


def _requests(source: str) -> list[tuple[str, str]]:
    calls = [node for node in ast.walk(ast.parse(textwrap.dedent(source))) if isinstance(node, ast.Call)]
    routes = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Route"]
    return list(dict.fromkeys((_text(call.args[0]), _text(call.args[1])) for call in routes))


def _text(node: ast.expr) -> str:
    """A constant; a variable in a path as the parameter it stands for."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return "{" + ast.unparse(node.value if isinstance(node, ast.FormattedValue) else node) + "}"


def _without_names(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)
