"""The nonce of a message: Discord posts what has the same nonce once within a few minutes."""

from __future__ import annotations

import hashlib


def nonce_of(workshop: str, key: str) -> str:
    """25 characters that stand for `key`; Discord takes no more (Create Message, `nonce`)."""
    return hashlib.sha256(f"{workshop}\n{key}".encode()).hexdigest()[:25]
