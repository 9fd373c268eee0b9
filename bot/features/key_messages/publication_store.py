"""What stands in public of the key messages, where it is posted, and who stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.core.instants import format_utc
from bot.storage.transaction import Row, Transaction

# One row each language a message was published in. Only those who endorsed that very version count.
_PUBLISHED = """
    select b.*, m.status, v.on_behalf, v.language, v.theme, t.language as in_language, t.text,
        (select max(version) from key_message_versions w
            where (w.workshop, w.administration, w.number) = (b.workshop, b.administration, b.number)) as current,
        (select group_concat(endorsed_by) from endorsements e
            where (e.workshop, e.administration, e.number) = (b.workshop, b.administration, b.number)
            and e.version = b.version) as endorsers
    from publications b
    join key_messages m using (workshop, administration, number)
    join key_message_versions v using (workshop, administration, number, version)
    join published_texts t
        on (t.workshop, t.administration, t.number) = (b.workshop, b.administration, b.number)
    where b.workshop = ?
"""


def publish(
    tx: Transaction,
    workshop: str,
    administration: str,
    number: int,
    version: int,
    texts: Mapping[str, str],
    *,
    uncleared: bool,
    publisher: str,
    at: datetime,
) -> None:
    """These words stand in public from now on, in place of what stood there of this message."""
    key = (workshop, administration, number)
    tx.execute("delete from published_texts where workshop = ? and administration = ? and number = ?", key)
    tx.execute(
        "insert into publications (workshop, administration, number, version, uncleared, publisher, published_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number) do update set"
        " version = excluded.version, uncleared = excluded.uncleared, publisher = excluded.publisher,"
        " published_at = excluded.published_at",
        (*key, version, int(uncleared), publisher, format_utc(at)),
    )
    tx.executemany(
        "insert into published_texts (workshop, administration, number, language, text) values (?, ?, ?, ?, ?)",
        [(*key, language, text) for language, text in texts.items()],
    )


def published(tx: Transaction, workshop: str) -> list[Row]:
    return tx.rows(_PUBLISHED + " order by b.administration, b.number", (workshop,))


def one(tx: Transaction, workshop: str, administration: str, number: int) -> list[Row]:
    """A published message: a row each language; none where it is not published."""
    return tx.rows(
        _PUBLISHED + " and b.administration = ? and b.number = ?",
        (
            workshop,
            administration,
            number,
        ),
    )


def endorsement(tx: Transaction, workshop: str, administration: str, number: int, by: str) -> Row | None:
    """That administration's endorsement of a message, of whichever version; with the name of who gave it."""
    rows = tx.rows(
        "select e.*, p.name from endorsements e left join participants p on p.id = e.participant"
        " where e.workshop = ? and e.administration = ? and e.number = ? and e.endorsed_by = ?",
        (
            workshop,
            administration,
            number,
            by,
        ),
    )
    return rows[0] if rows else None


def endorse(
    tx: Transaction,
    workshop: str,
    administration: str,
    number: int,
    by: str,
    version: int,
    participant: int,
    at: datetime,
) -> None:
    tx.execute(
        "insert into endorsements (workshop, administration, number, endorsed_by, version, participant, endorsed_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number, endorsed_by) do update set"
        " version = excluded.version, participant = excluded.participant, endorsed_at = excluded.endorsed_at",
        (workshop, administration, number, by, version, participant, format_utc(at)),
    )


def withdraw(tx: Transaction, workshop: str, administration: str, number: int, by: str) -> bool:
    """True where there was something to withdraw."""
    cursor = tx.execute(
        "delete from endorsements where workshop = ? and administration = ? and number = ? and endorsed_by = ?",
        (workshop, administration, number, by),
    )
    return cursor.rowcount > 0


def posts(tx: Transaction, workshop: str) -> list[Row]:
    """The posts in the channel, from the first down."""
    return tx.rows("select * from publication_posts where workshop = ? order by place", (workshop,))


def set_post(
    tx: Transaction,
    workshop: str,
    place: int,
    channel: int,
    message: int | None,
    print_: str,
    at: datetime,
) -> None:
    tx.execute(
        "insert into publication_posts (workshop, place, channel_id, message_id, print, posted_at)"
        " values (?, ?, ?, ?, ?, ?) on conflict do update set channel_id = excluded.channel_id,"
        " message_id = excluded.message_id, print = excluded.print",
        (workshop, place, channel, message, print_, format_utc(at)),
    )


def forget_posts(tx: Transaction, workshop: str, place: int) -> None:
    """From `place` down."""
    tx.execute("delete from publication_posts where workshop = ? and place >= ?", (workshop, place))
