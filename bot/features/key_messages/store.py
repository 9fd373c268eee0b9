"""SQL of key messages: one row for each message, each version, and each revision of a translation.

Versions and translations are never overwritten.
"""

from collections import defaultdict
from datetime import datetime
from itertools import groupby

from bot.core.instants import format_utc, parse_utc
from bot.core.people import Actor, Person
from bot.features.key_messages.errors import UnknownMessage
from bot.features.key_messages.model import (
    KeyMessage,
    MessageKey,
    MessageState,
    MessageVersion,
    NewVersion,
    Translation,
    parse_reference,
)
from bot.storage import actors
from bot.storage.transaction import Row, Transaction

# One row for each translation of the current version, or one row if there is none. An erased author has no name.
_MESSAGES = """
    select m.*, v.version, v.language, v.theme, v.text, iif(p.name = '', '', v.author) as author, v.written_at,
        t.language as into_language, t.text as translation, t.revision
    from key_messages m
    join key_message_versions v
        on (v.workshop, v.administration, v.number) = (m.workshop, m.administration, m.number)
        and v.version = (select max(version) from key_message_versions w
            where (w.workshop, w.administration, w.number) = (m.workshop, m.administration, m.number))
    left join participants p on p.id = v.participant
    left join translations t
        on (t.workshop, t.administration, t.number, t.version) = (v.workshop, v.administration, v.number, v.version)
        and t.revision = (select max(revision) from translations u
            where (u.workshop, u.administration, u.number, u.version, u.language)
                = (t.workshop, t.administration, t.number, t.version, t.language))
    where m.workshop = ?
"""
_ORDER = " order by m.administration, m.number"


def add_message(tx: Transaction, workshop: str, administration: str, at: datetime, form: str | None) -> MessageKey:
    """Add a message without a version, and return its key. `form`: see `find_by_form`."""
    row = tx.row(
        "insert into key_messages (workshop, administration, number, status, submitted_at, form)"
        " values (?, ?, (select coalesce(max(number), 0) + 1 from key_messages where workshop = ?"
        " and administration = ?), ?, ?, ?) returning number",
        (workshop, administration, workshop, administration, MessageState.SUBMITTED, format_utc(at), form),
    )
    assert row is not None
    return MessageKey(administration, row["number"])


def add_version(tx: Transaction, workshop: str, key: MessageKey, version: NewVersion, at: datetime) -> None:
    tx.execute(
        "insert into key_message_versions (workshop, administration, number, version, language, theme, text, author,"
        " participant, author_discord, on_behalf, written_at) values (?, ?, ?, (select coalesce(max(version), 0) + 1"
        " from key_message_versions where workshop = ? and administration = ? and number = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(workshop, *key),
            *(workshop, *key),
            *(version.language, version.theme, version.text, *version.author),
            *(int(version.on_behalf), format_utc(at)),
        ),
    )
    tx.execute(
        "update key_messages set on_behalf = ? where workshop = ? and administration = ? and number = ?",
        (int(version.on_behalf), workshop, *key),
    )


def count_versions(tx: Transaction, workshop: str, key: MessageKey, since: datetime | None = None) -> int:
    """How many versions the message has; with `since`, only those written after that."""
    row = tx.row(
        "select count(*) as versions from key_message_versions"
        " where workshop = ? and administration = ? and number = ? and written_at > ?",
        (workshop, *key, format_utc(since) if since else ""),
    )
    assert row is not None
    count: int = row["versions"]
    return count


def add_translation(
    tx: Transaction,
    workshop: str,
    message: KeyMessage,
    language: str,
    text: str,
    translator: Person,
    at: datetime,
) -> None:
    """Add a translation of the message's version. If there is one in this language, it becomes the next revision."""
    key = (workshop, *message.key, message.version, language)
    tx.execute(
        "insert into translations (workshop, administration, number, version, language, revision, text, translated_at,"
        " translator, translator_participant, translator_discord)"
        " values (?, ?, ?, ?, ?, (select coalesce(max(revision), 0) + 1 from translations"
        " where workshop = ? and administration = ? and number = ? and version = ? and language = ?), ?, ?, ?, ?, ?)",
        (*key, *key, text, format_utc(at), *actors.actor(tx, workshop, translator)),
    )


def set_state(tx: Transaction, workshop: str, key: MessageKey, state: MessageState) -> None:
    tx.execute(
        "update key_messages set status = ? where workshop = ? and administration = ? and number = ?",
        (state, workshop, *key),
    )


def new_messages_by(tx: Transaction, workshop: str, administration: str, author: Actor) -> int:
    """The number of the administration's messages whose first version is by `author`."""
    row = tx.row(
        "select count(*) as n from key_message_versions where workshop = ? and administration = ? and version = 1"
        " and (participant = ? or author_discord = ?)",
        (workshop, administration, author.participant, author.discord_id),
    )
    assert row is not None
    return int(row["n"])


def find_by_form(tx: Transaction, workshop: str, form: str) -> MessageKey | None:
    """The key of the message that was first sent with this form, or None. `form` stands for the form and its text."""
    row = tx.row("select administration, number from key_messages where workshop = ? and form = ?", (workshop, form))
    return MessageKey(row["administration"], row["number"]) if row else None


def find_message(tx: Transaction, workshop: str, reference: str) -> KeyMessage:
    """The message with its current version. Raises `UnknownMessage` with `reference` if there is none."""
    key = parse_reference(reference)
    found = _messages(tx.rows(_MESSAGES + " and m.administration = ? and m.number = ?", (workshop, *key)))
    if not found:
        raise UnknownMessage(reference)
    return found[0]


def messages_of(tx: Transaction, workshop: str, administration: str) -> list[KeyMessage]:
    """The messages of one administration, by number."""
    return _messages(tx.rows(_MESSAGES + " and m.administration = ?" + _ORDER, (workshop, administration)))


def all_messages(tx: Transaction, workshop: str) -> list[KeyMessage]:
    """All messages, by administration's code and number."""
    return _messages(tx.rows(_MESSAGES + _ORDER, (workshop,)))


def versions_of(tx: Transaction, workshop: str, administration: str) -> dict[int, list[MessageVersion]]:
    """Every version of each message of an administration, by the message's number, oldest first."""
    rows = tx.rows(
        "select v.*, iif(p.name = '', '', v.author) as name from key_message_versions v"
        " left join participants p on p.id = v.participant"
        " where v.workshop = ? and v.administration = ? order by v.number, v.version",
        (workshop, administration),
    )
    found: dict[int, list[MessageVersion]] = defaultdict(list)
    for row in rows:
        found[row["number"]].append(_version(row))
    return dict(found)


def message_counts(tx: Transaction, workshop: str) -> dict[str, int]:
    """The number of messages of each administration that has any."""
    rows = tx.rows(
        "select administration, count(*) as messages from key_messages where workshop = ? group by administration",
        (workshop,),
    )
    return {row["administration"]: row["messages"] for row in rows}


def add_reopening(tx: Transaction, workshop: str, administration: str, until: datetime, at: datetime) -> None:
    """Reopen the desk for `administration`, or for all if it is empty."""
    tx.execute(
        "insert into desk_reopenings (workshop, administration, until, reopened_at) values (?, ?, ?, ?)",
        (workshop, administration, format_utc(until), format_utc(at)),
    )


def find_reopening_end(tx: Transaction, workshop: str, administration: str) -> datetime | None:
    """When the last reopening ends for `administration` (empty: for all). None if the desk was never reopened."""
    row = tx.row(
        "select max(until) as until from desk_reopenings where workshop = ? and administration in ('', ?)",
        (workshop, administration),
    )
    return parse_utc(row["until"]) if row else None


def _messages(rows: list[Row]) -> list[KeyMessage]:
    grouped = groupby(rows, key=lambda row: (row["administration"], row["number"]))
    return [_message(list(same)) for _, same in grouped]


def _message(rows: list[Row]) -> KeyMessage:
    row = rows[0]
    return KeyMessage(
        row["administration"],
        row["number"],
        MessageState(row["status"]),
        bool(row["on_behalf"]),
        row["version"],
        row["language"],
        row["theme"],
        row["text"],
        row["author"],
        parse_utc(row["written_at"]),
        {it["into_language"]: Translation(it["translation"], it["revision"]) for it in rows if it["into_language"]},
    )


def _version(row: Row) -> MessageVersion:
    return MessageVersion(
        row["version"],
        row["language"],
        row["theme"],
        row["text"],
        row["name"],
        bool(row["on_behalf"]),
        parse_utc(row["written_at"]),
    )
