"""All that happened in the chat, in order: what was said, and what people did that the bot answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.transcript.readers import Readers
from fakecord import Ack, Channel, DiscordServer, Guild, Interaction, Kind, Message, User


@dataclass(frozen=True, slots=True)
class Event:
    """A message, what somebody did, or both: what she did and the message that answered it.

    `id` and `at` are of what came first; `owner` is who alone saw it, or None; `seen_by` the marks of the readers
    who did.
    """

    id: int
    at: datetime
    channel: Channel
    message: Message | None
    deed: Interaction | None
    owner: User | None
    seen_by: str


def collect_events(server: DiscordServer, guild: Guild, readers: Readers) -> list[Event]:
    """What happened in `guild` and in direct messages; suggestions while somebody types are left out."""
    deeds = [i for i in server.interactions if i.kind != Kind.AUTOCOMPLETE and i.channel.guild in (guild, None)]
    answered = {first: deed for deed in deeds if (first := first_response(deed))}
    spoken = [_message_event(m, answered.get(m), readers) for m in _messages(server, guild)]
    done = [_action_event(deed, readers) for deed in deeds if not first_response(deed)]
    sent = {deed.origin for deed in deeds}
    return sorted([*spoken, *(d for d in done if d.deed not in sent)], key=lambda h: h.id)


def first_response(deed: Interaction) -> Message | None:
    """The message that answered first, where a new one did."""
    own = deed.original if deed.ack in (Ack.MESSAGE, Ack.DEFERRED_MESSAGE) else None
    return own or next(iter(deed.followups), None)


def _messages(server: DiscordServer, guild: Guild) -> Iterator[Message]:
    for channel in server.channels:
        if channel.guild in (guild, None):
            yield from server.messages(channel)


def _message_event(message: Message, deed: Interaction | None, readers: Readers) -> Event:
    people = [user for user in message.channel.recipients if not user.bot]
    owner = message.ephemeral_for or next(iter(people), None)
    seen_by = readers.of_message(message)
    begins = deed or message
    return Event(begins.id, begins.at, message.channel, message, deed, owner, seen_by)


def _action_event(deed: Interaction, readers: Readers) -> Event:
    """What somebody did that brought no message of its own: nobody else saw it."""
    seen_by = readers.of_one(deed.channel, deed.who)
    return Event(deed.id, deed.at, deed.channel, None, deed, deed.who, seen_by)
