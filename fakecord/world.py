"""All state of the fake server: accounts, guilds, channels, commands, interactions, and the parts that change them."""

import re
import time
from dataclasses import dataclass

from fakecord.clock import Clock
from fakecord.command_registry import CommandRegistry
from fakecord.event_lifecycle import EventLifecycle
from fakecord.faults import Faults
from fakecord.files import FileStore
from fakecord.gateway.gateway import Gateway
from fakecord.interactions import Interactions
from fakecord.model.channel import Channel, Message
from fakecord.model.channel_types import DM
from fakecord.model.guild import Guild, Guilds
from fakecord.model.members import Member
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.permissions import NONE
from fakecord.portal import DeveloperPortal
from fakecord.request_log import RequestLog
from fakecord.snowflakes import Snowflakes
from fakecord.timers import Timers
from fakecord.voice_states import VoiceStates

NONCE_KEPT_S = 300.0


@dataclass
class Nonce:
    """A nonce that Discord still remembers, until `until` on the monotonic clock."""

    message: Message
    until: float


class World:
    """Holds the state. The routes check the rules before they change it."""

    def __init__(self, clock: Clock, portal: DeveloperPortal, bot_name: str) -> None:
        self.clock = clock
        self.portal = portal
        self.notifier = ChangeNotifier()
        self.ids = Snowflakes(clock)
        self.timers = Timers(clock)
        self.log = RequestLog(clock, self.notifier)
        self.files = FileStore(self.ids)
        self.users: dict[int, User] = {}
        self.guilds = Guilds()
        self.channels_ever: dict[int, Channel] = {}
        """Every channel there ever was, direct and deleted ones too, oldest first."""
        self.direct: dict[int, Channel] = {}
        """The direct channels with the bot, by the other account's id."""
        self.nonces: dict[tuple[int, str], Nonce] = {}
        self.permissions_used = NONE
        """Every permission that the bot's requests needed, whether or not it had them."""
        self.bot = self._add_user(User(self.ids.next(), bot_name, bot_name, bot=True))
        self.gateway = Gateway(self.bot, self.guilds, portal, self.notifier)
        self.commands = CommandRegistry(self.ids, self.bot, self.notifier)
        self.events = EventLifecycle(clock, self.ids, self.timers, self.gateway, self.guilds)
        self.voice = VoiceStates(self.guilds, self.gateway, self.events)
        self.interactions = Interactions(clock, self.ids, self.bot, self.gateway, self.log, self.notifier)
        self.faults = Faults(self.gateway, self.interactions)

    # accounts

    def new_user(self, name: str, *, locale: str = "en-US", dms_open: bool = True) -> User:
        """A new account, with a handle made from its name."""
        handle = re.sub(r"[^a-z0-9._]+", "", name.lower().replace(" ", "."))[:24] or "someone"
        taken = {u.username for u in self.users.values()}
        number = 1
        while (username := handle if number == 1 else f"{handle}{number}") in taken:
            number += 1
        return self._add_user(User(self.ids.next(), username, name, False, locale, dms_open))

    def _add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    # guilds and channels

    def new_guild(self, name: str, owner: User, locale: str) -> Guild:
        guild = Guild(self.clock, self.ids, self.gateway, self.bot, self.channels_ever, name, owner, locale)
        self.guilds[guild.id] = guild
        return guild

    def channel(self, number: int) -> Channel | None:
        """A channel that is not deleted."""
        channel = self.channels_ever.get(number)
        return None if channel is None or channel.deleted else channel

    def direct_channel(self, user: User) -> Channel:
        """The direct channel of the bot and `user`. Asking for it creates it."""
        if user.id not in self.direct:
            channel = Channel(self.ids.next(), DM, f"@{user.name}", recipients=(self.bot, user))
            self.direct[user.id] = self.channels_ever[channel.id] = channel
        return self.direct[user.id]

    def delete_channel(self, channel: Channel) -> None:
        """Members in it are disconnected; its stage closes; its scheduled events and its threads are deleted."""
        guild = self.guilds.of(channel)
        channel.deleted = True
        for thread in guild.threads_in(channel):
            thread.deleted = True
            del guild.threads[thread.id]
        for member in guild.members_in(channel) if channel.is_voice else ():
            self.voice.leave(member)
        self.events.channel_deleted(channel)
        guild.remove_channel(channel)

    def remove_member(self, member: Member) -> None:
        """The account leaves the guild, or is kicked out of it. A bot's role goes with it."""
        guild = self.guilds[member.guild.id]
        self.voice.leave(member)
        guild.remove_member(member)
        if member.user is self.bot:
            self.gateway.guild_left(guild)
            for role in [role for role in guild.roles.values() if role.managed_by == self.bot.id]:
                guild.remove_role(role)

    # nonces

    def remember_nonce(self, message: Message) -> None:
        """Discord keeps nonces for a few minutes.

        https://discord.com/developers/docs/resources/message#create-message
        """
        if message.nonce is not None:
            until = time.monotonic() + NONCE_KEPT_S
            self.nonces[(message.channel.id, str(message.nonce))] = Nonce(message, until)

    def message_of_nonce(self, channel: Channel, nonce: str | int) -> Message | None:
        found = self.nonces.get((channel.id, str(nonce)))
        return found.message if found and time.monotonic() < found.until else None
