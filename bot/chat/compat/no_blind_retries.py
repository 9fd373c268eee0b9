"""discord.py 2.7.1 repeats every request that was answered 5xx, up to five times.

Discord may have acted on the request before it answered. A message has a nonce against that. A role, a channel or an
event has none, and would be created twice. There is no option to switch the retries off, but an exception raised in a
trace of aiohttp ends them.

Upstream: https://github.com/Rapptz/discord.py/pull/667 (added the repetition)
Needed as long as this passes: tests/chat/compat/test_no_blind_retries.py
"""

import re
from types import SimpleNamespace

import aiohttp

_CREATE = re.compile(r"/guilds/\d+/(roles|channels|scheduled-events)$|/stage-instances$")


class NoAnswer(aiohttp.ClientError):
    """Discord may or may not have acted on the request."""


def no_blind_retries() -> aiohttp.TraceConfig:
    """For a client's `http_trace`: raises `NoAnswer` when a request to create something was answered 5xx."""

    async def on_request_end(
        session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        if end.method == "POST" and end.response.status >= 500 and _CREATE.search(end.url.path):
            status = end.response.status
            end.response.release()
            raise NoAnswer(f"{end.url.path}: {status}")

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(on_request_end)
    return trace
