"""Migration 0006: anonymous answers move to their own table, without loss and without their language."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.migrations import migrate, migration_files

NUMBER = 6
ANSWERS = """
    insert into answers (id, workshop, prompt, answerer, participant, administration, language, option_ids, value, text)
    values (?, 'w', ?, ?, ?, ?, ?, ?, ?, ?)
"""
NAMED = (1, "open", "p:1", 1, "ML", "fr", "", None, "mine")
OURS = (2, "ours", "a:ML", None, "ML", "fr", "a;b", None, None)  # of someone erased, for their administration
ANONYMOUS = [
    (-number, "secret", f"hash{number}", None, None, "pt", "a", number, f"t{number}") for number in range(3, 9)
]
ERASED = (-99, "open", "token", None, None, None, "", None, "of someone erased")


def rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return connection.execute(sql).fetchall()


def fill(connection: sqlite3.Connection) -> None:
    connection.execute("insert into workshops (workshop, loaded_at) values ('w', '')")
    connection.execute(
        "insert into participants (id, workshop, name, administration, language, registered_at)"
        " values (1, 'w', 'Awa', 'ML', 'fr', '')"
    )
    connection.executemany(ANSWERS, [NAMED, OURS, ERASED, *ANONYMOUS])
    connection.executemany(
        "insert into evaluation_answers (workshop, evaluation, response, question, value, language)"
        " values ('w', 'final', ?, 'useful', 3, 'pt')",
        [("f" * 64,), ("0" * 32,), ("17",)],
    )


def test_no_answer_is_lost_and_no_language_kept(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    for number, path in migration_files().items():
        if number < NUMBER:
            shutil.copy(path, earlier)
    with closing(sqlite3.connect(tmp_path / "workshop.db", isolation_level=None)) as connection:
        migrate(connection, earlier)
        fill(connection)
        migrate(connection)
        assert rows(connection, "select id, answerer from answers order by id") == [(1, "p:1"), (2, "a:ML")]
        moved = rows(connection, "select prompt, answerer, option_ids, value, text from anonymous_answers")
        assert sorted(moved, key=str) == sorted(
            ((prompt, who, *content) for _, prompt, who, _, _, _, *content in [ERASED, *ANONYMOUS]), key=str
        )
        assert sorted(rows(connection, "select response, language from evaluation_answers")) == [
            ("0" * 32, None),
            ("17", "pt"),
            ("f" * 64, None),
        ]
        with closing(connection.execute("pragma table_info(anonymous_answers)")) as columns:
            assert "language" not in {column[1] for column in columns}
