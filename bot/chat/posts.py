"""What is posted: blocks of text, one a language, with the components beneath. Fits them into Discord's limits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

CONTENT = 2_000
EMBED = 4_096
EMBEDS = 6_000
"""Most characters of a message's content, an embed's description, and all embeds of a message
(Discord, Create Message and Embed Limits)."""


@dataclass(frozen=True, slots=True)
class Post:
    """Blocks of text shown one below the other; `pings` are the roles and users that may be notified."""

    blocks: tuple[str, ...]
    view: discord.ui.View | None = None
    ping_role: int | None = None
    ping_users: tuple[int, ...] = ()
    files: tuple[discord.File, ...] = field(default=())

    @classmethod
    def of(cls, *blocks: str, view: discord.ui.View | None = None) -> Post:
        return cls(blocks, view)

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks)

    @property
    def said(self) -> tuple[str, ...]:
        """The words, without the mention of a role before them."""
        return self.blocks[1:] if self.ping_role else self.blocks

    @property
    def print(self) -> str:
        """A hash of what the reader sees: two posts that read alike have the same."""
        body = self._body()
        return text_print(" ".join([body["content"] or "", *(embed.description or "" for embed in body["embeds"])]))

    @property
    def mentions(self) -> discord.AllowedMentions:
        """Nobody but those meant: what users typed pings no one."""
        return discord.AllowedMentions(
            everyone=False,
            replied_user=False,
            roles=[discord.Object(self.ping_role)] if self.ping_role else False,
            users=[discord.Object(user) for user in self.ping_users] or False,
        )

    def new(self) -> dict[str, Any]:
        """What discord.py takes to send this."""
        options: dict[str, Any] = {"allowed_mentions": self.mentions}
        if self.view:
            options["view"] = self.view
        if self.files:
            options["files"] = list(self.files)
        return self._body() | options

    def edited(self) -> dict[str, Any]:
        """What discord.py takes to put this in place of a message."""
        return self._body() | {"view": self.view, "allowed_mentions": self.mentions}

    def _body(self) -> dict[str, Any]:
        """Content and embeds; text beyond a message's length goes into embeds."""
        if len(self.text) <= CONTENT:
            return {"content": self.text, "embeds": []}
        lead = self.blocks[0] if len(self.blocks[0]) <= 200 else ""
        rest = self.blocks[1:] if lead else self.blocks
        return {"content": lead or None, "embeds": [discord.Embed(description=block) for block in fitted(rest)]}


def fitted(blocks: Sequence[str]) -> list[str]:
    """`blocks` as they go into one message's embeds; shortened alike where together they are too long."""
    context = EMBED if sum(map(len, blocks)) <= EMBEDS else EMBEDS // len(blocks)
    return [shortened(block, min(context, EMBED)) for block in blocks]


def in_pages(blocks: Iterable[str], most: int = EMBED, between: str = "\n\n") -> list[str]:
    """`blocks`, whole, put together into as few texts of at most `most` characters as hold them in order."""
    pages: list[str] = []
    for block in blocks:
        if pages and len(pages[-1]) + len(between) + len(block) <= most:
            pages[-1] += between + block
        else:
            pages.append(shortened(block, most))
    return pages


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters; an ellipsis says where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def text_print(text: str) -> str:
    """A hash of `text` as Discord gives it back: white space at line ends does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def message_print(message: discord.Message) -> str:
    """The hash of a message that stands in a channel, comparable with `Post.print`."""
    descriptions = [embed.description or "" for embed in message.embeds]
    return text_print(" ".join([message.content, *descriptions]))


def buttons(*rows: Iterable[discord.ui.Item[Any]]) -> discord.ui.View:
    """A view that discord.py does not remember: presses are answered by their custom id, also after a restart."""
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
    """A menu of (label, value), at most 25; `most` is how many may be picked."""
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
