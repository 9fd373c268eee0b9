"""Requests to join: ask the organisers for approval, with a button, and tell the person once they are approved."""

import logging

import discord

from bot.chat import channel_bindings
from bot.chat.multilingual import in_all_languages
from bot.chat.posts import Post, button, buttons
from bot.core.people import Participant
from bot.features.roster import text
from bot.features.roster.registration import find_administration
from bot.i18n.catalogue import phrases
from bot.outbox import posting
from bot.outbox.messages import DeliveryFailed
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def ask_organisers(context: WorkshopContext, guild: discord.Guild, participant: Participant) -> None:
    """Post the request in the organisers' channel. If that fails, `/roster show` still lists it."""
    channel = channel_bindings.text_channel(context, guild, "organisers")
    if channel is None:
        return
    administration = find_administration(context, participant.administration)
    blocks = in_all_languages(context, lambda _, f: text.request(_, participant, administration))
    label = " / ".join(dict.fromkeys(phrases(language)("Approve") for language in context.workshop.languages))
    view = buttons([button(label, f"roster:approve:{participant.discord_id}")])
    key = f"request/{participant.id}/{participant.administration}/{context.now().isoformat()}"
    try:
        await posting.post(channel, Post(blocks, view), posting.nonce_of(context.id, key), context.id)
    except DeliveryFailed as refused:
        log.warning("The organisers of %s could not be asked: %s", context.id, refused.why)


async def tell_approved(
    context: WorkshopContext, member: discord.User | discord.Member, participant: Participant
) -> None:
    """Send a direct message. If the person accepts none, their next command shows them that they were approved."""
    _ = phrases(participant.language)
    administration = find_administration(context, participant.administration)
    try:
        await member.send(**Post.of(text.approved(_, administration, _.of(context.workshop.title))).new())
    except discord.HTTPException:
        log.info("A person who was approved takes no direct messages")
