"""Tells a colleague that somebody else changed the answer of their delegation.

For 15 minutes after someone answered, the bot can send another private reply to them (Discord, Followup Messages).
Later, or after a restart, they get a direct message, if they accept them. Otherwise the bot mentions them in the
channel of the question, without the answer.
"""

import logging
from collections import OrderedDict

import discord

from bot.chat.call import Call
from bot.chat.multilingual import language_blocks
from bot.chat.posts import Post
from bot.core.people import Participant
from bot.features.prompts import text
from bot.features.prompts.model import SavedAnswer
from bot.i18n.catalogue import phrases
from bot.outbox import direct_messages
from bot.outbox.direct_messages import DirectMessage, accepts_direct_messages
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)

MAX_REPLIES = 1_000
"""How many replies are remembered; the oldest are forgotten first."""

Key = tuple[str, str, int]
"""Workshop, prompt, participant."""


class DelegationNotices:
    def __init__(self) -> None:
        self._replies: OrderedDict[Key, discord.Webhook] = OrderedDict()

    def remember_reply(self, call: Call, who: Participant, saved: SavedAnswer) -> None:
        """Remember how `who`, who has just answered, can be reached privately."""
        key = (call.context.id, saved.prompt.id, who.id)
        self._replies[key] = call.interaction.followup
        self._replies.move_to_end(key)
        while len(self._replies) > MAX_REPLIES:
            self._replies.popitem(last=False)

    async def send(self, call: Call, saved: SavedAnswer, by: Participant) -> None:
        """Tell the colleague whose answer was replaced; nobody if they have left."""
        colleague = _colleague(call.context, saved)
        if colleague is None:
            return
        blocks = text.answer_replaced(phrases(colleague.language), saved, by.name)
        if await self._follow_up(call.context, saved, colleague, blocks):
            return
        if accepts_direct_messages(call.context, colleague):
            key = f"{saved.prompt.id}/replaced/{call.interaction.id}"
            await direct_messages.send(call.context, key, [DirectMessage(colleague, "\n\n".join(blocks), about=by.id)])
        else:
            await _mention(call, saved, colleague)

    async def _follow_up(
        self, context: WorkshopContext, saved: SavedAnswer, colleague: Participant, blocks: list[str]
    ) -> bool:
        """Send a private reply. False if Discord no longer accepts one."""
        reply = self._replies.pop((context.id, saved.prompt.id, colleague.id), None)
        if reply is None:
            return False
        try:
            await reply.send(**Post.of(*blocks).new(), ephemeral=True)
        except discord.HTTPException:
            return False
        return True


def _colleague(context: WorkshopContext, saved: SavedAnswer) -> Participant | None:
    participant = saved.replaced and saved.replaced.participant
    return next((person for person in context.people.values() if person.id == participant), None)


async def _mention(call: Call, saved: SavedAnswer, colleague: Participant) -> None:
    channel = call.guild.get_channel(saved.prompt.channel_id or 0)
    if not isinstance(channel, discord.TextChannel) or colleague.discord_id is None:
        return
    question = saved.prompt.question
    blocks = language_blocks(call.context, lambda _, f: text.answer_replaced_in_public(_, question))
    post = Post((f"<@{colleague.discord_id}>", *blocks), ping_users=(colleague.discord_id,), silent=True)
    try:
        await channel.send(**post.new())
    except discord.HTTPException as error:
        log.warning("A colleague could not be told: %s", error)
