"""The table `anonymous_answers`: answers to anonymous questions, and answers of erased people.

Its only key is the answerer: a keyed hash while the question is open, a random value afterwards. So the order of rows
reveals nothing. The language is not stored, because it may have only one speaker.
"""

import random

from bot.core.answers import AnswerValue
from bot.storage.transaction import Row, Transaction
from bot.workshop.anonymity import random_token

_INSERT = (
    "insert into anonymous_answers (workshop, prompt, answerer, option_ids, value, text) values (?, ?, ?, ?, ?, ?)"
)
_RANDOM = random.SystemRandom()


def save(tx: Transaction, workshop: str, prompt: str, answerer: str, content: AnswerValue) -> bool:
    """Store an answer. It replaces an earlier answer of the same answerer. Returns whether there was one."""
    had_answered = delete(tx, workshop, prompt, answerer)
    values = (";".join(content.options), content.value, content.text)
    tx.execute(_INSERT, (workshop, prompt, answerer, *values))
    return had_answered


def delete(tx: Transaction, workshop: str, prompt: str, answerer: str) -> bool:
    """Delete the answer of this answerer. Returns whether there was one."""
    where = "where workshop = ? and prompt = ? and answerer = ?"
    return tx.execute(f"delete from anonymous_answers {where}", (workshop, prompt, answerer)).rowcount == 1


def shuffle(tx: Transaction, workshop: str, prompt: str) -> None:
    """Write the answers again, in a random order, each under a random answerer.

    So neither the hashes nor the order of the rows on the disk remain.
    """
    rows = tx.rows("select * from anonymous_answers where workshop = ? and prompt = ?", (workshop, prompt))
    _RANDOM.shuffle(rows)
    tx.execute("delete from anonymous_answers where workshop = ? and prompt = ?", (workshop, prompt))
    tx.executemany(_INSERT, [_under_random_answerer(row) for row in rows])


def _under_random_answerer(row: Row) -> tuple[object, ...]:
    return (row["workshop"], row["prompt"], random_token(), row["option_ids"], row["value"], row["text"])
