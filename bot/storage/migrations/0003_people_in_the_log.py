"""Move what the audit log says about people from `target` and `detail` into columns that an erasure empties.

These rows have a name without an id, so an erasure does not find them. The retention purge empties them.
"""

import re
import sqlite3

MARK = re.compile(
    r"(?P<about>.*): (?P<standing>present|late|partial|absent|excused|taken back)(?:: (?P<remark>.*))?", re.DOTALL
)
"""An attendance mark as it was written until now, such as `Awa Diarra: excused: ill`."""
ERASED = "[…]"
"""The former replacement of an erased name. From now on the name is empty."""


def migrate(connection: sqlite3.Connection) -> None:
    connection.execute(
        "update audit set about = target, target = ''"
        " where action in ('roster assign', 'roster approve', 'roster remove')"
    )
    marks = connection.execute("select id, detail from audit where action = 'attendance mark'").fetchall()
    for id, detail in marks:
        if found := MARK.fullmatch(detail):
            values = (found["about"], found["standing"], found["remark"] or "", id)
            connection.execute("update audit set about = ?, detail = ?, remark = ? where id = ?", values)
    for column in ("actor", "about"):
        connection.execute(f"update audit set {column} = '' where {column} = ?", (ERASED,))
