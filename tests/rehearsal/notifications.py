"""Messages that make a coordinator's phone sound, with Discord's default settings: every message that is not silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

COORDINATORS = "Coordinators"
WRITE = ":keymessage:write"
"""The end of the custom id of the button beneath what asks for key messages."""


@dataclass(frozen=True)
class Notifications:
    """The notifications of one coordinator: all public messages, and the direct ones.

    Messages that mention her or her role are in `mentions`, or in `desk_reminders` if they ask for a missing key
    message: delegations that write in time get none.
    """

    public: list[Message]
    mentions: list[Message]
    desk_reminders: list[Message]
    direct: list[Message]


def notifications_of(play: PlayContext, coordinator: Coordinator) -> Notifications:
    """On the days of the workshop. Edits notify nobody; what was deleted later had notified her."""
    zone, days = play.workshop.zone, {day.date for day in play.workshop.days}
    public = [it for it in _heard(play, coordinator) if not it.silent and _date(it, zone) in days]
    mentioned = [it for it in public if _is_mentioned(it, coordinator)]
    of_desk = [it for it in mentioned if any(id.endswith(WRITE) for id in _custom_ids(it))]
    return Notifications(public, [it for it in mentioned if it not in of_desk], of_desk, coordinator.person.inbox)


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


def _custom_ids(message: Message) -> list[str]:
    return [str(button.get("custom_id")) for button in message.buttons]
