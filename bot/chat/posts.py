"""A message to be posted: blocks of text, one for each language, and components, within Discord's limits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.chat import custom_ids
from bot.chat.command_mentions import MENTIONS
from bot.chat.pagination import joined

CONTENT = 2_000
EMBED = 4_096
EMBEDS = 6_000
"""Most characters of a message's content, an embed's description, and all embeds of a message
(Discord, Create Message and Embed Limits)."""


@dataclass(frozen=True, slots=True)
class Post:
    """Blocks of text, one below the other, in which commands become mentions unless it is `literal`.

    `ping_role` and `ping_users` are mentioned, and nobody else. A `silent` one notifies no device, not even theirs
    (Discord, Message Flags, SUPPRESS_NOTIFICATIONS). `client`: the language of the only reader's client.
    """

    blocks: tuple[str, ...]
    view: discord.ui.View | None = None
    ping_role: int | None = None
    ping_users: tuple[int, ...] = ()
    files: tuple[discord.File, ...] = field(default=())
    literal: bool = False
    silent: bool = False
    client: str | None = None

    @classmethod
    def of(cls, *blocks: str, view: discord.ui.View | None = None) -> Post:
        return cls(blocks, view)

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks)

    @property
    def said(self) -> tuple[str, ...]:
        """The blocks without the mention of a role at the beginning."""
        return self.blocks[1:] if self.ping_role else self.blocks

    @property
    def print(self) -> str:
        """A hash of what the reader sees: two posts with the same text have the same hash."""
        body = self._body()
        return text_print(" ".join([body["content"] or "", *(embed.description or "" for embed in body["embeds"])]))

    @property
    def mentions(self) -> discord.AllowedMentions:
        """`AllowedMentions` for the people to ping: a mention in a user's text notifies nobody."""
        return discord.AllowedMentions(
            everyone=False,
            replied_user=False,
            roles=[discord.Object(self.ping_role)] if self.ping_role else False,
            users=[discord.Object(user) for user in self.ping_users] or False,
        )

    def new(self, workshop: str | None = None) -> dict[str, Any]:
        """The keyword arguments with which discord.py sends this.

        `workshop` is the id that its buttons and menus will name. A post without buttons and menus needs none.
        """
        options: dict[str, Any] = {"allowed_mentions": self.mentions}
        if self.view:
            options["view"] = _named(self.view, workshop)
        if self.files:
            options["files"] = list(self.files)
        if self.silent:
            options["silent"] = True
        return self._body() | options

    def edited(self, workshop: str | None = None) -> dict[str, Any]:
        """The keyword arguments with which discord.py edits a message into this. `workshop`: as for `new`."""
        view = self.view and _named(self.view, workshop)
        return self._body() | {"view": view, "allowed_mentions": self.mentions}

    def _body(self) -> dict[str, Any]:
        """Content and embeds; text beyond a message's length goes into embeds."""
        blocks = self.blocks if self.literal else [MENTIONS.linked(block, self.client) for block in self.blocks]
        text = "\n\n".join(blocks)
        if len(text) <= CONTENT:
            return {"content": text, "embeds": []}
        lead = blocks[0] if len(blocks[0]) <= 200 else ""
        rest = blocks[1:] if lead else blocks
        return {"content": lead or None, "embeds": [discord.Embed(description=block) for block in fitted(rest)]}


def _named(view: discord.ui.View, workshop: str | None) -> discord.ui.View:
    """`view` with the workshop's name in its custom ids. Raises `ValueError` if `workshop` is missing."""
    if workshop is None:
        raise ValueError("buttons and menus name their workshop")
    for item in view.children:
        if isinstance(item, discord.ui.Button | discord.ui.Select) and item.custom_id:
            item.custom_id = custom_ids.named(workshop, item.custom_id)
    return view


def fitted(blocks: Sequence[str]) -> list[str]:
    """`blocks` for the embeds of one message. If together they are too long, all are shortened to the same length."""
    limit = EMBED if sum(map(len, blocks)) <= EMBEDS else EMBEDS // len(blocks)
    return [shortened(block, min(limit, EMBED)) for block in blocks]


def in_pages(blocks: Iterable[str], between: str = "\n\n") -> list[str]:
    """`blocks` in order, joined into few texts that each fit an embed; a longer block is shortened."""
    return joined((shortened(MENTIONS.linked(block), EMBED) for block in blocks), EMBED, between)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters; an ellipsis shows where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_print(text: str) -> str:
    """A hash of `text`. White space does not count, since Discord changes it."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def message_print(message: discord.Message) -> str:
    """The hash of a posted message, comparable with `Post.print`."""
    descriptions = [embed.description or "" for embed in message.embeds]
    return text_print(" ".join([message.content, *descriptions]))


def buttons(*rows: Iterable[discord.ui.Item[Any]]) -> discord.ui.View:
    """A view of these rows. discord.py does not remember it: a press is routed by its custom id."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in row:
            item.row = number
            view.add_item(item)
    view.stop()
    return view


def button(
    label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(label=shortened(label, 80), custom_id=custom_id, style=style)


def menu(
    custom_id: str,
    options: Sequence[tuple[str, str]],
    *,
    placeholder: str | None = None,
    most: int = 1,
    chosen: Iterable[str] = (),
) -> discord.ui.Select[discord.ui.View]:
    """A menu of at most 25 options (label, value); `most`: how many may be picked."""
    preset = set(chosen)
    return discord.ui.Select(
        custom_id=custom_id,
        placeholder=placeholder and shortened(placeholder, 150),
        max_values=min(most, len(options)),
        options=[
            discord.SelectOption(label=shortened(label, 100), value=value, default=value in preset)
            for label, value in options
        ],
    )
