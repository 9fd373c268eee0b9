"""Suggestions of announcements while a person types an option."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.announcements import service as notices
from bot.features.announcements.service import Known
from bot.features.organisers.text import announcement_name

MAX_SEARCHED = 500
"""How many announcements are searched: more than a workshop has."""


async def announcements_ahead(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Announcements that can still be cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.ahead(call.context, MAX_SEARCHED), typed)


async def announcements_unsaid(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Announcements that were skipped, failed or cancelled."""
    call = Call.of(interaction)
    return _announcements(call, await notices.unsaid(call.context, MAX_SEARCHED), typed)


def _announcements(call: Call, known: Iterable[Known], typed: str) -> list[Choice]:
    f = call.formats
    return matching([(f"{f.moment(it.due)} · {announcement_name(call._, it, str)}", it.key) for it in known], typed)
