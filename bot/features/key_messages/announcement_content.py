"""The content of announcements about the key-message desk."""

import discord

from bot.chat.posts import button, buttons
from bot.core.announcement_kind import AnnouncementKind
from bot.core.opening_times import desk_closes
from bot.features.announcements.content import AnnouncementContent, Content, Contents, has_opening_at
from bot.features.announcements.model import Announcement
from bot.features.key_messages import announcement_text as text
from bot.features.key_messages import desk_service, service
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext


async def desk_open(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    if context.workshop.desk is None:
        return None
    return AnnouncementContent(
        lambda _, f: text.desk_open(_, f, context.schedule, aloud=aloud),
        write_button,
        silent=has_opening_at(context, announcement.due),
    )


async def desk_reminder(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    """A reminder for administrations that have sent nothing: it mentions their people, who also get a direct message.

    None if all have sent something.
    """
    missing = (await service.coverage(context)).missing if context.workshop.desk else []
    if not missing:
        return None
    people = [person for administration in missing for person in context.delegates(administration.code)]
    return AnnouncementContent(
        lambda _, f: text.desk_reminder(_, f, context.schedule, len(missing), announcement.offset),
        write_button,
        tuple(people),
        mentions_recipients=True,
    )


async def desk_close(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    if context.workshop.desk is None:
        return None
    closes = desk_closes(context.schedule)
    until = await context.read(desk_service.open_until, context, desk_service.ALL_ADMINISTRATIONS)
    if until and closes and context.now() >= closes:
        return None  # the desk was reopened before this was sent
    coverage, administrations = await service.coverage(context), len(context.workshop.administrations)
    return AnnouncementContent(
        lambda _, f: text.desk_close(_, len(coverage.sent), administrations, coverage.messages), silent=True
    )


DESK_CONTENTS: Contents = {
    AnnouncementKind.DESK_OPEN: desk_open,
    AnnouncementKind.DESK_REMINDER: desk_reminder,
    AnnouncementKind.DESK_CLOSE: desk_close,
}


def write_button(languages: tuple[str, ...]) -> discord.ui.View:
    """The button beneath everything that asks for key messages."""
    label = " / ".join(phrases(language)("Write a key message") for language in languages)
    return buttons([button(label, "keymessage:write", discord.ButtonStyle.primary)])
