"""The secrets of one bot, in a file beside its database and outside every backup of it.

`join` makes the join codes. Each open anonymous prompt has a key of its own, destroyed when it closes:
from then on nothing ties an answer to a person.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from bot.storage.disk import flush


class UnreadableKeys(Exception):
    """The file at `path` is there, and no keys can be read from it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class KeyFile:
    """Named keys of 32 bytes, written to the disk before they are used. Raises `UnreadableKeys`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: dict[str, str] = _read(path) if path.exists() else {}

    def key(self, name: str) -> bytes:
        """The key of that name, made on first use."""
        if name not in self._keys:
            self._save({**self._keys, name: secrets.token_hex(32)})
        return bytes.fromhex(self._keys[name])

    def get(self, name: str) -> bytes | None:
        """The key of that name, or None where there is none any more."""
        kept = self._keys.get(name)
        return bytes.fromhex(kept) if kept else None

    def names(self) -> list[str]:
        return list(self._keys)

    def destroy(self, name: str) -> None:
        if name in self._keys:
            self._save({known: key for known, key in self._keys.items() if known != name})

    def _save(self, keys: dict[str, str]) -> None:
        """Hold `keys` once they are on the disk: a full one must not leave us with keys that a restart forgets."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(self._path.suffix + ".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(keys, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        flush(self._path.parent)
        self._keys = keys


def _read(path: Path) -> dict[str, str]:
    try:
        keys = json.loads(path.read_text())
        for key in keys.values():
            bytes.fromhex(key)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableKeys(path) from error
    return dict(keys)
