"""The content of alerts to the organisers.

Troubles, with a button or a menu to send what was not sent, and missing people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.chat.multilingual import InOneLanguage
from bot.chat.posts import button, buttons, menu
from bot.features.announcements import service as announcements
from bot.features.announcements.list_text import announcement_name
from bot.features.announcements.model import SENT_STATUSES, ListedAnnouncement
from bot.features.organisers import purge_text, text
from bot.features.organisers.alert_store import ComingPurge, OrganiserAlert
from bot.features.organisers.announcement_text import missing_administrations
from bot.features.organisers.day_summary import summary_of
from bot.features.privacy.model import purge_time
from bot.i18n.catalogue import phrases
from bot.workshop.context import WorkshopContext

MOST_BUTTONS, MOST_OPTIONS = 5, 25
"""Up to this many troubles get a button each. More share a menu, which has up to 25 options (Discord, Select Menus)."""


@dataclass(frozen=True, slots=True)
class AlertContent:
    """The text in one language at a time, and the components below it."""

    say: InOneLanguage
    view: discord.ui.View | None = None


async def content_of(context: WorkshopContext, alert: OrganiserAlert) -> AlertContent | None:
    """The content of `alert`.

    None if there is nothing left to say, because the failed announcements were sent later.
    """
    if alert.day:
        day = await summary_of(context, alert.day)
        return AlertContent(lambda _, f: missing_administrations(_, f, day))
    if alert.restored:
        made_at, restored_at = alert.restored.made_at, context.restored_at or context.now()
        return AlertContent(lambda _, f: text.restored(_, f, context.workshop, made_at, restored_at))
    if alert.purge:
        return _purge_notice(context, alert.purge)
    troubles = await announcements.in_trouble_among(context, alert.announcements)
    if not troubles:
        return None
    return AlertContent(lambda _, f: text.troubles(_, f, troubles), _post_now(context, troubles))


def _purge_notice(context: WorkshopContext, purge: ComingPurge) -> AlertContent | None:
    """The notice of a purge. None if its date has changed meanwhile."""
    if purge_time(context.workshop, context.schedule, context.purged_at) != purge.purge_at:
        return None
    return AlertContent(lambda _, f: purge_text.notice(_, f, context.workshop, purge.not_before))


def _post_now(context: WorkshopContext, troubles: Sequence[ListedAnnouncement]) -> discord.ui.View | None:
    unsent = [it for it in troubles if it.status not in SENT_STATUSES]
    if not unsent:
        return None
    label = " / ".join(dict.fromkeys(phrases(language)("Post now") for language in context.workshop.languages))
    _ = phrases(context.workshop.first_language)
    names = [(announcement_name(_, it, str), it.key) for it in unsent]
    if len(unsent) <= MOST_BUTTONS:
        return buttons(*([button(f"{label}{_(':')} {name}", f"announce:now:{key}")] for name, key in names))
    return buttons([menu("announce:now", names[:MOST_OPTIONS], placeholder=label)])
