"""Which language a text of the transcript is in, so that the page can tell a screen reader.

It depends on the place of the text: a private reply is in its reader's language, a channel may have its own language,
and a message to everyone has a paragraph for each language. Otherwise the language is not marked.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.core.programme import Channels, Workshop
from bot.i18n.language_codes import closest
from fakecord import Channel, DiscordServer, Interaction, InteractionType, User

_MENTIONS = re.compile(r"(<[@#][!&]?\d+>\s*)+")
_QUOTED = re.compile(r"^>", re.MULTILINE)


def paragraph_languages(languages: Sequence[str], paragraphs: Sequence[str], language: str | None) -> list[str | None]:
    """The language of each paragraph of a message, None where it is not known.

    `language` is the reader's or the channel's, None for a message to everyone. The bot writes such a message as one
    paragraph for each of the workshop's `languages`, in that order, and possibly a paragraph for all of them: mentions,
    or a count such as `0 réponse / 0 answers`. What people wrote is quoted there, and can be in any language.
    """
    if language:
        return [language] * len(paragraphs)
    own = [place for place, paragraph in enumerate(paragraphs) if not _is_for_all(paragraph, len(languages))]
    if len(own) != len(languages) or any(map(_QUOTED.search, paragraphs)):
        return [None] * len(paragraphs)
    by_place = dict(zip(own, languages, strict=True))
    return [by_place.get(place) for place in range(len(paragraphs))]


def _is_for_all(paragraph: str, languages: int) -> bool:
    return bool(_MENTIONS.fullmatch(paragraph)) or (
        "\n" not in paragraph and 0 < paragraph.count(" / ") == languages - 1
    )


class ReaderLanguages:
    """The language in which the bot addresses each person and each channel."""

    def __init__(self, server: DiscordServer, workshop: Workshop) -> None:
        self._languages = workshop.languages
        self._channels = _own_channels(workshop.channels)
        self._chosen: dict[User, list[tuple[int, str]]] = defaultdict(list)
        for action in server.interactions:
            if action.kind == InteractionType.COMMAND and action.name == "language" and (choice := _choice(action)):
                self._chosen[action.who].append((action.id, choice))

    def of_channel(self, channel: Channel) -> str | None:
        """The language of a channel that has its own. None for others."""
        return self._channels.get(channel.name)

    def of_person(self, user: User, at: int) -> str:
        """The language chosen with /language before the snowflake `at`, else the Discord client's, else the workshop's
        first.
        """
        chosen = [choice for since, choice in self._chosen[user] if since <= at]
        if chosen and chosen[-1] in self._languages:
            return chosen[-1]
        return closest(user.locale, self._languages) or self._languages[0]


def _own_channels(channels: Channels) -> dict[str, str]:
    if isinstance(channels.announcements, str):
        return {}
    return {name: language for language, name in channels.announcements.items()}


def _choice(action: Interaction) -> str | None:
    options = {option["name"]: option.get("value") for option in action.data.get("options", [])}
    chosen = options.get("language")
    return str(chosen) if chosen else None
