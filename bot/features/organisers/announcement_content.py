"""The content of the evening summary, with figures of attendance, answers and key messages."""

from datetime import date

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.content import AnnouncementContent, Content, Contents
from bot.features.announcements.model import Announcement
from bot.features.organisers import announcement_text as text
from bot.features.organisers.day_summary import summary_of
from bot.workshop.context import WorkshopContext


async def day_summary(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    summary = await summary_of(context, date.fromisoformat(announcement.subject))
    administrations = len(context.workshop.administrations)
    return AnnouncementContent(lambda _, f: text.day_summary(_, f, summary, administrations), silent=True)


SUMMARY_CONTENTS: Contents = {AnnouncementKind.SUMMARY: day_summary}
