"""Notifies people that the desk awaits their key messages: in the announcements' channels, and by direct message."""

from collections.abc import Sequence

import discord

from bot.chat import channel_bindings
from bot.chat.multilingual import InOneLanguage
from bot.chat.posts import Post
from bot.core.people import Participant
from bot.features.key_messages.announcement_content import write_button
from bot.features.key_messages.model import DeskInvitation
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.outbox import direct_messages, posting
from bot.workshop.context import WorkshopContext

MAX_MENTIONS = 60
"""Most people that one message mentions: each mention takes about 23 of its characters."""


class DeskNotifier:
    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def channels(self, context: WorkshopContext) -> dict[str, discord.TextChannel]:
        """The announcements' channels by language; the key is empty if one channel serves all languages.

        Raises `DeliveryFailed` if a channel is missing.
        """
        return {
            language: posting.require_text_channel(self._client, context, channel_bindings.announcements(language))
            for language in context.workshop.channels.announcement_languages()
        }

    async def notify(
        self, context: WorkshopContext, invitation: DeskInvitation, say: InOneLanguage, write: InOneLanguage, key: str
    ) -> None:
        """Mention the invited people in the channels, and send them direct messages, once for each `key`.

        `say` gives the text of the channels, `write` that of the direct messages. Raises `DeliveryFailed`.
        """
        for language, channel in self.channels(context).items():
            languages = (language,) if language else context.workshop.languages
            blocks = [say(phrases(code), Formats(code, context.workshop.zone)) for code in languages]
            here = [p for p in invitation.people if p.discord_id and _reads(context, p, language)]
            first, *others = [here[n : n + MAX_MENTIONS] for n in range(0, len(here), MAX_MENTIONS)] or [[]]
            post = Post((*blocks, *_mentions(first)), write_button(languages), ping_users=_ids(first))
            await posting.post(channel, post, posting.nonce_of(context.id, f"{key}/{language}"), context.id)
            for number, more in enumerate(others):
                post = Post(_mentions(more), ping_users=_ids(more))
                await posting.post(
                    channel, post, posting.nonce_of(context.id, f"{key}/{language}/{number}"), context.id
                )
        messages = direct_messages.in_their_languages(context, invitation.people, write)
        await direct_messages.send(context, key, messages)


def _reads(context: WorkshopContext, person: Participant, language: str) -> bool:
    """Whether the person is mentioned in the channel of `language`: in exactly one, if each language has its own."""
    own = person.language if person.language in context.workshop.languages else context.workshop.first_language
    return language in ("", own)


def _mentions(people: Sequence[Participant]) -> tuple[str, ...]:
    return (" ".join(f"<@{person.discord_id}>" for person in people),) if people else ()


def _ids(people: Sequence[Participant]) -> tuple[int, ...]:
    return tuple(person.discord_id for person in people if person.discord_id)
