"""Announcements for interpreters to read out: the full text, without buttons and links that only readers can use."""

from bot.features.announcements import store
from bot.features.announcements.content import Contents, in_its_languages
from bot.features.interpreters.feed import TextProvider
from bot.outbox.interpreter_store import InterpreterItem
from bot.workshop.context import WorkshopContext


def announcement_texts(contents: Contents) -> TextProvider:
    """The provider of the texts of announcements, in each of their languages."""

    async def text(context: WorkshopContext, item: InterpreterItem) -> str | None:
        record = await context.read(store.find, context.id, item.subject)
        if record is None:
            return None
        announcement = record.announcement
        content = await contents[announcement.kind](context, announcement, True)
        return "\n\n".join(in_its_languages(context, announcement, content.say)) if content else None

    return text
