"""Rebuild every table of the bot: what a migration does to one of them, in Python."""

import re
import sqlite3


def migrate(connection: sqlite3.Connection) -> None:
    tables = connection.execute(
        "select name, sql from sqlite_schema where type = 'table' and name not glob 'sqlite_*' and name <> 'migrations'"
    ).fetchall()
    indexes = connection.execute("select sql from sqlite_schema where type = 'index' and sql is not null").fetchall()
    for name, sql in tables:
        columns = ", ".join(row[1] for row in connection.execute(f"pragma table_info({name})"))
        connection.execute(
            re.sub(rf'CREATE TABLE "?{name}"?', f"CREATE TABLE new_{name}", sql, count=1)
        )  # quoted once renamed
        connection.execute(f"insert into new_{name} ({columns}) select {columns} from {name}")
        connection.execute(
            "update sqlite_sequence set seq = (select seq from sqlite_sequence where name = ?) where name = ?",
            (name, f"new_{name}"),
        )
        connection.execute(f"drop table {name}")
        connection.execute(f"alter table new_{name} rename to {name}")
    for (sql,) in indexes:
        connection.execute(sql)
