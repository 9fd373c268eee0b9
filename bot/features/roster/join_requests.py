"""Requests to join: told to the organisers with a button to grant them, and to the person once they are."""

from __future__ import annotations

import logging

import discord

from bot.chat import channel_bindings as places
from bot.chat.multilingual import in_all_languages
from bot.chat.posts import Post, button, buttons
from bot.core.people import Participant
from bot.features.roster import text as words
from bot.features.roster.registration import administration_of
from bot.i18n.catalogue import phrases
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

log = logging.getLogger(__name__)


async def tell_organisers(context: WorkshopContext, guild: discord.Guild, who: Participant) -> None:
    """Ask them, in their channel; where that cannot be said, /roster show names the person all the same."""
    channel = places.text_channel(context, guild, "organisers")
    if channel is None:
        return
    administration = administration_of(context, who.administration)
    blocks = in_all_languages(context, lambda _, f: words.request(_, who, administration))
    label = " / ".join(dict.fromkeys(phrases(language)("Approve") for language in context.workshop.languages))
    view = buttons([button(label, f"roster:approve:{who.discord_id}")])
    try:
        nonce = nonce_of(context.id, f"request/{who.id}/{who.administration}/{context.now().isoformat()}")
        await messenger.post(channel, Post(blocks, view), nonce)
    except DeliveryFailed as refused:
        log.warning("The organisers of %s could not be asked: %s", context.id, refused.why)


async def tell_person(context: WorkshopContext, member: discord.User | discord.Member, who: Participant) -> None:
    """A direct message; where they take none, they find out with the next thing they do."""
    _ = phrases(who.language)
    administration = administration_of(context, who.administration)
    try:
        await member.send(**Post.of(words.approved(_, administration, _.of(context.workshop.title))).new())
    except discord.HTTPException:
        log.info("A person who was approved takes no direct messages")
