"""Checks addresses: of web pages that someone typed, and of servers to which a secret is sent."""

import ipaddress
import re
from urllib.parse import urlsplit

from bot.core.errors import BadLink
from bot.core.text import is_blank

_EXCLUDED = re.compile(r"[\s<>\"\\^`{|}*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
"""Characters that no address contains (RFC 3986), invisible ones, ones that change the direction of text, and stars,
which Discord shows as bold."""


def web_address(words: str) -> str:
    """`words` without surrounding spaces.

    Raises `BadLink` if they are no http or https address, or contain an excluded character or a user's name.
    """
    address = words.strip()
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:  # such as an open bracket, or a port that is not a number
        raise BadLink from None
    if parts.scheme not in ("https", "http") or not host or is_blank(host) or _EXCLUDED.search(address):
        raise BadLink
    if has_user(address):
        raise BadLink
    return address


def is_confidential(address: str) -> bool:
    """Whether nobody else can read what is sent to `address`: it is encrypted, or leads to this machine.

    `address` is valid, such as `https://discord.com/api/v10` or `ws://127.0.0.1:8080`.
    """
    parts = urlsplit(address)
    return parts.scheme in ("https", "wss") or (parts.scheme in ("http", "ws") and _is_loopback(parts.hostname or ""))


def has_user(address: str) -> bool:
    """Whether a valid `address` holds a user's name before its host, which hides where it leads, or a password."""
    return "@" in urlsplit(address).netloc


def has_extras(address: str) -> bool:
    """Whether a valid `address` holds a user's name, a query or a fragment, even an empty one."""
    return has_user(address) or "?" in address or "#" in address


def _is_loopback(host: str) -> bool:
    """127.0.0.0/8, ::1 (RFC 6890) or `localhost` (RFC 6761)."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
