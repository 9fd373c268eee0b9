"""What Discord says, as discord.py wants it.

It insists on fields that Discord, or what stands in for it, may leave out; and on being told about an answer that was
taken already, which we have no use for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import discord
from discord import interactions

log = logging.getLogger(__name__)

UPLOAD_LIMIT = 10 * 1024 * 1024
"""Bytes of a file in a server without boosts: the least there is (Discord, Uploading Files)."""

Parse = Callable[[Any], None]
Event = Mapping[str, Any]


class Taken(discord.InteractionCallbackResponse[Any]):
    """Discord's word that it took an answer: whatever else it says, or nothing (204), the person has it."""

    def _update(self, data: Any) -> None:
        try:
            super()._update(data)
        except Exception as error:
            log.debug("What Discord says of an answer it took cannot be read: %r", error)
            super()._update({"interaction": {"id": self._parent.id, "type": self._parent.type.value}})


def read_leniently(parsers: dict[str, Parse]) -> None:
    """Have discord.py find all that it insists on."""
    for event, complete in {"INTERACTION_CREATE": _interaction, "VOICE_STATE_UPDATE": _voice_state}.items():
        parsers[event] = partial(_completed, parsers[event], complete)
    interactions.InteractionCallbackResponse = Taken  # type: ignore[misc]


def _completed(parse: Parse, complete: Callable[[Event], Event], event: Event) -> None:
    parse(complete(event))


def _interaction(event: Event) -> Event:
    """In its channel, with what a file sent in answer may measure."""
    where = {"channel": {"id": event["channel_id"]}} if "channel_id" in event else {}
    return {"attachment_size_limit": UPLOAD_LIMIT} | where | dict(event)


def _voice_state(event: Event) -> Event:
    """With a member (optional: Discord, Voice State), of whom we need the id alone."""
    user = {"id": event["user_id"], "username": "", "discriminator": "0", "avatar": None}
    return {"member": {"user": user, "roles": [], "joined_at": None, "flags": 0}} | dict(event)
