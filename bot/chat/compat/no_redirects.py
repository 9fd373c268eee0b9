"""discord.py 2.7.1 lets aiohttp follow redirects, up to ten, to any address, encrypted or not.

Discord's API and gateway send no redirects. A redirect from elsewhere would send people's texts, or the token, to an
unknown address. There is no option to switch redirects off, but an exception raised in a trace of aiohttp ends the
request.

Upstream: no issue found.
Needed as long as this passes: tests/chat/compat/test_no_redirects.py
"""

from types import SimpleNamespace

import aiohttp


class Redirected(aiohttp.ClientError):
    """The answer was a redirect, which was not followed."""


async def refuse_redirect(
    session: aiohttp.ClientSession, context: SimpleNamespace, redirect: aiohttp.TraceRequestRedirectParams
) -> None:
    """For `on_request_redirect` of a client's `http_trace`. Raises `Redirected`."""
    raise Redirected(f"{redirect.url.path} was redirected, which Discord does not do")
