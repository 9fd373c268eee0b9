"""Enqueue direct messages, only for people who accept them.

The key of a message is its purpose and its recipient: a message that is enqueued twice is sent once. Messages that
belong to an announcement are enqueued in the transaction that records the announcement as sent, so both happen or
neither. `direct_message_policy.py` delivers them.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.multilingual import InOneLanguage
from bot.core.people import Participant, Preference
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.outbox import direct_message_store as store
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DirectMessage:
    """A text for one person. `about` is the number of the participant whom it names.

    It is deleted when they are erased.
    """

    recipient: Participant
    text: str
    about: int | None = None


def in_their_languages(
    context: WorkshopContext, people: Iterable[Participant], say: InOneLanguage
) -> list[DirectMessage]:
    """The same message for each of `people`, in their own language and in the time zone of their administration."""
    return [
        DirectMessage(who, say(phrases(who.language), Formats(who.language, context.zone_of(who)))) for who in people
    ]


def accepts_direct_messages(context: WorkshopContext, who: Participant) -> bool:
    """Whether this person switched direct messages on, with /language."""
    return context.preferences.get(who.discord_id or 0, Preference()).direct_messages


def enqueue(
    context: WorkshopContext, tx: Transaction, key: str, due: datetime, messages: Iterable[DirectMessage]
) -> None:
    """Enqueue messages for `due`, except for recipients who do not accept any. `key` names the purpose."""
    accepted = [message for message in messages if accepts_direct_messages(context, message.recipient)]
    texts = [(it.recipient.discord_id, it.text, it.about) for it in accepted if it.recipient.discord_id]
    store.add(tx, context.id, key, due, texts)


async def send(context: WorkshopContext, key: str, messages: Iterable[DirectMessage]) -> None:
    """Enqueue messages to be sent now, once for each `key`.

    It raises nothing: the action they report is already done.
    """
    try:
        await context.write(lambda tx: enqueue(context, tx, key, context.now(), messages))
    except Exception:
        log.exception("The direct messages for %s could not be written down", key)


async def unreachable(context: WorkshopContext) -> list[Participant]:
    """People who accept direct messages, but to whom Discord did not deliver the last one."""
    closed = await context.read(store.unreachable, context.id)
    return [
        who for who in context.all_participants() if who.discord_id in closed and accepts_direct_messages(context, who)
    ]
