"""Key messages suggested while a person types an option."""

import discord

from bot.chat.call import Call
from bot.chat.suggestions import Choice, matching
from bot.features.key_messages import progress_service, publication_service, service, translation_service
from bot.features.key_messages.model import KeyMessage, MessageState
from bot.features.key_messages.progress_text import text_of


async def own_messages(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """The key messages of the reader's own administration."""
    call = Call.of(interaction)
    messages = await service.of_administration(call.context, call.coordinator().administration)
    return matching([_choice(message) for message in messages], typed)


async def messages_to_endorse(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """The published key messages of the other administrations."""
    call = Call.of(interaction)
    own = call.coordinator().administration
    others = [each for each in await publication_service.published(call.context) if each.administration != own]
    return matching([(f"{each.reference} · {call._.of(each.texts)}", each.reference) for each in others], typed)


async def messages_to_translate(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Every key message, those that lack a translation first."""
    call = Call.of(interaction)
    waiting = await translation_service.untranslated(call.context)
    messages, languages = await service.all_messages(call.context), call.context.workshop.languages
    others = [message for message in messages if not message.missing_languages(languages)]
    return matching([_choice(message) for message in (*waiting, *others)], typed)


async def messages_to_clear(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """Translated key messages that nobody has cleared."""
    call = Call.of(interaction)
    messages = await service.all_messages(call.context)
    return matching([_choice(message) for message in messages if message.state is MessageState.TRANSLATED], typed)


async def messages_of_last_time(interaction: discord.Interaction, typed: str) -> list[Choice]:
    """The published messages of the previous edition. Those without progress come first."""
    call = Call.of(interaction)
    messages = sorted(await progress_service.followed(call.context), key=lambda each: each.progress is not None)
    entries = [(each.message.reference, text_of(each.message, call.language)) for each in messages]
    return matching([(f"{reference} · {text}", reference) for reference, text in entries], typed)


def _choice(message: KeyMessage) -> tuple[str, str]:
    return f"{message.reference} · {message.text}", message.reference
