"""Announcements caused by somebody's action: notices of changes, and notices that organisers write for later."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.model import Announcement
from bot.features.announcements.planning import NOTICE_AFTER_FIRST_CHANGE, NOTICE_AFTER_LAST_CHANGE
from fakecord.model.interaction import Interaction


def on_demand_at(kind: AnnouncementKind, due: datetime) -> Announcement:
    """An announcement outside of the plan, with the data that the clock needs."""
    return Announcement(kind.value, kind, "", "", due)


class ChangeNotices:
    """When the notice of changes is sent. Changes close together share one notice."""

    def __init__(self) -> None:
        self.due: datetime | None = None
        self._latest: datetime | None = None

    def changed(self, now: datetime) -> None:
        if self.due is None or self._latest is None or self.due <= now:
            self._latest = now + NOTICE_AFTER_FIRST_CHANGE
        self.due = min(now + NOTICE_AFTER_LAST_CHANGE, self._latest)


class WrittenNotices:
    """When organisers' notices for later are due, from the commands that they used."""

    def __init__(self, interactions: Sequence[Interaction]) -> None:
        self._interactions = interactions
        self._seen = 0
        self._by_id: dict[str, Interaction] = {}
        self._due: dict[str, datetime] = {}
        """By the number of the announcement."""

    def due(self) -> Iterator[datetime]:
        for it in self._interactions[self._seen :]:
            self._by_id[str(it.id)] = it
            self._take(it)
        self._seen = len(self._interactions)
        yield from self._due.values()

    def _take(self, it: Interaction) -> None:
        name = it.name.partition(":")[2]
        if name.startswith("announce:send:"):
            origin = it.source and it.source.interaction and self._by_id.get(it.source.interaction["id"])
            at = origin.name.rpartition(":")[2] if origin else ""
            if at.isdecimal():
                self._due[name.rpartition(":")[2]] = datetime.fromtimestamp(int(at), UTC)
        elif it.name == "announce cancel":
            for number in [each for each in self._due if f"'notice-{each}/" in str(it.data)]:
                del self._due[number]
