"""Checks the address of a web page that someone typed or pasted."""

import re
from urllib.parse import urlsplit

from bot.core.errors import BadLink
from bot.core.text import is_blank

_EXCLUDED = re.compile(r"[\s<>\"\\^`{|}*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
"""Characters that no address contains (RFC 3986), invisible ones, ones that change the direction of text, and stars,
which Discord shows as bold."""


def web_address(words: str) -> str:
    """`words` without surrounding spaces.

    Raises `BadLink` if they are no http or https address, or contain an excluded character.
    """
    address = words.strip()
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:  # such as an open bracket, or a port that is not a number
        raise BadLink from None
    if parts.scheme not in ("https", "http") or not host or is_blank(host) or _EXCLUDED.search(address):
        raise BadLink
    return address
