"""The bot's announcements, and the actions of organisers and facilitators."""

from collections.abc import Iterator

from bot.core.announcement_kind import AnnouncementKind
from bot.export.store import AnnouncementRow, AuditEntry, ExportStore
from bot.export.table import Row, Table, instants, text

_OF_SESSION = frozenset({AnnouncementKind.REMINDER, AnnouncementKind.OPENING, AnnouncementKind.CLOSING})


def announcements(store: ExportStore) -> Table:
    """The table of announcements. Discord's ids are text: a spreadsheet would round such long numbers."""
    columns = (
        *text("key", "kind", "session_id", "language", "channel_id"),
        *instants("due_at", "sent_at"),
        *text("status", "message_id"),
    )

    def rows() -> Iterator[Row]:
        for it in store.announcements():
            ids = _text(it.channel_id), _text(it.message_id)
            yield it.key, it.kind, _session(it), it.language, ids[0], it.due_at, it.sent_at, it.status, ids[1]

    return Table("announcements", columns, rows)


def audit(store: ExportStore) -> Table:
    columns = (*instants("at"), *text("actor", "action", "target", "detail"))

    def rows() -> Iterator[Row]:
        for it in store.audit():
            yield it.at, it.actor, it.action, target(it), detail(it, it.detail)

    return Table("audit", columns, rows)


def target(it: AuditEntry) -> str:
    return it.target or it.about


def detail(it: AuditEntry, words: str, colon: str = ":") -> str:
    """The detail of an action.

    It contains the person if the target is something else: the target of an attendance mark is a session. `words`: the
    text for `it.detail`.
    """
    return f"{colon} ".join(filter(None, (it.about if it.target else "", words, it.remark)))


def _session(it: AnnouncementRow) -> str | None:
    return it.session or it.subject if it.kind in _OF_SESSION else None


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
