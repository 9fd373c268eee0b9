"""Requests to join: ask the organisers for approval, with a button, and tell the person once they are approved."""

import logging

import discord

from bot.chat import channel_bindings
from bot.chat.call import Call
from bot.chat.multilingual import language_blocks, phrase_in_each
from bot.chat.posts import Post, button, buttons
from bot.core.people import Membership, Participant
from bot.features.roster import text
from bot.features.roster.registration import find_administration
from bot.i18n.catalogue import mark, phrases
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
    blocks = language_blocks(context, lambda _, f: text.request(_, context.workshop, participant, administration))
    view = _approve_button(phrase_in_each(context, mark("Approve")), participant)
    key = f"request/{participant.id}/{participant.administration}/{context.now().isoformat()}"
    try:
        await posting.post(channel, Post(blocks, view), posting.nonce_of(context.id, key), context.id)
    except DeliveryFailed as refused:
        log.warning("The organisers of %s could not be asked: %s", context.id, refused.why)


def _approve_button(label: str, participant: Participant) -> discord.ui.View:
    """The button.

    Its id contains the requested administration: it approves what the organiser read, and nothing else.
    """
    return buttons([button(label, f"roster:approve:{participant.discord_id}:{participant.administration}")])


def changed_request(call: Call, discord_id: int) -> Post:
    """The refusal for a request that has changed since it was read, with its present state."""
    participant = call.context.people.get(discord_id)
    refused = call._("This request has changed since, so nothing was approved.")
    if participant is None:
        return Post.of(refused, call._("This request no longer exists. To add someone: /roster assign."))
    administration = find_administration(call.context, participant.administration)
    if participant.status is not Membership.PENDING:
        return Post.of(refused, text.belongs(call._, participant, administration))
    view = _approve_button(call._("Approve"), participant)
    return Post.of(refused, text.request(call._, call.context.workshop, participant, administration), view=view)


async def notify_approved(
    context: WorkshopContext, member: discord.User | discord.Member, participant: Participant
) -> None:
    """Send a direct message. If the person accepts none, their next command shows them that they were approved."""
    _ = phrases(participant.language)
    administration = find_administration(context, participant.administration)
    try:
        await member.send(**Post.of(text.approved(_, context.workshop, administration)).new())
    except discord.HTTPException:
        log.info("A person who was approved takes no direct messages")
