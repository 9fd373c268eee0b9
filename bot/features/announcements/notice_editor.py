"""Corrects an organiser's notice: the bot edits its own messages, which notifies nobody."""

import asyncio
import json
from collections.abc import Mapping

import aiohttp
import discord

from bot.chat import channel_bindings
from bot.chat.posts import Post
from bot.core.errors import NothingToDo, TextEmpty
from bot.core.people import Person
from bot.core.text import is_blank
from bot.features.announcements import correction_service as service
from bot.features.announcements.content import in_its_languages
from bot.features.announcements.correction_model import Correction, CorrectionFault, Notice
from bot.features.announcements.errors import NoticeChanged
from bot.features.announcements.model import AnnouncementRecord
from bot.features.announcements.text import notice as notice_text
from bot.outbox import posting
from bot.workshop.context import WorkshopContext

UNKNOWN_MESSAGE, ANOTHER_AUTHOR = 10_008, 50_005
"""Discord's codes (Opcodes and Status Codes, JSON): the message was deleted; it is not the bot's own."""


class NoticeEditor:
    """Corrects one notice at a time.

    So the later of two corrections is the final one, at Discord and in the database.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._lock = asyncio.Lock()

    async def correct(
        self,
        context: WorkshopContext,
        person: Person,
        subject: str,
        texts: Mapping[str, str],
        seen: Mapping[str, str] | None,
    ) -> Correction:
        """Change every copy that differs from `texts`.

        `seen` are the texts when the form was opened, None if the form was outdated. The database changes after the
        message was edited. Raises `TextEmpty`, `NothingToDo`, `NoticeChanged`, `UnknownAnnouncement`, or
        `DeliveryFailed` while the server cannot be reached.
        """
        typed = "\n\n".join(text for text in texts.values() if text.strip())
        if any(is_blank(texts.get(language, "")) for language in context.workshop.languages):
            raise TextEmpty(typed)
        guild = posting.require_server(self._client, context)
        async with self._lock:
            notice = await service.find_by_subject(context, subject)
            stands = notice.texts(context.workshop.languages)
            if stands != seen:
                raise NoticeChanged(stands, typed)
            return await self._correct(context, guild, notice, texts, person)

    async def _correct(
        self, context: WorkshopContext, guild: discord.Guild, notice: Notice, texts: Mapping[str, str], person: Person
    ) -> Correction:
        done = Correction()
        for copy in notice.to_correct(texts):
            channel = guild.get_channel(copy.channel or 0)
            where = channel.mention if channel else copy.announcement.language
            fault = await _edit(context, guild, copy, texts) if copy.message else None
            if fault is None and not await service.reword(context, copy, texts, person):
                fault = CorrectionFault.BEING_SENT
            if fault:
                done.faults.append((fault, where))
            elif copy.message:
                done.corrected.append(where)
            else:
                done.unsent = True
        if done == Correction():
            raise NothingToDo
        return done


async def _edit(
    context: WorkshopContext, guild: discord.Guild, copy: AnnouncementRecord, texts: Mapping[str, str]
) -> CorrectionFault | None:
    """Edit the message of a copy. Returns why it failed, or None."""
    channel = guild.get_channel(copy.channel or 0)
    if not isinstance(channel, discord.TextChannel) or copy.message is None:
        return CorrectionFault.CHANNEL_GONE
    try:
        await channel.get_partial_message(copy.message).edit(**_post(context, guild, copy, texts).edited(context.id))
    except discord.NotFound as gone:
        is_deleted = gone.code == UNKNOWN_MESSAGE
        return CorrectionFault.MESSAGE_GONE if is_deleted else CorrectionFault.CHANNEL_GONE
    except discord.Forbidden as refused:
        is_anothers = refused.code == ANOTHER_AUTHOR
        return CorrectionFault.NOT_OURS if is_anothers else CorrectionFault.NOT_PERMITTED
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError, json.JSONDecodeError):
        return CorrectionFault.UNREACHABLE
    return None


def _post(context: WorkshopContext, guild: discord.Guild, copy: AnnouncementRecord, texts: Mapping[str, str]) -> Post:
    """The message with its new text, and with its original mention: an edit notifies nobody."""
    blocks = in_its_languages(context, copy.announcement, lambda _, f: notice_text(_, texts))
    role = channel_bindings.role(context, guild, "coordinator")
    if role is None or copy.announcement.kind.value not in context.workshop.mention:
        return Post(blocks)
    return Post((f"<@&{role.id}>", *blocks), None, role.id)
