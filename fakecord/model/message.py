"""Messages, with all that was ever in them.

https://discord.com/developers/docs/resources/message
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json
from fakecord.model.attachment import Attachment

if TYPE_CHECKING:
    from fakecord.model.channel import Channel
    from fakecord.model.role import Role
    from fakecord.model.user import User

SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
DEFAULT, REPLY, CHAT_INPUT_COMMAND = 0, 19, 20


@dataclass(frozen=True)
class Edit:
    """What a message was before it was edited, and when that ended."""

    until: datetime
    content: str
    embeds: list[Json]
    components: list[Json]
    attachments: tuple[Attachment, ...] = ()


@dataclass(eq=False)
class Message:
    """A message of a channel.

    `ephemeral_for` is the only person who sees it; `deleted` the time it went, though it stays here for the
    transcript; `edits` what it said before. `pinged_users`, `pinged_roles` and `pinged_everyone` are those that
    really were called, after `allowed_mentions` and permissions.
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
        """Whether people still read “… is thinking”."""
        return bool(self.flags & LOADING)

    @property
    def ephemeral(self) -> bool:
        return self.ephemeral_for is not None

    @property
    def text(self) -> str:
        """Everything a screen reader would find in it, a line each."""
        return "\n".join([*filter(None, self._texts())])

    @property
    def buttons(self) -> list[Json]:
        return [c for c in self.walk() if c["type"] == 2]

    @property
    def selects(self) -> list[Json]:
        return [c for c in self.walk() if c["type"] in (3, 5, 6, 7, 8)]

    @property
    def labels(self) -> list[str]:
        """The buttons' labels, in order."""
        return [b.get("label", "") for b in self.buttons]

    def walk(self) -> Iterator[Json]:
        """Every component, outer ones first."""
        yield from walk(self.components)

    def _texts(self) -> Iterator[str]:
        yield self.content
        for embed in self.embeds:
            yield from embed_texts(embed)
        for component in self.walk():
            yield from component_texts(component)
        for attachment in self.attachments:
            yield attachment.filename

    def remember(self, now: datetime) -> None:
        """Keep what it said until now."""
        self.edits.append(Edit(now, self.content, self.embeds, self.components, tuple(self.attachments)))

    def payload(self, *, blank: bool = False) -> Json:
        """The message as Discord tells it; `blank` to who may not read message content."""
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
        """Where it came from: an interaction, a webhook, a message it answers."""
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


def walk(components: list[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def embed_texts(embed: Json) -> Iterator[str]:
    yield embed.get("author", {}).get("name", "")
    yield embed.get("title", "")
    yield embed.get("description", "")
    for each in embed.get("fields", []):
        yield each["name"]
        yield each["value"]
    yield embed.get("footer", {}).get("text", "")


def component_texts(component: Json) -> Iterator[Any]:
    yield component.get("content", "")
    yield component.get("label", "")
    yield component.get("placeholder", "")
    for option in component.get("options", []):
        yield option.get("label", "")
