"""Everything that happened in the chat, in order: messages, and interactions with the bot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.transcript.readers import Readers
from fakecord import CallbackType, Channel, DiscordServer, Guild, Interaction, InteractionType, Message, User


@dataclass(frozen=True, slots=True)
class Event:
    """A message, an action of somebody, or both: an action and the message that answers it.

    `id` (a snowflake) and `at` are those of the earlier one. `only_for` is the only person who saw it, None if everyone
    in the channel did. `visible_to` has the keys of the readers who saw it, separated by spaces.
    """

    id: int
    at: datetime
    channel: Channel
    message: Message | None
    action: Interaction | None
    only_for: User | None
    visible_to: str


def collect_events(server: DiscordServer, guild: Guild, readers: Readers) -> list[Event]:
    """Everything in `guild` and in direct messages, except autocomplete."""
    actions = [
        i for i in server.interactions if i.kind != InteractionType.AUTOCOMPLETE and i.channel.guild in (guild, None)
    ]
    answered = {response: action for action in actions if (response := first_response(action))}
    messages = [_message_event(m, answered.get(m), readers) for m in _messages(server, guild)]
    unanswered = [_action_event(action, readers) for action in actions if not first_response(action)]
    with_form_sent = {action.origin for action in actions}
    found = [*messages, *(event for event in unanswered if event.action not in with_form_sent)]
    return sorted(found, key=lambda event: event.id)


def first_response(action: Interaction) -> Message | None:
    """The first new message that answered. None if there was none."""
    own = action.original if action.ack in (CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE) else None
    return own or next(iter(action.followups), None)


def _messages(server: DiscordServer, guild: Guild) -> Iterator[Message]:
    for channel in server.channels:
        if channel.guild in (guild, None):
            yield from channel.messages


def _message_event(message: Message, action: Interaction | None, readers: Readers) -> Event:
    people = [user for user in message.channel.recipients if not user.bot]
    only_for = message.ephemeral_for or next(iter(people), None)
    visible_to = readers.who_saw(message.channel, message.ephemeral_for)
    begins = action or message
    return Event(begins.id, begins.at, message.channel, message, action, only_for, visible_to)


def _action_event(action: Interaction, readers: Readers) -> Event:
    """An action without a new message as its answer: nobody else saw it."""
    visible_to = readers.who_saw(action.channel, action.who)
    return Event(action.id, action.at, action.channel, None, action, action.who, visible_to)
