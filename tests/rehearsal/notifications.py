"""What makes a coordinator's phone sound, with Discord's settings as they are: every message that is not silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

COORDINATORS = "Coordinators"


@dataclass(frozen=True)
class Notifications:
    """Of one coordinator: public messages, those among them that mention her or her role, and direct messages."""

    public: list[Message]
    mentions: list[Message]
    direct: list[Message]


def notifications_of(play: PlayContext, coordinator: Coordinator) -> Notifications:
    """On the days of the workshop. Edits notify nobody; what was deleted later had notified her."""
    zone, days = play.workshop.zone, {day.date for day in play.workshop.days}
    public = [it for it in _heard(play, coordinator) if not it.silent and _date(it, zone) in days]
    mentions = [it for it in public if _is_mentioned(it, coordinator)]
    return Notifications(public, mentions, coordinator.person.inbox)


def _heard(play: PlayContext, coordinator: Coordinator) -> Iterator[Message]:
    """Every public message of the bot in a channel that she sees, deleted channels among them."""
    server = play.environment.server
    for channel in server.channels:
        if channel.guild is not None and coordinator.person.can_see(channel):
            yield from (m for m in channel.messages if m.author is server.bot and not m.ephemeral)


def _date(message: Message, zone: ZoneInfo) -> date:
    return message.at.astimezone(zone).date()


def _is_mentioned(message: Message, coordinator: Coordinator) -> bool:
    """Every coordinator has the role: `/join` gives it."""
    return coordinator.person.user in message.pinged_users or COORDINATORS in {r.name for r in message.pinged_roles}
