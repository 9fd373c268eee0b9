"""SQL that purges the personal data of a whole workshop, and says when that is due."""

from collections.abc import Collection
from datetime import datetime

from bot.core.instants import format_utc, parse_utc
from bot.features.privacy.erasing_store import ACTORS
from bot.features.privacy.model import PURGE_NOTICE
from bot.storage import audit, drafts
from bot.storage.transaction import Row, Transaction

_PERSONAL_TABLES = (
    "preferences",
    "drafts",
    "wrong_codes",
    "exclusions",
    "join_requests",
    "direct_messages",
    "interpreter_items",
    "interpreter_posts",
    "erased_people",
    "requested_posts",
    "requests",
)


def set_purge_at(tx: Transaction, workshop: str, at: datetime | None) -> None:
    """Store when the workshop will be purged (None: never). A new date restarts the waiting time."""
    tx.execute(
        "update workshops set purge_at = ?1, purge_ran = 0, purge_told_at = null, purge_confirmed_at = null"
        " where workshop = ?2 and purge_at is not ?1",
        (format_utc(at), workshop),
    )


def add_running_time(tx: Transaction, seconds: float) -> None:
    """Count that the bot has run for so long with the dates that stand, up to what a purge needs."""
    tx.execute(
        "update workshops set purge_ran = purge_ran + ? where purge_at is not null and purge_ran < ?",
        (seconds, PURGE_NOTICE.total_seconds()),
    )


def confirm(tx: Transaction, workshop: str, at: datetime) -> None:
    """Record that an organiser asked for the purge at once."""
    tx.execute("update workshops set purge_confirmed_at = ? where workshop = ?", (format_utc(at), workshop))


def to_announce(tx: Transaction, until: datetime) -> list[str]:
    """Workshops that will be purged by `until` and whose organisers were not told yet.

    Workshops without personal data are left out.
    """
    rows = tx.rows(
        "select workshop from workshops where purge_at <= ? and purge_told_at is null and purge_confirmed_at is null",
        (format_utc(until),),
    )
    return [row["workshop"] for row in rows if holds_personal_data(tx, row["workshop"])]


def announce(tx: Transaction, workshop: str, at: datetime) -> None:
    """Put the organisers' message about the purge into their outbox, `PURGE_NOTICE` before it."""
    tx.execute("update workshops set purge_told_at = ? where workshop = ?", (format_utc(at), workshop))
    tx.execute(
        "insert into organiser_alerts (workshop, key, payload, written_at)"
        " select workshop, ?1, json_object('purge', purge_at, 'not_before', max(purge_at, ?2)), ?3 from workshops"
        " where workshop = ?4",
        (f"purge/{format_utc(at)}", format_utc(at + PURGE_NOTICE), format_utc(at), workshop),
    )


def to_purge(tx: Transaction, now: datetime) -> list[str]:
    """Workshops that are to be purged now, also those whose file is gone.

    It takes an organiser's word, or that the bot has run for `PURGE_NOTICE` with this date and the organisers were
    told so long ago. Where there are no personal data, there is nothing to wait for.
    """
    rows = tx.rows(
        "select workshop, purge_confirmed_at is not null or (purge_ran >= ? and purge_told_at <= ?) as is_settled"
        " from workshops where purge_at <= ?",
        (PURGE_NOTICE.total_seconds(), format_utc(now - PURGE_NOTICE), format_utc(now)),
    )
    return [row["workshop"] for row in rows if row["is_settled"] or not holds_personal_data(tx, row["workshop"])]


def next_step(tx: Transaction, now: datetime) -> datetime | None:
    """When the next announcement or purge after `now` is due; None if none is."""
    rows = tx.rows("select purge_at, purge_told_at from workshops where purge_at is not null")
    steps = [step for row in rows for step in _steps(row)]
    return min((step for step in steps if step > now), default=None)


def _steps(row: Row) -> list[datetime]:
    at, told_at = parse_utc(row["purge_at"]), parse_utc(row["purge_told_at"])
    return [at - PURGE_NOTICE, at, *([told_at + PURGE_NOTICE] if told_at else [])]


def delete_old_reports(tx: Transaction, before: datetime) -> None:
    """Delete imported reports older than `before` that nobody has confirmed."""
    tx.execute("delete from drafts where kind = ? and written_at < ?", (drafts.REPORT, format_utc(before)))


def holds_personal_data(tx: Transaction, workshop: str) -> bool:
    """Whether there is anything about people that a purge would delete."""
    row = tx.row(
        "select exists (select 1 from participants where workshop = ?1"
        " and (discord_id is not null or name <> '' or email <> ''))"
        + "".join(f" or exists (select 1 from {table} where workshop = ?1)" for table in _PERSONAL_TABLES)
        + " or exists (select 1 from audit where workshop = ?1 and actor not in ('', ?2)) as found",
        (workshop, audit.BOT.name),
    )
    return row is not None and bool(row["found"])


def purge(tx: Transaction, workshop: str, picked: Collection[tuple[str, str]], at: datetime) -> int:
    """Delete all personal data of a workshop.

    Returns the number of people. Participant numbers are kept, and key messages and answers of administrations. The
    text of other answers is deleted, except for the evaluation questions `picked` (evaluation, question), where it
    holds ids of options.
    """
    here = (workshop,)
    _purge_names(tx, workshop)
    people = tx.execute(
        "update participants set discord_id = null, name = '', email = null"
        " where workshop = ? and (discord_id > 0 or name <> '' or email <> '')",
        here,
    )
    _purge_answers(tx, workshop, picked)
    for table in _PERSONAL_TABLES:
        tx.execute(f"delete from {table} where workshop = ?", here)
    set_purge_at(tx, workshop, None)
    tx.execute("update workshops set purged_at = ? where workshop = ?", (format_utc(at), workshop))
    return people.rowcount


def _purge_names(tx: Transaction, workshop: str) -> None:
    """Empty the names and ids of all people who did something or to whom something was done, and remarks about them."""
    for table, name, number, discord in ACTORS:
        tx.execute(
            f"update {table} set {name} = '', {number} = null, {discord} = null"
            f" where workshop = ? and ({name} <> ? or {number} <> 0 or {discord} <> 0)",
            (workshop, audit.BOT.name),
        )
    here = (workshop,)
    tx.execute("update audit set about = '', about_participant = null, remark = '' where workshop = ?", here)
    tx.execute("update marks set reason = '' where workshop = ?", here)
    tx.execute("update endorsements set participant = null where workshop = ?", here)


def _purge_answers(tx: Transaction, workshop: str, picked: Collection[tuple[str, str]]) -> None:
    here = (workshop,)
    tx.execute("update anonymous_answers set text = null where workshop = ?", here)
    tx.execute(
        "update answers set text = null, answered_at = null, edited_at = null"
        " where workshop = ? and answerer not glob 'a:*'",
        here,
    )
    marks = ", ".join("(?, ?)" for _ in picked) or "('', '')"
    tx.execute(
        "update evaluation_answers set text = null where workshop = ?"
        f" and (evaluation, question) not in (values {marks})",
        (workshop, *(part for pair in picked for part in pair)),
    )
    tx.execute("update evaluation_answers set answered_at = null where workshop = ?", here)
