"""All interactions: sent to the bot, acknowledged, or failed after three seconds.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import asyncio
import time

from fakecord.clock import Clock
from fakecord.errors import Json
from fakecord.gateway.gateway import Gateway
from fakecord.model.channel import Channel
from fakecord.model.interaction import CallbackType, Interaction, InteractionType
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.request_log import RequestLog
from fakecord.snowflakes import Snowflakes

DEADLINE_S = 3.0


class Interactions:
    """Creates interactions, sends them, and watches their deadline."""

    def __init__(
        self, clock: Clock, ids: Snowflakes, bot: User, gateway: Gateway, log: RequestLog, notifier: ChangeNotifier
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._bot = bot
        self._gateway = gateway
        self._log = log
        self._notifier = notifier
        self._by_token: dict[str, Interaction] = {}
        self.all: list[Interaction] = []
        self.bot_is_down = False
        """Whether the bot is down on purpose. Then an interaction without an answer is no violation."""

    def create(self, kind: InteractionType, name: str, who: User, channel: Channel, data: Json) -> Interaction:
        """A new interaction, not sent yet. `KeyError` if the person is not in the channel's guild."""
        member = channel.guild.members[who.id] if channel.guild else None
        return Interaction(self._bot.id, self._ids.next(), kind, name, who, channel, data, self._clock.now(), member)

    def send(self, interaction: Interaction) -> None:
        """Tell the bot. It has three seconds from now.

        The bot need not be in the guild: its commands can be installed there alone.
        https://discord.com/developers/docs/topics/oauth2#shared-resources-oauth2-scopes (applications.commands)
        """
        self.all.append(interaction)
        self._by_token[interaction.token] = interaction
        asyncio.get_running_loop().call_later(DEADLINE_S, self._fail_if_unanswered, interaction)
        interaction.excused = self.bot_is_down
        interaction.began = time.monotonic()
        self._gateway.dispatch("INTERACTION_CREATE", interaction.payload(), interaction.channel.guild)
        self._notifier.notify()

    def find(self, token: str) -> Interaction | None:
        return self._by_token.get(token)

    def acknowledge(self, interaction: Interaction, ack: CallbackType) -> None:
        interaction.ack = ack
        interaction.latency_ms = (time.monotonic() - interaction.began) * 1000
        self.changed(interaction)

    def changed(self, interaction: Interaction) -> None:
        """Wake those who wait for this interaction, or for anything."""
        interaction.notifier.notify()
        self._notifier.notify()

    def set_bot_down(self, is_down: bool) -> None:
        """From now on the bot is down on purpose, or up again. Interactions that wait for an answer are excused."""
        self.bot_is_down = is_down
        if is_down:
            for interaction in self.all:
                interaction.excused |= not interaction.over

    def _fail_if_unanswered(self, interaction: Interaction) -> None:
        if interaction.over:
            return
        interaction.failed = True
        if not interaction.excused:
            name = interaction.name
            what = f"{interaction.kind.name.lower()} {name!r} of {interaction.who.name}"
            self._log.report("INTERACTION", name, 0, 10062, f"not acknowledged within {DEADLINE_S:g} s: {what}")
        self.changed(interaction)
