"""Finds every copy of the database in its folder, also those made by other programs."""

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.integrity import read_only
from bot.storage.transaction import Transaction

SUFFIXES = ("", "-wal", "-shm")
"""Endings of the files of one database. The log holds what SQLite has not yet moved into the main file."""


BEING_WRITTEN, BEING_RESTORED = ".partial", ".restored"
"""Endings of copies that are not complete yet."""


@dataclass(frozen=True, slots=True)
class WorkshopState:
    """What a file contains about a workshop.

    The time of its first load shows whether the file is a copy of our database.
    """

    loaded_at: str
    purged_at: str
    erased: Mapping[tuple[int, str], str]
    """When someone was erased from the file, by their number and the hash of their Discord id."""


def copies_of(database: Path) -> list[Path]:
    """The other databases in the folder of `database` and in `backups`. Some may not be copies of it."""
    folders = (database.parent, database.parent / "backups")
    return [path for folder in folders for path in sorted(folder.glob("*.db")) if path != database and path.is_file()]


def unfinished_copies(database: Path) -> list[Path]:
    """Copies that are being written, or whose writer was killed."""
    folders, endings = (database.parent, database.parent / "backups"), (BEING_WRITTEN, BEING_RESTORED)
    return [path for folder in folders for ending in endings for path in sorted(folder.glob(f"*{ending}"))]


def is_named_by_the_bot(database: Path, path: Path) -> bool:
    """Whether `path` has a name that the bot gives to copies of `database`. Then it is one, even if it is damaged."""
    return re.match(rf"{re.escape(database.stem)}\.(until-)?\d{{4}}-\d\d-\d\dT", path.name) is not None


def delete_copy(path: Path) -> None:
    for suffix in SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def read_states(path: Path) -> Mapping[str, WorkshopState]:
    """The states in the file at `path`, by workshop. Empty if it is not an Atelier database. Raises `sqlite3.Error`."""
    with closing(read_only(path)) as connection:
        return states(Transaction(connection))


def states(tx: Transaction) -> dict[str, WorkshopState]:
    tables = {row["name"] for row in tx.rows("select name from sqlite_schema where type = 'table'")}
    if not {"migrations", "workshops"} <= tables:
        return {}
    erased: dict[str, dict[tuple[int, str], str]] = {}
    if "erasures" in tables:  # the table was added in a later version
        for row in tx.rows("select * from erasures where erased_at is not null"):
            erased.setdefault(row["workshop"], {})[row["participant"], row["person"]] = row["erased_at"]
    return {
        row["workshop"]: WorkshopState(row["loaded_at"], row["purged_at"] or "", erased.get(row["workshop"], {}))
        for row in tx.rows("select workshop, loaded_at, purged_at from workshops")
    }
