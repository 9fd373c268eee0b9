"""Announcements suggested while one types an option."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.announcements import service as notices
from bot.features.announcements.service import Known
from bot.features.organisers.text import announcement_name

SEARCHED = 500
"""How many announcements are searched: more than a workshop has at a time."""


async def announcements_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those that can still be cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.ahead(call.context, SEARCHED), typed)


async def announcements_unsaid(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Those skipped, failed or cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.unsaid(call.context, SEARCHED), typed)


def _announcements(call: Call, known: Iterable[Known], typed: str) -> list[Choice]:
    f = call.formats
    return matching([(f"{f.moment(it.due)} · {announcement_name(call._, it, str)}", it.key) for it in known], typed)
