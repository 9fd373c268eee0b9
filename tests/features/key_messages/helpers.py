"""What people do with a key message, in one call each; and messages that no database holds."""

from typing import Any

from bot.features.key_messages import publication_service, service, translation_service, writing_service
from bot.features.key_messages.model import DeskInvitation, KeyMessage, MessageState
from bot.features.key_messages.publication_model import PublishedMessage
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import OPENS, SECRETARIAT, TRANSLATOR, DeskWorkshop

MIXED = "• Garder le réseau 🤝\n\n- كل شهر لقاء\n=1+1 @everyone «fin»"


async def write(desk: DeskWorkshop, name: str, text: str = "Keep the network", theme: str | None = None) -> KeyMessage:
    return await writing_service.write(desk.context, desk.people[name], text, language="en", theme=theme)


async def edit(desk: DeskWorkshop, name: str, message: KeyMessage, text: str) -> KeyMessage:
    """A new version by `name`, whose form showed `message`."""
    return await writing_service.write(
        desk.context,
        desk.people[name],
        text,
        language=message.language,
        theme=message.theme,
        reference=message.reference,
        seen=message.version,
    )


async def translate(desk: DeskWorkshop, message: KeyMessage, text: str = "Gardez le réseau") -> KeyMessage:
    """A French translation by a translator whose form showed `message`."""
    return await translation_service.translate(
        desk.context,
        TRANSLATOR,
        message.reference,
        {"fr": text},
        version=message.version,
        revisions=message.revisions,
    )


async def publish(desk: DeskWorkshop, name: str) -> KeyMessage:
    """Write, translate, clear and publish a message."""
    message = await translate(desk, await write(desk, name))
    await publication_service.clear(desk.context, SECRETARIAT, message.reference)
    await publication_service.publish(desk.context, SECRETARIAT)
    return await service.find(desk.context, message.reference)


def invite_nobody(tx: Transaction, invitation: DeskInvitation) -> None:
    """What the desk's commands take to have people told."""


def key_message(administration: str = "MW", number: int = 1, **changes: Any) -> KeyMessage:
    values: dict[str, Any] = {
        "state": MessageState.SUBMITTED,
        "on_behalf": False,
        "version": 1,
        "language": "en",
        "theme": None,
        "text": "Keep it",
        "author": "Awa",
        "written_at": OPENS,
    }
    return KeyMessage(administration, number, **{**values, **changes})


def published_message(administration: str = "MW", **changes: Any) -> PublishedMessage:
    values: dict[str, Any] = {
        "version": 1,
        "current": 1,
        "language": "en",
        "theme": None,
        "texts": {"en": "Keep it", "fr": "Gardez-le"},
        "on_behalf": False,
        "uncleared": False,
        "state": MessageState.PUBLISHED,
        "endorsers": frozenset(),
    }
    return PublishedMessage(administration, 1, **{**values, **changes})
