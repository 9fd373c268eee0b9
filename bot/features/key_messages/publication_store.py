"""SQL of published key messages: their texts, their endorsements, and the posts that show them."""

from datetime import datetime
from itertools import groupby

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Person
from bot.features.key_messages.model import KeyMessage, MessageKey, MessageState
from bot.features.key_messages.publication_model import ChannelPost, Endorsement, PublishedMessage
from bot.storage import actors
from bot.storage.transaction import Row, Transaction

# One row for each published language. Only endorsements of the published version count.
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
    tx: Transaction, workshop: str, message: KeyMessage, *, uncleared: bool, publisher: Person, at: datetime
) -> None:
    """Publish the current version and its translations. They replace what was published of this message before."""
    key = (workshop, *message.key)
    tx.execute("delete from published_texts where workshop = ? and administration = ? and number = ?", key)
    tx.execute(
        "insert into publications (workshop, administration, number, version, uncleared, published_at, publisher,"
        " publisher_participant, publisher_discord) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " on conflict (workshop, administration, number) do update set"
        " version = excluded.version, uncleared = excluded.uncleared,"
        " published_at = excluded.published_at, publisher = excluded.publisher,"
        " publisher_participant = excluded.publisher_participant, publisher_discord = excluded.publisher_discord",
        (*key, message.version, int(uncleared), format_utc(at), *actors.actor(tx, workshop, publisher)),
    )
    tx.executemany(
        "insert into published_texts (workshop, administration, number, language, text) values (?, ?, ?, ?, ?)",
        [(*key, language, text) for language, text in message.texts.items()],
    )


def all_published(tx: Transaction, workshop: str) -> list[PublishedMessage]:
    """All published messages, by administration's code and number."""
    return _published_messages(tx.rows(_PUBLISHED + " order by b.administration, b.number", (workshop,)))


def find_published(tx: Transaction, workshop: str, key: MessageKey) -> PublishedMessage | None:
    rows = tx.rows(_PUBLISHED + " and b.administration = ? and b.number = ?", (workshop, *key))
    return next(iter(_published_messages(rows)), None)


def find_endorsement(tx: Transaction, workshop: str, key: MessageKey, administration: str) -> Endorsement | None:
    """The endorsement that `administration` gave to any version of the message."""
    row = tx.row(
        "select e.version, e.participant, p.name from endorsements e left join participants p on p.id = e.participant"
        " where e.workshop = ? and e.administration = ? and e.number = ? and e.endorsed_by = ?",
        (workshop, *key, administration),
    )
    return Endorsement(row["version"], row["participant"], row["name"] or "") if row else None


def add_endorsement(
    tx: Transaction,
    workshop: str,
    key: MessageKey,
    administration: str,
    version: int,
    participant: int,
    at: datetime,
) -> None:
    """Endorse `version`. This replaces an endorsement of an earlier version."""
    tx.execute(
        "insert into endorsements (workshop, administration, number, endorsed_by, version, participant, endorsed_at)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict (workshop, administration, number, endorsed_by) do update set"
        " version = excluded.version, participant = excluded.participant, endorsed_at = excluded.endorsed_at",
        (workshop, *key, administration, version, participant, format_utc(at)),
    )


def delete_endorsement(tx: Transaction, workshop: str, key: MessageKey, administration: str) -> None:
    tx.execute(
        "delete from endorsements where workshop = ? and administration = ? and number = ? and endorsed_by = ?",
        (workshop, *key, administration),
    )


def channel_posts(tx: Transaction, workshop: str) -> list[ChannelPost]:
    """The posts in the channel, from the top down."""
    rows = tx.rows("select * from publication_posts where workshop = ? order by place", (workshop,))
    return [
        ChannelPost(row["place"], row["channel_id"], row["message_id"], row["print"], parse_utc(row["posted_at"]))
        for row in rows
    ]


def save_post(tx: Transaction, workshop: str, post: ChannelPost) -> None:
    """Add the post, or update the one at its position. The time of the first save is kept."""
    tx.execute(
        "insert into publication_posts (workshop, place, channel_id, message_id, print, posted_at)"
        " values (?, ?, ?, ?, ?, ?) on conflict do update set channel_id = excluded.channel_id,"
        " message_id = excluded.message_id, print = excluded.print",
        (workshop, post.position, post.channel_id, post.message_id, post.content_hash, format_utc(post.at)),
    )


def delete_posts(tx: Transaction, workshop: str, position: int) -> None:
    """Delete the post at `position`, and all those below it."""
    tx.execute("delete from publication_posts where workshop = ? and place >= ?", (workshop, position))


def _published_messages(rows: list[Row]) -> list[PublishedMessage]:
    grouped = groupby(rows, key=lambda row: (row["administration"], row["number"]))
    return [_published(list(same)) for _, same in grouped]


def _published(rows: list[Row]) -> PublishedMessage:
    row = rows[0]
    texts = {each["in_language"]: each["text"] for each in rows}
    return PublishedMessage(
        row["administration"],
        row["number"],
        row["version"],
        row["current"],
        row["language"],
        row["theme"],
        {row["language"]: texts[row["language"]], **texts},
        bool(row["on_behalf"]),
        bool(row["uncleared"]),
        MessageState(row["status"]),
        frozenset((row["endorsers"] or "").split(",")) - {""},
    )
