"""The secret keys of one bot, in a file beside its database. No backup contains it.

Each administration has a key, from which its join code is computed. These keys are not in the database, so that a
restored backup does not bring back codes that were replaced. Each open anonymous prompt has its own key, which is
destroyed when the prompt closes: after that, nothing connects an answer with a person.
"""

import json
import os
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

from bot.storage.disk import flush


class UnreadableKeys(Exception):
    """The key file at `path` exists, but it has no readable keys."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class KeyFile:
    """Named keys of 32 bytes. A new key is on the disk before it is used. The constructor raises `UnreadableKeys`.

    It is thread-safe: the database's thread uses it too.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._keys: dict[str, str] = _read(path) if path.exists() else {}

    def key(self, name: str) -> bytes:
        """The key `name`; it is created on first use."""
        with self._lock:
            if name not in self._keys:
                self._save({**self._keys, name: secrets.token_hex(32)})
            return bytes.fromhex(self._keys[name])

    def get(self, name: str) -> bytes | None:
        """The key `name`, or None if it does not exist or was destroyed."""
        key = self._keys.get(name)
        return bytes.fromhex(key) if key else None

    def put(self, keys: Mapping[str, bytes]) -> None:
        """Add keys that were made elsewhere, or replace others, all at once."""
        with self._lock:
            self._save({**self._keys, **{name: key.hex() for name, key in keys.items()}})

    def names(self) -> list[str]:
        return list(self._keys)

    def destroy(self, name: str) -> None:
        with self._lock:
            if name in self._keys:
                self._save({known: key for known, key in self._keys.items() if known != name})

    def _save(self, keys: dict[str, str]) -> None:
        """Write `keys` to the disk, then use them.

        Otherwise a key that did not fit on a full disk would be lost at a restart.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new_file = self._path.with_suffix(self._path.suffix + ".new")
        descriptor = os.open(new_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(keys, file)
            file.flush()
            os.fsync(file.fileno())
        new_file.replace(self._path)
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
