"""Migrations keep every row of a populated database, also when they rebuild tables; a failed one is rolled back."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.migrations import (
    FOLDER,
    ForeignKeyViolation,
    InvalidMigration,
    NewerDatabase,
    is_about_to_change,
    migrate,
    migration_files,
    statements,
)

POPULATED = Path(__file__).parent / "populated"
"""Rows for the tables that each migration creates, in files named NNNN.sql."""
SAMPLES = Path(__file__).parent / "sample_migrations"
Content = dict[str, list[tuple[object, ...]]]

LOSES_PARENTS = "create table kept (a text) strict; delete from prompts where prompt = 'p';"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bot's migrations, to which a test adds its own."""
    copied = tmp_path / "migrations"
    copied.mkdir()
    for path in migration_files().values():
        shutil.copy(path, copied)
    return copied


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with every migration applied, and rows added after each."""
    applied = tmp_path / "applied"
    applied.mkdir()
    database = tmp_path / "atelier.db"
    with closing(connect(database)) as connection:
        for number, file in sorted(migration_files().items()):
            shutil.copy(file, applied)
            migrate(connection, applied)
            rows = POPULATED / f"{number:04}.sql"
            for statement in statements(rows.read_text(encoding="utf-8") if rows.exists() else ""):
                connection.execute(statement)
    return database


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(path)) as opened:
        yield opened


def add(folder: Path, sample: str) -> None:
    """Add this sample as the newest migration in `folder`."""
    shutil.copy(SAMPLES / sample, folder / f"9001_{sample}")


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    return connection


def content(connection: sqlite3.Connection) -> Content:
    """Every row of every table except `migrations`. It includes the highest ids used, in `sqlite_sequence`."""
    tables = [row[0] for row in connection.execute("select name from sqlite_schema where type = 'table'")]
    return {
        table: sorted(connection.execute(f"select * from {table}").fetchall(), key=repr)
        for table in tables
        if table != "migrations"
    }


def state(connection: sqlite3.Connection) -> tuple[Content, list[str], int, list[int]]:
    """Everything that a migration can change."""
    schema = [row[0] for row in connection.execute("select sql from sqlite_schema where sql is not null order by sql")]
    applied = [row[0] for row in connection.execute("select number from migrations order by number")]
    return content(connection), schema, connection.execute("pragma user_version").fetchone()[0], applied


def test_the_populated_database_has_a_value_in_every_column(connection: sqlite3.Connection) -> None:
    """A new table or column fails here until tests/storage/populated/ has a value for it."""
    for table, rows in content(connection).items():
        columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        empty = [name for at, name in enumerate(columns) if all(row[at] is None for row in rows)]
        assert empty == [], f"{table} has no value in {empty}"


@pytest.mark.parametrize("sample", ["rebuild_prompts.sql", "rebuild_everything.py"])
async def test_a_table_rebuild_keeps_every_row(path: Path, folder: Path, sample: str) -> None:
    with closing(connect(path)) as connection:
        before = content(connection)
    add(folder, sample)
    database = await Database.open(path, copy_first=False, migrations=folder)
    foreign_keys = await database._writer.execute_fetchall("pragma foreign_keys")
    assert [tuple(row) for row in foreign_keys] == [(1,)]
    await database.close()
    with closing(connect(path)) as connection:
        assert content(connection) == before
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("delete from workshops where workshop = 'w'")
        connection.execute("delete from prompts")  # this must still delete its children
        assert connection.execute("select count(*) from turns").fetchone() == (0,)
        added = connection.execute(
            "insert into participants (workshop, name, administration, language, registered_at)"
            " values ('w', 'New', 'ML', 'fr', '2021')"
        )
        assert added.lastrowid == 10  # 9 was used by a row that was deleted


def test_triggers_strings_and_comments_are_not_split(connection: sqlite3.Connection, folder: Path) -> None:
    add(folder, "trigger_and_strings.sql")
    migrate(connection, folder)
    notes = connection.execute("select workshop, text from notes order by rowid").fetchall()
    assert notes == [
        ("w", "one -- two;\nthree"),
        ("copy -- of one", "one -- two;\nthree"),
        ("w", "empty;"),
        ("copy -- of one", "empty;"),
    ]


def test_statements_are_split_only_at_their_end() -> None:
    assert list(statements("-- one;\ncreate table a (b text); -- two\n\ncreate index c on a (b);\n")) == [
        "-- one;\ncreate table a (b text);",
        "-- two\n\ncreate index c on a (b);",
    ]


def test_a_migration_is_applied_and_recorded_once(connection: sqlite3.Connection, folder: Path) -> None:
    add(folder, "rebuild_prompts.sql")
    assert is_about_to_change(connection, folder)
    migrate(connection, folder)
    after = state(connection)
    assert after[2:] == (9001, [*sorted(migration_files()), 9001])
    assert not is_about_to_change(connection, folder)
    migrate(connection, folder)
    assert state(connection) == after
    with pytest.raises(NewerDatabase):
        migrate(connection, FOLDER)


async def test_the_database_is_backed_up_before_a_migration(path: Path, folder: Path) -> None:
    with closing(connect(path)) as connection:
        before = content(connection)
    (folder / "9001_loss.sql").write_text("delete from turns;", encoding="utf-8")
    await (await Database.open(path, migrations=folder)).close()
    [backup] = Backups(path).all()
    with closing(connect(backup.path)) as copied:
        copied.execute("update workshops set copied_at = '2021-03-16' where workshop = 'w'")
        copied.execute("update workshops set copied_at = null where workshop <> 'w'")
        assert content(copied) == before


@pytest.mark.parametrize(
    ("name", "text", "error", "words"),
    [
        ("9001_a.sql", LOSES_PARENTS, ForeignKeyViolation, r"9001_a\.sql .* turns → prompts \(2 rows\)"),
        ("9001_a.sql", "create table kept (a text) strict; delete from nowhere;", sqlite3.OperationalError, "nowhere"),
        ("9001_a.sql", "create table kept (a text) strict; select 'open", sqlite3.OperationalError, "'open"),
        (
            "9001_a.py",
            "def migrate(it): it.execute('delete from turns'); 1 / 0",
            ZeroDivisionError,
            "division",
        ),
        ("9001_a.sql", "rollback;", InvalidMigration, "ended the transaction"),
    ],
)
def test_a_migration_that_fails_is_rolled_back(
    connection: sqlite3.Connection, folder: Path, name: str, text: str, error: type[Exception], words: str
) -> None:
    before = state(connection)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(error, match=words):
        migrate(connection, folder)
    assert state(connection) == before
    assert not connection.in_transaction
    assert connection.execute("pragma foreign_keys").fetchone() == (1,)


def test_a_killed_migration_leaves_the_database_unchanged(path: Path, folder: Path) -> None:
    with closing(connect(path)) as connection:
        before = state(connection)
    add(folder, "rebuild_everything.py")
    killed = folder / "9001_rebuild_everything.py"
    killed.write_text(killed.read_text(encoding="utf-8") + "    __import__('os')._exit(9)\n", encoding="utf-8")
    program = (
        "import sqlite3, sys; from pathlib import Path; from bot.storage.migrations import migrate\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('pragma cache_size = 1')  # with a small cache, SQLite writes pages before the commit\n"
        "migrate(connection, Path(sys.argv[2]))"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path), str(folder)], check=False).returncode == 9
    with closing(connect(path)) as connection:
        assert state(connection) == before
        add(folder, "rebuild_everything.py")
        migrate(connection, folder)
        assert content(connection) == before[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("0001_again.sql", r"0001_again\.sql and 0001_workshop\.sql have the same number"),
        ("0001_again.py", r"0001_workshop\.sql and 0001_again\.py have the same number"),
        ("2_short.sql", "2_short.sql: a migration is named"),
    ],
)
def test_a_repeated_or_unreadable_number_is_refused(tmp_path: Path, folder: Path, name: str, words: str) -> None:
    (folder / name).write_text("create table again (a text);", encoding="utf-8")
    with closing(connect(tmp_path / "new.db")) as connection:
        with pytest.raises(InvalidMigration, match=words):
            migrate(connection, folder)
        assert connection.execute("select count(*) from sqlite_schema").fetchone() == (0,)
