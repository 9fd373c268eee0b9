"""Asks people for their key messages: in the announcements' channels, and by direct message."""

from collections.abc import Iterator, Sequence

import discord

from bot.chat import channel_bindings
from bot.chat.multilingual import InOneLanguage, marked
from bot.chat.posts import Post
from bot.core.errors import WorkshopError
from bot.core.instants import format_utc
from bot.core.people import Person
from bot.features.announcements.posts import MAX_MENTIONS, ids, mentions, readers
from bot.features.key_messages import desk_service, synthesis_text
from bot.features.key_messages.announcement_content import write_button
from bot.features.key_messages.model import DeskInvitation
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.outbox import direct_messages, posting, request_store
from bot.outbox.requested_posts import ChannelPost, RequestedPosts, RequestKind
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

REMIND, REOPEN = "desk-remind", "desk-reopen"


class DeskNotifier:
    def __init__(self, client: discord.Client, requested: RequestedPosts) -> None:
        self._client = client
        self._requested = requested
        requested.kinds[REMIND] = RequestKind(_reminders)
        requested.kinds[REOPEN] = RequestKind(_reopenings)

    def channels(self, context: WorkshopContext) -> dict[str, discord.TextChannel]:
        """The announcements' channels by language. The key is empty if one channel is for all languages.

        Raises `DeliveryFailed` if a channel is missing.
        """
        return {
            language: posting.require_text_channel(self._client, context, channel_bindings.announcements(language))
            for language in context.workshop.channels.announcement_languages()
        }

    async def remind(self, context: WorkshopContext, person: Person) -> DeskInvitation | None:
        """As `desk_service.remind`, and send the messages. Raises `JustDone` and `DeliveryFailed` too."""
        key = f"{REMIND}/{desk_service.ALL_ADMINISTRATIONS}"

        def invite(tx: Transaction, invitation: DeskInvitation) -> None:
            _request(tx, context, key, person, invitation, for_all=True)

        invitation = await desk_service.remind(context, person, invite)
        if invitation:
            await self._requested.wait_until_sent(context, key)
        return invitation

    async def reopen(self, context: WorkshopContext, person: Person, administration: str | None) -> DeskInvitation:
        """As `desk_service.reopen`, and send the messages. Raises `JustDone` and `DeliveryFailed` too."""
        key = f"{REOPEN}/{administration or desk_service.ALL_ADMINISTRATIONS}"

        def invite(tx: Transaction, invitation: DeskInvitation) -> None:
            _request(tx, context, key, person, invitation, for_all=administration is None)

        invitation = await desk_service.reopen(context, person, administration, invite)
        await self._requested.wait_until_sent(context, key)
        return invitation


def _request(
    tx: Transaction, context: WorkshopContext, key: str, person: Person, invitation: DeskInvitation, *, for_all: bool
) -> None:
    """Mention the invited people in the channels, and send them direct messages."""
    now, is_reminder = context.now(), key.startswith(REMIND)

    def say(_: Phrases, f: Formats) -> str:
        if is_reminder:
            return synthesis_text.reminder(_, f, invitation, direct=True)
        return synthesis_text.reopened(_, f, invitation, for_all=for_all, direct=True)

    posts = list(_posts(context, invitation, say))
    request_store.request(tx, context.id, key, person, now, posts=len(posts))
    messages = direct_messages.in_their_languages(context, invitation.people, say)
    direct_messages.enqueue(context, tx, f"{key}/{format_utc(now)}", now, messages)


async def _reminders(context: WorkshopContext, subject: str) -> Sequence[ChannelPost]:
    try:
        invitation = await desk_service.missing(context)
    except WorkshopError:  # the desk has closed since the request
        return []
    if invitation is None:
        return []
    return list(_posts(context, invitation, lambda _, f: synthesis_text.reminder(_, f, invitation)))


async def _reopenings(context: WorkshopContext, administration: str) -> Sequence[ChannelPost]:
    invitation = await desk_service.reopened(context, administration)
    if invitation is None:
        return []
    for_all = administration == desk_service.ALL_ADMINISTRATIONS
    return list(_posts(context, invitation, lambda _, f: synthesis_text.reopened(_, f, invitation, for_all=for_all)))


def _posts(context: WorkshopContext, invitation: DeskInvitation, say: InOneLanguage) -> Iterator[ChannelPost]:
    """For each channel a post with the text and mentions of the people who read that channel."""
    for language in context.workshop.channels.announcement_languages():
        channel = channel_bindings.announcements(language)
        languages = (language,) if language else context.workshop.languages
        blocks = marked(languages, (say(phrases(code), Formats(code, context.workshop.zone)) for code in languages))
        here = readers(context, invitation.people, language)
        first, *others = [here[n : n + MAX_MENTIONS] for n in range(0, len(here), MAX_MENTIONS)] or [[]]
        yield channel, Post((*blocks, *mentions(first)), write_button(languages), ping_users=ids(first))
        for more in others:
            yield channel, Post(mentions(more), ping_users=ids(more))
