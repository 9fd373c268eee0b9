"""Announcements suggested while one types an option."""

from collections.abc import Iterable

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.announcements import correction_service, service
from bot.features.announcements.list_text import announcement_name
from bot.features.announcements.model import ListedAnnouncement

SEARCHED = 500
"""How many announcements are searched: more than a workshop has at a time."""


async def announcements_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those that can still be cancelled."""
    call = Call.of(interaction)
    return _matching(call, await service.ahead(call.context, SEARCHED), typed)


async def announcements_unsent(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those skipped, failed or cancelled."""
    call = Call.of(interaction)
    return _matching(call, await service.unsent(call.context, SEARCHED), typed)


async def notices(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Organisers' notices, each once, the latest first."""
    call = Call.of(interaction)
    return _matching(call, await correction_service.notices(call.context), typed)


def _matching(call: Call, found: Iterable[ListedAnnouncement], typed: str) -> list[Choice]:
    f = call.formats
    return matching([(f"{f.moment(it.due)} · {announcement_name(call._, it, str)}", it.key) for it in found], typed)
