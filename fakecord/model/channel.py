"""Channels of a guild, direct channels, and their messages.

https://discord.com/developers/docs/resources/channel
https://discord.com/developers/docs/resources/message
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from fakecord.errors import Json
from fakecord.model.attachment import Attachment
from fakecord.model.channel_types import ANNOUNCEMENT, DM, STAGE, TEXT, THREADS, VOICE, Overwrite, stored_name
from fakecord.model.components import BUTTON, MENUS, component_texts, embed_texts, shown, walk
from fakecord.model.members import UPLOAD_LIMIT, BaseGuild, Member, Role
from fakecord.model.user import User
from fakecord.permissions import Permission

SUPPRESS_EMBEDS, HAS_THREAD, EPHEMERAL, LOADING = 1 << 2, 1 << 5, 1 << 6, 1 << 7
SILENT, COMPONENTS_V2 = 1 << 12, 1 << 15
DEFAULT, REPLY, CHAT_INPUT_COMMAND = 0, 19, 20


@dataclass(eq=False)
class Channel:
    """A channel. `guild` is None for a direct one, whose two accounts are `recipients`."""

    id: int
    type: int
    name: str
    guild: BaseGuild | None = None
    position: int = 0
    topic: str | None = None
    parent_id: int | None = None
    nsfw: bool = False
    slowmode: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    recipients: tuple[User, ...] = ()
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    """Every message there ever was, deleted and ephemeral ones too."""
    last_message: int | None = None
    """The last message that all could read. It may be deleted by now (Discord: Channel Object, `last_message_id`)."""
    deleted: bool = False

    @property
    def upload_limit(self) -> int:
        """Bytes of files that one message may carry here."""
        return self.guild.upload_limit if self.guild else UPLOAD_LIMIT

    @property
    def is_voice(self) -> bool:
        return self.type in (VOICE, STAGE)

    @property
    def is_text(self) -> bool:
        """Whether messages can be sent here. Voice and stage channels take messages too."""
        return self.type in (TEXT, DM, ANNOUNCEMENT, VOICE, STAGE, *THREADS)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def history(self) -> list[Message]:
        """The public messages of the channel, oldest first."""
        return [m for m in self.messages if m.ephemeral_for is None and m.deleted is None]

    def add(self, message: Message) -> None:
        self.messages.append(message)
        if message.ephemeral_for is None:
            self.last_message = message.id

    def set_overwrite(self, target: Role | Member, *, allow: int = 0, deny: int = 0) -> None:
        """Set the overwrite of a role or a member, as an administrator does in the channel's settings."""
        kind = 0 if isinstance(target, Role) else 1
        self.overwrites[target.id] = Overwrite(target.id, kind, Permission(allow), Permission(deny))
        self.changed()

    def change(self, *, name: str) -> None:
        """Rename the channel as an administrator does in its settings."""
        self.name = stored_name(name, self.type)
        self.changed()

    def changed(self) -> None:
        """Tell the bot that a channel of a guild was changed."""
        if self.guild:
            self.guild.publish("CHANNEL_UPDATE", self.payload())

    def payload(self) -> Json:
        """The channel as Discord's API and gateway send it."""
        if self.guild is None:
            return self._direct_payload()
        payload: Json = {
            "id": str(self.id),
            "type": self.type,
            "name": self.name,
            "guild_id": str(self.guild.id),
            "position": self.position,
            "parent_id": str(self.parent_id) if self.parent_id else None,
            "permission_overwrites": [o.payload() for o in self.overwrites.values()],
            "nsfw": self.nsfw,
            "flags": 0,
        }
        if self.is_text:
            payload |= {
                "topic": self.topic,
                "last_message_id": str(self.last_message) if self.last_message else None,
                "rate_limit_per_user": self.slowmode,
                "last_pin_timestamp": None,
            }
        if self.is_voice:
            payload |= {
                "bitrate": self.bitrate,
                "user_limit": self.user_limit,
                "rtc_region": None,
                "video_quality_mode": 1,
            }
        return payload

    def _direct_payload(self) -> Json:
        return {
            "id": str(self.id),
            "type": DM,
            "flags": 0,
            "last_message_id": str(self.last_message) if self.last_message else None,
            "last_pin_timestamp": None,
            "recipients": [u.payload() for u in self.recipients if not u.bot],
        }

    def __repr__(self) -> str:
        return f"<Channel {self.name}>"


@dataclass(frozen=True)
class Edit:
    """What a message said before an edit, and the time of the edit."""

    until: datetime
    content: str
    embeds: list[Json]
    components: list[Json]
    attachments: tuple[Attachment, ...] = ()


@dataclass(eq=False)
class Message:
    """A message of a channel.

    `ephemeral_for` is the only person who sees it. `deleted` is the time of its deletion; the object stays in
    `channel.messages`. `edits` holds its earlier versions. `pinged_users`, `pinged_roles` and `pinged_everyone` say who
    got a mention, after `allowed_mentions` and permissions. Unless the message is `silent`, their devices were notified
    too.
    """

    id: int
    channel: Channel
    author: User
    at: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    type: int = DEFAULT
    tts: bool = False
    pinned: bool = False
    nonce: str | int | None = None
    mentioned_users: list[User] = field(default_factory=list)
    mentioned_roles: list[Role] = field(default_factory=list)
    mentions_everyone: bool = False
    pinged_users: list[User] = field(default_factory=list)
    pinged_roles: list[Role] = field(default_factory=list)
    pinged_everyone: bool = False
    ephemeral_for: User | None = None
    replies_to: Message | None = None
    interaction: Json | None = None
    command: str | None = None
    edited: datetime | None = None
    deleted: datetime | None = None
    edits: list[Edit] = field(default_factory=list)

    @property
    def loading(self) -> bool:
        """Whether people still see “… is thinking”."""
        return bool(self.flags & LOADING)

    @property
    def ephemeral(self) -> bool:
        return self.ephemeral_for is not None

    @property
    def silent(self) -> bool:
        """Whether it was sent with SUPPRESS_NOTIFICATIONS.

        Then no device makes a sound, not even those of mentioned people.

        https://discord.com/developers/docs/resources/message#message-object-message-flags
        """
        return bool(self.flags & SILENT)

    @property
    def text(self) -> str:
        """All text in the message as it is shown, one line each: content, embeds, components, names of files."""
        return "\n".join([*filter(None, self._texts())])

    @property
    def buttons(self) -> list[Json]:
        return [c for c in self.walk() if c["type"] == BUTTON]

    @property
    def selects(self) -> list[Json]:
        return [c for c in self.walk() if c["type"] in MENUS]

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons, in order."""
        return [b.get("label", "") for b in self.buttons]

    def walk(self) -> Iterator[Json]:
        """Every component, each before those inside it."""
        yield from walk(self.components)

    def _texts(self) -> Iterator[str]:
        yield shown(self.content)
        for embed in self.embeds:
            yield from embed_texts(embed)
        for component in self.walk():
            yield from component_texts(component)
        for attachment in self.attachments:
            yield attachment.filename

    def remember(self, now: datetime) -> None:
        """Keep the present version in `edits`."""
        self.edits.append(Edit(now, self.content, self.embeds, self.components, tuple(self.attachments)))

    def payload(self, *, blank: bool = False) -> Json:
        """The message as Discord sends it; `blank` for a bot that may not read message content."""
        payload: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": "" if blank else self.content,
            "timestamp": self.at.isoformat(),
            "edited_timestamp": self.edited.isoformat() if self.edited else None,
            "tts": self.tts,
            "mention_everyone": self.mentions_everyone,
            "mentions": [u.payload() for u in self.mentioned_users],
            "mention_roles": [str(r.id) for r in self.mentioned_roles],
            "attachments": [] if blank else [a.payload() for a in self.attachments],
            "embeds": [] if blank else self.embeds,
            "components": [] if blank else self.components,
            "pinned": self.pinned,
            "type": self.type,
            "flags": self.flags,
        }
        return payload | self._origin()

    def _origin(self) -> Json:
        """The fields that name its origin: an interaction, a webhook, or the message that it replies to."""
        origin: Json = {}
        if self.author.bot:
            origin["application_id"] = str(self.author.id)
        if self.interaction:
            origin |= {"interaction_metadata": self.interaction, "webhook_id": str(self.author.id)}
        if self.interaction and self.command:
            origin["interaction"] = {
                "id": self.interaction["id"],
                "type": self.interaction["type"],
                "name": self.command,
                "user": self.interaction["user"],
            }
        if self.replies_to:
            reference = {"type": 0, "message_id": str(self.replies_to.id), "channel_id": str(self.channel.id)}
            if self.channel.guild:
                reference["guild_id"] = str(self.channel.guild.id)
            origin["message_reference"] = reference
            if not self.replies_to.deleted:
                origin["referenced_message"] = self.replies_to.payload() | {"referenced_message": None}
        return origin

    def __repr__(self) -> str:
        return f"<Message {self.id} {self.text[:60]!r}>"
