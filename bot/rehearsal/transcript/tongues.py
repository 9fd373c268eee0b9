"""In which language somebody was answered: her own choice, else her client's, else the workshop's first."""

from __future__ import annotations

from collections import defaultdict

from bot.core.programme import Channels, Workshop
from fakecord import Channel, DiscordServer, Interaction, InteractionType, User


class Tongues:
    """The language each person and each channel is spoken to in."""

    def __init__(self, server: DiscordServer, workshop: Workshop) -> None:
        self._languages = workshop.languages
        self._channels = _own_channels(workshop.channels)
        self._chosen: dict[User, list[tuple[int, str]]] = defaultdict(list)
        for deed in server.interactions:
            if deed.kind == InteractionType.COMMAND and deed.name == "language" and (choice := _choice(deed)):
                self._chosen[deed.who].append((deed.id, choice))

    def of_channel(self, channel: Channel) -> str | None:
        """Where a channel has a language of its own."""
        return self._channels.get(channel.name)

    def of_person(self, user: User, at: int) -> str:
        """What she reads at the snowflake `at`."""
        chosen = [choice for since, choice in self._chosen[user] if since <= at]
        wanted = chosen[-1] if chosen and chosen[-1] in self._languages else user.locale.split("-")[0]
        return wanted if wanted in self._languages else self._languages[0]


def _own_channels(channels: Channels) -> dict[str, str]:
    if isinstance(channels.announcements, str):
        return {}
    return {name: language for language, name in channels.announcements.items()}


def _choice(deed: Interaction) -> str | None:
    options = {option["name"]: option.get("value") for option in deed.data.get("options", [])}
    chosen = options.get("language")
    return str(chosen) if chosen else None
