"""An interaction: something a person did that the bot must answer, once, within three seconds.

https://discord.com/developers/docs/interactions/receiving-and-responding
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from fakecord.errors import Json
from fakecord.model.channel import Channel, Message
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.members import Member
from fakecord.model.user import User
from fakecord.notifier import ChangeNotifier
from fakecord.permissions import ALL

TOKEN_S = 15 * 60.0


class InteractionType(IntEnum):
    """Discord's interaction types. FORM is MODAL_SUBMIT.

    https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type
    """

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    FORM = 5


class CallbackType(IntEnum):
    """Discord's interaction callback types. SUGGESTIONS answer an autocomplete; FORM is MODAL.

    https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
    """

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    SUGGESTIONS = 8
    FORM = 9


@dataclass(eq=False)
class Interaction:
    """What one person did, and everything the bot answered.

    `name` is the command with its sub-commands, or the custom id. `source` is the message of a component, and of a
    form that a component opened; `origin` is the interaction that opened the form. `ack` is the first answer, the
    acknowledgement. `latency_ms` are the real milliseconds until `ack`. `failed`: no answer came in time, and the
    person read “This interaction failed”. `excused`: this is no violation. `began` is monotonic.
    """

    bot_id: int
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
    """The type of the option that an autocomplete is about."""
    token: str = field(default_factory=lambda: "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(90))
    began: float = field(default_factory=time.monotonic)
    ack: CallbackType | None = None
    latency_ms: float | None = None
    failed: bool = False
    excused: bool = False
    original: Message | None = None
    """The original response: the message that the first answer sent, promised or changed."""
    updated: bool = False
    """Whether the message of the component was changed."""
    form: Json | None = None
    suggestions: list[Json] = field(default_factory=list)
    followups: list[Message] = field(default_factory=list)
    notifier: ChangeNotifier = field(default_factory=ChangeNotifier)

    @property
    def over(self) -> bool:
        """Acknowledged, or failed."""
        return self.ack is not None or self.failed

    @property
    def token_is_valid(self) -> bool:
        return time.monotonic() - self.began < TOKEN_S

    @property
    def permissions(self) -> int:
        """The person's permissions in the channel."""
        return int(permissions_in(self.member, self.channel)) if self.member else int(ALL)

    @property
    def app_permissions(self) -> int:
        """The bot's permissions in the channel; none in a guild it is not in."""
        guild = self.channel.guild
        if guild is None:
            return int(ALL)
        return int(permissions_in(guild.me, self.channel)) if guild.has_bot else 0

    def metadata(self) -> Json:
        """`interaction_metadata` of a message that answers the interaction.

        https://discord.com/developers/docs/resources/message#message-interaction-metadata-object
        """
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
            "application_id": str(self.bot_id),
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
    """The fields of a channel that interactions carry."""
    left_out = ("permission_overwrites", "bitrate", "user_limit", "rtc_region", "video_quality_mode")
    return {k: v for k, v in channel.payload().items() if k not in left_out} | {"permissions": str(permissions)}
