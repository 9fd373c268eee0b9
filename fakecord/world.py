"""All that exists in the stand-in: accounts, guilds, channels, commands, interactions."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.scheduling.clock import Clock
from fakecord.command_registry import CommandRegistry
from fakecord.errors import Json
from fakecord.event_lifecycle import EventLifecycle
from fakecord.files import FileStore
from fakecord.model.channel import DM, Channel
from fakecord.model.guild import Guild
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.permissions import Permission
from fakecord.request_log import LoggedRequest, Violation
from fakecord.snowflakes import Snowflakes
from fakecord.timers import Timers
from fakecord.voice_states import VoiceStates

if TYPE_CHECKING:
    from fakecord.faults import Faults
    from fakecord.gateway.gateway import Gateway
    from fakecord.interactions import Interaction
    from fakecord.model.message import Message


@dataclass
class Nonce:
    """A nonce Discord still remembers, until `real` on the monotonic clock."""

    message: Message
    real: float


@dataclass
class DeveloperPortal:
    """What the developer portal grants the bot."""

    token: str
    privileged_intents: frozenset[str]
    shards: int | None = None
    """How many are recommended; by the number of guilds where it is None."""
    max_concurrency: int = 1
    identify_every_s: float = 5.0
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))


class World:
    """State, and the word that it changed. Rules live with the routes; this only holds."""

    hub: Gateway
    faults: Faults
    gateway_url: str

    def __init__(self, clock: Clock, portal: DeveloperPortal, bot_name: str) -> None:
        self.clock = clock
        self.portal = portal
        self.ids = Snowflakes(clock)
        self.signal = ChangeNotifier()
        self.timers = Timers(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct: dict[int, Channel] = {}
        self.channels_ever: list[Channel] = []
        self.bot = self.new_user(bot_name, bot=True)
        self.commands = CommandRegistry(self)
        self.interactions: list[Interaction] = []
        self.by_token: dict[str, Interaction] = {}
        self.files = FileStore(self)
        self.voice = VoiceStates(self)
        self.calendar = EventLifecycle(self)
        self.nonces: dict[tuple[int, str], Nonce] = {}
        self.violations: list[Violation] = []
        self.log: list[LoggedRequest] = []
        self.exercised = Permission(0)
        """Every permission that something the bot did was refused for, or would have been without it."""

    def new_user(self, name: str, *, bot: bool = False, locale: str = "en-US", dms_open: bool = True) -> User:
        if bot:
            return self._add_user(User(self.ids.next(), name, name, bot=True))
        handle = re.sub(r"[^a-z0-9._]+", "", name.lower().replace(" ", "."))[:24] or "someone"
        taken = {u.username for u in self.users.values()}
        number = 1
        while (username := handle if number == 1 else f"{handle}{number}") in taken:
            number += 1
        return self._add_user(User(self.ids.next(), username, name, False, locale, dms_open))

    def _add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def direct_channel(self, user: User) -> Channel:
        """The direct channel of the bot and `user`, which exists once it is asked for."""
        if user.id not in self.direct:
            channel = Channel(self.ids.next(), self, DM, f"@{user.name}", recipients=(self.bot, user))
            self.direct[user.id] = self.channels[channel.id] = channel
            self.channels_ever.append(channel)
        return self.direct[user.id]

    def publish(self, event: str, payload: Json, *, guild: Guild | None = None, blank: Json | None = None) -> None:
        """Tell the bot's sessions that asked for such events; `blank` to those that may not read messages."""
        if guild is None or guild.has_bot:
            self.hub.publish(event, payload, guild, blank)
        self.signal.changed()

    def accuse(self, method: str, path: str, status: int, code: int, text: str) -> None:
        """Note what Discord would not have taken."""
        self.violations.append(Violation(self.clock.now(), method, path, status, code, text))
        self.signal.changed()

    def remember_nonce(self, message: Message) -> None:
        """Discord keeps nonces for a few minutes.

        https://discord.com/developers/docs/resources/message#create-message
        """
        if message.nonce is not None:
            self.nonces[(message.channel.id, str(message.nonce))] = Nonce(message, time.monotonic() + NONCE_KEPT_S)

    def message_of_nonce(self, channel: Channel, nonce: str | int) -> Message | None:
        kept = self.nonces.get((channel.id, str(nonce)))
        return kept.message if kept and time.monotonic() < kept.real else None


NONCE_KEPT_S = 300.0
