"""The agenda of the first day begins with the progress on the key messages of the previous edition."""

from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements import programme_content
from bot.features.announcements.content import AnnouncementContent, Content, Contents
from bot.features.announcements.model import Announcement
from bot.features.key_messages import progress_service, progress_text
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext


async def agenda(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    usual = await programme_content.agenda(context, announcement, aloud)
    if usual is None or announcement.subject != context.workshop.days[0].date.isoformat():
        return usual
    followed = await progress_service.known(context)

    def say(_: Phrases, f: Formats) -> str:
        return "\n".join([*progress_text.agenda_lines(_, followed), usual.say(_, f)])

    return AnnouncementContent(say)


PROGRESS_CONTENTS: Contents = {AnnouncementKind.AGENDA: agenda}
