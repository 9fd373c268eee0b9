"""Calls to the key-message desk, made by organisers: in the announcements' channel, then to each who takes them."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.chat import channel_bindings as places
from bot.chat.multilingual import InOneLanguage
from bot.chat.posts import Post
from bot.core.people import Participant
from bot.features.key_messages.announcement_content import write_button
from bot.features.key_messages.service import Awaited
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.outbox import direct_messages
from bot.outbox import posting as messenger
from bot.outbox.errors import DeliveryFailed
from bot.outbox.nonce import nonce_of
from bot.workshop.context import WorkshopContext

MENTIONED = 60
"""How many people one message calls by name: each takes some 23 characters of it."""


class DeskCaller:
    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def channels(self, context: WorkshopContext) -> dict[str, discord.TextChannel]:
        """The announcements' channels by language (empty: all of them). Raises `DeliveryFailed` if one is gone."""
        guild = self._client.get_guild(context.guild or 0)
        found = {}
        for language in context.workshop.channels.announcement_languages():
            channel = guild and places.text_channel(context, guild, places.announcements(language))
            if not channel:
                name = places.channel_names(context)[places.announcements(language)]
                raise DeliveryFailed(f"{messenger.CHANNEL_GONE}:#{name}", lasting=True)
            found[language] = channel
        return found

    async def call(
        self, context: WorkshopContext, awaited: Awaited, say: InOneLanguage, write: InOneLanguage, key: str
    ) -> None:
        """Call those awaited, by name, once for each `key`. `write` is for direct messages. Raises `DeliveryFailed`."""
        for language, channel in self.channels(context).items():
            spoken = (language,) if language else context.workshop.languages
            blocks = [say(phrases(code), Formats(code, context.workshop.zone)) for code in spoken]
            here = [p for p in awaited.people if p.discord_id and _reads(context, p, language)]
            first, *others = [here[n : n + MENTIONED] for n in range(0, len(here), MENTIONED)] or [[]]
            post = Post((*blocks, *_mentions(first)), write_button(spoken), ping_users=_ids(first))
            await messenger.post(channel, post, nonce_of(context.id, f"{key}/{language}"))
            for number, more in enumerate(others):
                post = Post(_mentions(more), ping_users=_ids(more))
                await messenger.post(channel, post, nonce_of(context.id, f"{key}/{language}/{number}"))
        messages = direct_messages.in_their_languages(context, awaited.people, write)
        await direct_messages.send(context, key, messages)


def _reads(context: WorkshopContext, person: Participant, language: str) -> bool:
    """Whether that channel is theirs: where there is one a language, nobody is called in two."""
    theirs = person.language if person.language in context.workshop.languages else context.workshop.first_language
    return language in ("", theirs)


def _mentions(people: Sequence[Participant]) -> tuple[str, ...]:
    return (" ".join(f"<@{person.discord_id}>" for person in people),) if people else ()


def _ids(people: Sequence[Participant]) -> tuple[int, ...]:
    return tuple(person.discord_id for person in people if person.discord_id)
