"""Interactions: something a person did that the bot must answer, once, within three seconds.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from fakecord.errors import Json
from fakecord.model.channel import Channel
from fakecord.model.guild import Member
from fakecord.model.message import Message
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.permissions import ALL, permissions_in

if TYPE_CHECKING:
    from fakecord.world import World

DEADLINE_S = 3.0
TOKEN_S = 15 * 60.0


class InteractionType(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    FORM = 5


class CallbackType(IntEnum):
    """Interaction callback types."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    SUGGESTIONS = 8
    FORM = 9


@dataclass(eq=False)
class Interaction:
    """One act of a person and all that the bot answered.

    `name` is the command with its sub-commands, or the custom id; `latency_ms` real milliseconds from the act to
    the acknowledgement; `failed` whether she read “this interaction failed”.
    """

    world: World
    id: int
    kind: InteractionType
    name: str
    who: User
    channel: Channel
    data: Json
    at: datetime
    member: Member | None = None
    source: Message | None = None
    origin: Interaction | None = None
    option_type: int = 0
    token: str = field(default_factory=lambda: "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(90))
    began: float = field(default_factory=time.monotonic)
    ack: CallbackType | None = None
    ack_ephemeral: bool = False
    latency_ms: float | None = None
    failed: bool = False
    excused: bool = False
    original: Message | None = None
    updated: bool = False
    form: Json | None = None
    suggestions: list[Json] = field(default_factory=list)
    followups: list[Message] = field(default_factory=list)
    signal: ChangeNotifier = field(default_factory=ChangeNotifier)

    @property
    def over(self) -> bool:
        """Answered, or failed."""
        return self.ack is not None or self.failed

    @property
    def token_is_valid(self) -> bool:
        return time.monotonic() - self.began < TOKEN_S

    @property
    def permissions(self) -> int:
        return int(permissions_in(self.member, self.channel)) if self.member else int(ALL)

    @property
    def app_permissions(self) -> int:
        """What the bot may do where it happened: nothing in a server it is not in."""
        guild = self.channel.guild
        if guild is None:
            return int(ALL)
        return int(permissions_in(guild.me, self.channel)) if guild.has_bot else 0

    def send(self) -> None:
        """Tell the bot; its three seconds begin. It need not be in the server: its commands can be there alone.

        https://discord.com/developers/docs/topics/oauth2#shared-resources-oauth2-scopes (applications.commands)
        """
        self.world.interactions.append(self)
        self.world.by_token[self.token] = self
        asyncio.get_running_loop().call_later(DEADLINE_S, self._deadline)
        self.excused = self.world.faults.bot_is_down
        self.began = time.monotonic()
        self.world.hub.publish("INTERACTION_CREATE", self.payload(), self.channel.guild, None)
        self.world.signal.changed()

    def _deadline(self) -> None:
        if self.over:
            return
        self.failed = True
        if not self.excused:
            what = f"{self.kind.name.lower()} {self.name!r} of {self.who.name}"
            self.world.accuse("INTERACTION", self.name, 0, 10062, f"not acknowledged within {DEADLINE_S:g} s: {what}")
        self.changed()

    def acknowledge(self, ack: CallbackType, *, ephemeral: bool = False) -> None:
        self.ack, self.ack_ephemeral = ack, ephemeral
        self.latency_ms = (time.monotonic() - self.began) * 1000
        self.changed()

    def changed(self) -> None:
        self.signal.changed()
        self.world.signal.changed()

    def metadata(self) -> Json:
        """What a message says of the interaction it answers."""
        owners = {"0": str(self.channel.guild.id if self.channel.guild else 0)}
        meta: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "user": self.who.payload(),
            "authorizing_integration_owners": owners,
        }
        if self.kind == InteractionType.COMMAND:
            meta |= {"name": self.name, "command_type": 1}
        if self.kind == InteractionType.COMPONENT and self.source:
            meta["interacted_message_id"] = str(self.source.id)
        if self.kind == InteractionType.FORM and self.origin:
            meta["triggering_interaction_metadata"] = self.origin.metadata()
        return meta

    def payload(self) -> Json:
        guild = self.channel.guild
        payload: Json = {
            "id": str(self.id),
            "application_id": str(self.world.bot.id),
            "type": int(self.kind),
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": str(self.channel.id),
            "channel": partial_channel(self.channel, self.permissions),
            "locale": self.who.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
            "context": 0 if guild else 1,
            "attachment_size_limit": self.channel.upload_limit,
            "app_permissions": str(self.app_permissions),
        }
        if guild and self.member:
            payload |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
                "guild_locale": guild.locale,
                "member": self.member.payload() | {"permissions": str(self.permissions)},
            }
        else:
            payload["user"] = self.who.payload()
        if self.source:
            payload["message"] = self.source.payload()
        return payload


def partial_channel(channel: Channel, permissions: int) -> Json:
    """The part of a channel that interactions carry."""
    left_out = ("permission_overwrites", "bitrate", "user_limit", "rtc_region", "video_quality_mode")
    return {k: v for k, v in channel.payload().items() if k not in left_out} | {"permissions": str(permissions)}
