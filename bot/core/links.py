"""The address of a web page, as people paste it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.core.errors import BadLink
from bot.core.text import is_blank

_OUTSIDE = re.compile(r"[\s<>\"\\^`{|}*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
"""What an address never holds (RFC 3986), what hides or turns round what one reads, and stars, which embolden."""


def web_address(words: str) -> str:
    """`words` as an address. Raises `BadLink` where they are none that can be shown and followed as it is."""
    address = words.strip()
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:  # an open bracket, a port that is no number
        raise BadLink from None
    if parts.scheme not in ("https", "http") or not host or is_blank(host) or _OUTSIDE.search(address):
        raise BadLink
    return address
