"""Reads key messages. The other services write: `writing_service`, `translation_service`, `publication_service`, …"""

from bot.features.key_messages import store
from bot.features.key_messages.model import (
    Coverage,
    DeskOverview,
    KeyMessage,
    MessageVersion,
    coverage_of,
    file_order,
    overview_of,
)
from bot.workshop.context import WorkshopContext


async def find(context: WorkshopContext, reference: str) -> KeyMessage:
    """The message of a reference such as `MW-2`. Raises `UnknownMessage`."""
    return await context.read(store.find_message, context.id, reference)


async def of_administration(context: WorkshopContext, administration: str) -> list[KeyMessage]:
    """The messages of one administration, by number."""
    return await context.read(store.messages_of, context.id, administration)


async def all_messages(context: WorkshopContext) -> list[KeyMessage]:
    """Every message, by administration in the order of the workshop's file."""
    order = file_order(context.workshop)
    return sorted(await context.read(store.all_messages, context.id), key=lambda message: order(message.key))


async def history(context: WorkshopContext, administration: str) -> dict[int, list[MessageVersion]]:
    """Every version of each message of an administration, by the message's number, oldest first."""
    return await context.read(store.versions_of, context.id, administration)


async def coverage(context: WorkshopContext) -> Coverage:
    return coverage_of(context.workshop, await context.read(store.message_counts, context.id))


async def overview(context: WorkshopContext) -> DeskOverview:
    return overview_of(context.workshop, await all_messages(context))
