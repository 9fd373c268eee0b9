"""The content of announcements about an evaluation."""

from collections.abc import Callable

import discord

from bot.chat.posts import button, buttons
from bot.core.announcement_kind import AnnouncementKind
from bot.features.announcements.content import AnnouncementContent, Content, Contents, has_opening_at
from bot.features.announcements.model import Announcement
from bot.features.evaluations import text
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext


async def evaluation_open(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    evaluation = context.workshop.evaluation(announcement.subject)
    if evaluation is None:
        return None
    return AnnouncementContent(
        lambda _, f: text.evaluation_open(_, f, evaluation, aloud=aloud),
        _answer_button(evaluation.id),
        silent=has_opening_at(context, announcement.due),
    )


async def evaluation_reminder(context: WorkshopContext, announcement: Announcement, aloud: bool) -> Content:
    evaluation = context.workshop.evaluation(announcement.subject)
    if evaluation is None:
        return None
    return AnnouncementContent(lambda _, f: text.evaluation_reminder(_, f, evaluation), _answer_button(evaluation.id))


EVALUATION_CONTENTS: Contents = {
    AnnouncementKind.EVALUATION_OPEN: evaluation_open,
    AnnouncementKind.EVALUATION_REMINDER: evaluation_reminder,
}


def _answer_button(evaluation: str) -> Callable[[tuple[str, ...]], discord.ui.View]:
    def button_in(languages: tuple[str, ...]) -> discord.ui.View:
        label = " / ".join(phrases(language)("Give my opinion") for language in languages)
        return buttons([button(label, f"evaluate:open:{evaluation}", discord.ButtonStyle.primary)])

    return button_in
