"""Telling a colleague that the delegation's answer was changed: privately where we can, else by a mention.

For a quarter of an hour after someone answered, the reply to them can be followed by another that only they see
(Discord, Followup Messages). After that, or after a restart, a direct message where they take them; else a
mention in the channel of the question, which says nothing of the answer.
"""

from __future__ import annotations

import logging
from collections import OrderedDict

import discord

from bot.chat.call import Call
from bot.chat.multilingual import in_all_languages
from bot.chat.posts import Post
from bot.core.people import Participant
from bot.features.prompts import text as words
from bot.features.prompts.answer_service import Kept
from bot.i18n.catalogue import phrases
from bot.outbox import direct_messages
from bot.outbox.direct_messages import DirectMessage, accepts_direct_messages
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

REMEMBERED = 1_000
"""How many replies are held to be followed up."""

Key = tuple[str, str, int]


class Colleagues:
    def __init__(self) -> None:
        self._replies: OrderedDict[Key, discord.Webhook] = OrderedDict()

    def remember(self, call: Call, who: Participant, kept: Kept) -> None:
        """`who` has just answered for the delegation: this is how they are reached."""
        key = (call.context.id, kept.prompt.id, who.id)
        self._replies[key] = call.interaction.followup
        self._replies.move_to_end(key)
        while len(self._replies) > REMEMBERED:
            self._replies.popitem(last=False)

    async def tell(self, call: Call, kept: Kept, by: Participant) -> None:
        """Tell the colleague whose answer was replaced."""
        colleague = _person(call.context, kept)
        if colleague is None:
            return
        blocks = words.replaced(phrases(colleague.language), kept, by.name)
        if await self._followed_up(call.context, kept, colleague, blocks):
            return
        if accepts_direct_messages(call.context, colleague):
            key = f"{kept.prompt.id}/replaced/{call.interaction.id}"
            await direct_messages.send(call.context, key, [DirectMessage(colleague, "\n\n".join(blocks))])
        else:
            await _mention(call, kept, colleague)

    async def _followed_up(
        self, context: WorkshopContext, kept: Kept, colleague: Participant, blocks: list[str]
    ) -> bool:
        reply = self._replies.pop((context.id, kept.prompt.id, colleague.id), None)
        if reply is None:
            return False
        try:
            await reply.send(**Post.of(*blocks).new(), ephemeral=True)
        except discord.HTTPException:
            return False
        return True


def _person(context: WorkshopContext, kept: Kept) -> Participant | None:
    replaced = kept.replaced and kept.replaced.participant
    return next((p for p in context.people.values() if p.id == replaced), None)


async def _mention(call: Call, kept: Kept, colleague: Participant) -> None:
    channel = call.guild.get_channel(kept.prompt.channel_id or 0)
    if not isinstance(channel, discord.TextChannel) or colleague.discord_id is None:
        return
    blocks = in_all_languages(
        call.context,
        lambda _, f: _(
            "A colleague has changed your administration's answer to “%(question)s”. See it with /me.",
            question=_.of(kept.prompt.question.text),
        ),
    )
    post = Post((f"<@{colleague.discord_id}>", *blocks), ping_users=(colleague.discord_id,))
    try:
        await channel.send(**post.new())
    except discord.HTTPException as refused:
        log.warning("A colleague could not be told: %s", refused)
