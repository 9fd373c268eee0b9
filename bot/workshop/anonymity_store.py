"""The hashes under which answers are stored while a question or an evaluation is open."""

from collections.abc import Mapping

from bot.storage.transaction import Transaction

_HASHES = (("anonymous_answers", "answerer"), ("evaluation_answers", "response"))
"""Tables, each with its column of hashes."""


def replace_hashes(tx: Transaction, workshop: str, replacements: Mapping[str, str]) -> None:
    """Replace each hash that is stored and has a replacement."""
    for table, column in _HASHES:
        stored = tx.rows(f"select distinct {column} as hash from {table} where workshop = ?", (workshop,))
        tx.executemany(
            f"update {table} set {column} = ? where workshop = ? and {column} = ?",
            [(new, workshop, row["hash"]) for row in stored if (new := replacements.get(row["hash"]))],
        )
