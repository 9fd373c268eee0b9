"""SQL of announcements by their stable key. They are due, claimed, then sent, late, skipped, failed or cancelled."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.core.instants import format_utc, parse_utc
from bot.features.announcements.model import Announcement, AnnouncementRecord, Status
from bot.outbox.messages import FoundMessage
from bot.storage.transaction import Row, Transaction


def by_key(tx: Transaction, workshop: str) -> dict[str, AnnouncementRecord]:
    """Every announcement of the workshop."""
    rows = tx.rows("select * from announcements where workshop = ?", (workshop,))
    return {row["key"]: _record(row) for row in rows}


def find(tx: Transaction, workshop: str, key: str) -> AnnouncementRecord | None:
    row = tx.row("select * from announcements where workshop = ? and key = ?", (workshop, key))
    return _record(row) if row else None


def find_all(tx: Transaction, workshop: str, keys: Iterable[str]) -> list[AnnouncementRecord]:
    """Those of `keys` that exist, by due time."""
    wanted = list(keys)
    marks = ", ".join("?" * len(wanted))
    return _records(tx, f"where workshop = ? and key in ({marks}) order by due_at, key", workshop, *wanted)


def due(tx: Transaction, workshop: str, until: datetime) -> list[AnnouncementRecord]:
    """Those due by `until` that are not settled, claimed ones among them, by due time."""
    return _records(
        tx,
        "where workshop = ? and status in ('due', 'claimed') and due_at <= ? order by due_at, key",
        workshop,
        format_utc(until),
    )


def next_due(tx: Transaction, workshop: str, after: datetime) -> datetime | None:
    row = tx.row(
        "select min(due_at) as due_at from announcements where workshop = ? and status = 'due' and due_at > ?",
        (workshop, format_utc(after)),
    )
    return parse_utc(row["due_at"]) if row else None


def ahead(tx: Transaction, workshop: str, limit: int) -> list[AnnouncementRecord]:
    """The next ones to be announced, by due time."""
    return _records(
        tx, "where workshop = ? and status in ('due', 'claimed') order by due_at, key limit ?", workshop, limit
    )


def in_states(tx: Transaction, workshop: str, states: Iterable[Status], limit: int) -> list[AnnouncementRecord]:
    """Those in one of `states`, the latest due first; cancelled ones only if a person cancelled them."""
    wanted = list(states)
    marks = ", ".join("?" * len(wanted))
    return _records(
        tx,
        f"where workshop = ? and status in ({marks}) and (status <> 'cancelled' or fault is not null)"
        " order by due_at desc, key limit ?",
        workshop,
        *wanted,
        limit,
    )


def unreported(tx: Transaction, workshop: str) -> list[AnnouncementRecord]:
    """Late, skipped and failed announcements that are in no report to the organisers yet."""
    return _records(
        tx,
        "where workshop = ? and status in ('late', 'skipped', 'failed') and told_at is null order by due_at, key",
        workshop,
    )


def change_notices(tx: Transaction, workshop: str) -> list[AnnouncementRecord]:
    """All change notices, the oldest first; their subjects are their numbers."""
    return _records(tx, "where workshop = ? and kind = 'change' order by cast(subject as integer)", workshop)


def notices(tx: Transaction, workshop: str, subject: str | None = None) -> list[AnnouncementRecord]:
    """Organisers' notices, the latest due first: all of them, or the copies of one notice."""
    where = "where workshop = ? and kind = 'notice' and subject = coalesce(?, subject) order by due_at desc, key"
    return _records(tx, where, workshop, subject)


def posted(tx: Transaction, workshop: str, kinds: Iterable[AnnouncementKind]) -> list[AnnouncementRecord]:
    """Those of `kinds` that stand in their channels, the oldest first."""
    wanted = [kind.value for kind in kinds]
    return _records(
        tx,
        f"where workshop = ? and kind in ({', '.join('?' * len(wanted))}) and status in ('sent', 'late')"
        " and message_id is not null order by sent_at, key",
        workshop,
        *wanted,
    )


def set_shown(tx: Transaction, workshop: str, key: str, shown: str) -> None:
    tx.execute("update announcements set shown = ? where workshop = ? and key = ?", (shown, workshop, key))


def summary_dates(tx: Transaction, workshop: str) -> list[str]:
    """The local dates whose evening summary was sent."""
    rows = tx.rows(
        "select distinct subject from announcements where workshop = ? and kind = 'summary'"
        " and status in ('sent', 'late') order by subject",
        (workshop,),
    )
    return [row["subject"] for row in rows]


def message_ids(tx: Transaction, workshop: str, channel: int) -> set[int]:
    """The ids of the announcements that were sent to that channel."""
    rows = tx.rows(
        "select message_id from announcements where workshop = ? and channel_id = ? and message_id is not null",
        (workshop, channel),
    )
    return {row["message_id"] for row in rows}


def add(tx: Transaction, workshop: str, announcements: Iterable[Announcement]) -> None:
    """Insert `announcements` as due. One that the plan dropped is due again. Other known ones are not changed."""
    tx.executemany(
        "insert into announcements (workshop, key, kind, session, subject, language, due_at, status, payload)"
        " values (?, ?, ?, ?, ?, ?, ?, 'due', ?)"
        " on conflict do update set status = 'due', due_at = excluded.due_at"
        " where status = 'cancelled' and fault is null",
        [
            (workshop, a.key, a.kind.value, a.session, a.subject, a.language, format_utc(a.due), a.payload)
            for a in announcements
        ],
    )


def reschedule(tx: Transaction, workshop: str, due: Iterable[tuple[str, datetime]]) -> None:
    """Change the due time of each key, unless it is claimed or settled."""
    tx.executemany(
        "update announcements set due_at = ? where workshop = ? and key = ? and status = 'due'",
        [(format_utc(at), workshop, key) for key, at in due],
    )


def rewrite(tx: Transaction, workshop: str, keys: Iterable[str], payload: str, due: datetime) -> None:
    """Change the payload and the due time of a change notice."""
    tx.executemany(
        "update announcements set payload = ?, due_at = ? where workshop = ? and key = ?",
        [(payload, format_utc(due), workshop, key) for key in keys],
    )


def reword(tx: Transaction, workshop: str, record: AnnouncementRecord, payload: str) -> bool:
    """Change the text of a notice. False if its text or status has changed since it was read."""
    cursor = tx.execute(
        "update announcements set payload = ? where workshop = ? and key = ? and status = ? and payload is ?",
        (payload, workshop, record.key, record.status.value, record.announcement.payload),
    )
    return cursor.rowcount == 1


def claim(tx: Transaction, workshop: str, record: AnnouncementRecord, at: datetime, print_: str, channel: int) -> bool:
    """Record that `record` is about to be sent. False if it was postponed, reworded or settled since it was read."""
    it = record.announcement
    cursor = tx.execute(
        "update announcements set status = 'claimed', claimed_at = coalesce(claimed_at, ?), print = ?, channel_id = ?"
        " where workshop = ? and key = ? and status = ? and due_at = ? and payload is ?",
        (format_utc(at), print_, channel, workshop, it.key, record.status.value, format_utc(it.due), it.payload),
    )
    return cursor.rowcount == 1


def settle_sent(tx: Transaction, workshop: str, key: str, status: Status, message: FoundMessage) -> None:
    """Record that it was sent. `status` is sent or late."""
    tx.execute(
        "update announcements set status = ?, sent_at = ?, channel_id = ?, message_id = ?, fault = null, shown = print"
        " where workshop = ? and key = ?",
        (status.value, format_utc(message.at), message.channel, message.message, workshop, key),
    )


def settle_unsent(
    tx: Transaction, workshop: str, keys: Iterable[str], status: Status, fault: str | None = None
) -> None:
    """Settle those that are due or claimed as skipped, failed or cancelled."""
    tx.executemany(
        "update announcements set status = ?, fault = ? where workshop = ? and key = ?"
        " and status in ('due', 'claimed')",
        [(status.value, fault, workshop, key) for key in keys],
    )


def cancel(tx: Transaction, workshop: str, key: str, why: str) -> bool:
    """Cancel one that is due. False if it is claimed or settled."""
    cursor = tx.execute(
        "update announcements set status = 'cancelled', fault = ? where workshop = ? and key = ? and status = 'due'",
        (why, workshop, key),
    )
    return cursor.rowcount == 1


def make_due_again(tx: Transaction, workshop: str, key: str, at: datetime) -> bool:
    """Make one that was skipped, cancelled or has failed due at `at`. False in every other state.

    Its first `claimed_at` is kept: it may have been sent then, so the bot first looks for it in the channel.
    """
    cursor = tx.execute(
        "update announcements set status = 'due', due_at = ?, fault = null, told_at = null"
        " where workshop = ? and key = ? and status in ('skipped', 'failed', 'cancelled')",
        (format_utc(at), workshop, key),
    )
    return cursor.rowcount == 1


def set_reported(tx: Transaction, workshop: str, keys: Iterable[str], at: datetime) -> None:
    """Record that these are in a report to the organisers."""
    tx.executemany(
        "update announcements set told_at = ? where workshop = ? and key = ?",
        [(format_utc(at), workshop, key) for key in keys],
    )


def _records(tx: Transaction, where: str, *parameters: object) -> list[AnnouncementRecord]:
    return [_record(row) for row in tx.rows(f"select * from announcements {where}", parameters)]


def _record(row: Row) -> AnnouncementRecord:
    it = Announcement(
        row["key"],
        AnnouncementKind(row["kind"]),
        row["subject"],
        row["language"],
        parse_utc(row["due_at"]),
        row["session"],
        row["payload"],
    )
    return AnnouncementRecord(
        it,
        Status(row["status"]),
        row["fault"],
        parse_utc(row["claimed_at"]),
        row["channel_id"],
        row["print"],
        row["message_id"],
        row["shown"],
    )
