"""SQL of the announcements that were sent, and what each message shows now."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.model import Announcement
from bot.features.announcements.store import announcement_of
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PostedAnnouncement:
    """A sent announcement with its channel's and its message's id. `shown`: the hash of its words."""

    announcement: Announcement
    channel: int
    message: int
    shown: str | None


def posted(tx: Transaction, workshop: str, kinds: Iterable[AnnouncementKind]) -> list[PostedAnnouncement]:
    """The announcements of `kinds` that were sent, the oldest first."""
    wanted = [kind.value for kind in kinds]
    rows = tx.rows(
        f"select * from announcements where workshop = ? and kind in ({', '.join('?' * len(wanted))})"
        " and status in ('sent', 'late') and message_id is not null order by sent_at, key",
        (workshop, *wanted),
    )
    return [PostedAnnouncement(announcement_of(r), r["channel_id"], r["message_id"], r["shown"]) for r in rows]


def set_shown(tx: Transaction, workshop: str, key: str, shown: str) -> None:
    tx.execute("update announcements set shown = ? where workshop = ? and key = ?", (shown, workshop, key))
