"""What the organisers alone are told, in words: troubles with *post now* for each, and who was missing on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import discord

from bot.chat.posts import button, buttons, menu
from bot.core.instants import parse_utc
from bot.features.announcements import service as notices
from bot.features.announcements import summary
from bot.features.announcements import text as announcements
from bot.features.announcements.model import SAID
from bot.features.announcements.sending import Aside
from bot.features.announcements.service import Known
from bot.features.organisers import text as organisers
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

BUTTONS, MENU = 5, 25
"""Up to so many troubles get a button each; more share a menu, which takes 25."""


@dataclass(frozen=True, slots=True)
class Words:
    """What to say, once in whichever language, and what stands beneath it."""

    say: Callable[[Phrases, Formats], str]
    view: discord.ui.View | None = None


async def words(context: WorkshopContext, aside: Aside) -> Words | None:
    """None where there is nothing left to say: what had failed was said after all."""
    if aside.day:
        day = await summary.of_day(context, date.fromisoformat(aside.day))
        return Words(lambda _, f: announcements.absent(_, f, day))
    if aside.restored is not None:
        made_at, restored_at = parse_utc(aside.restored or None), context.restored_at or context.now()
        return Words(lambda _, f: organisers.restored(_, f, made_at, restored_at))
    troubles = await notices.in_trouble_of(context, aside.troubles)
    if not troubles:
        return None
    return Words(lambda _, f: organisers.troubles(_, f, troubles), _post_now(context, troubles))


def _post_now(context: WorkshopContext, troubles: Sequence[Known]) -> discord.ui.View | None:
    unsaid = [it for it in troubles if it.status not in SAID]
    if not unsaid:
        return None
    label = " / ".join(dict.fromkeys(phrases(language)("Post now") for language in context.workshop.languages))
    _ = phrases(context.workshop.first_language)
    names = [(organisers.announcement_name(_, it, str), it.key) for it in unsaid]
    if len(unsaid) <= BUTTONS:
        return buttons(*([button(f"{label}{_(':')} {name}", f"announce:now:{key}")] for name, key in names))
    return buttons([menu("announce:now", names[:MENU], placeholder=label)])
