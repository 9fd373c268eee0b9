"""A message as a template needs it: its texts with their languages, embeds, files, buttons, menus and layouts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from fakecord.errors import Json
from fakecord.model import components
from fakecord.model.attachment import Attachment
from fakecord.model.channel import Edit, Message
from fakecord.model.components import MENUS
from fakecord.render import parts
from fakecord.render.escaping import escape_html
from fakecord.render.parts import Button, Part, Picture
from fakecord.render.texts import TextBlock, TextRenderer


@dataclass(frozen=True, slots=True)
class Embed:
    colour: str
    author: Markup
    title: Markup
    url: str
    text_blocks: list[TextBlock]
    fields: list[tuple[Markup, list[TextBlock]]]
    pictures: list[Picture]
    footer: Markup


@dataclass(frozen=True, slots=True)
class MessageBody:
    text_blocks: list[TextBlock]
    embeds: list[Embed]
    files: list[Attachment]
    """The files that no embed and no part shows."""
    parts: list[Part]


class BodyRenderer:
    """Renders messages."""

    def __init__(self, texts: TextRenderer) -> None:
        self.texts = texts

    def render(self, message: Message | Edit, at: datetime, language: str | None) -> MessageBody:
        """The message as it is read at the instant `at`; `language` is the reader's or the channel's, if any."""
        reading = _Reading(self.texts, at, language, message.attachments)
        embeds = [reading.embed(embed) for embed in message.embeds]
        body = [reading.part(component) for component in message.components]
        text = reading.blocks(message.content)
        return MessageBody(text, embeds, [f for f in message.attachments if f not in reading.shown], body)


class _Reading:
    """One rendering: at one instant, for one language, with the files of one message."""

    def __init__(self, texts: TextRenderer, at: datetime, language: str | None, files: Sequence[Attachment]) -> None:
        self._texts, self._at, self._language, self._files = texts, at, language, files
        self.shown: list[Attachment] = []

    def blocks(self, text: str | None) -> list[TextBlock]:
        return self._texts.blocks(text, self._at, self._language) if text else []

    def part(self, component: Json) -> Part:
        match component["type"]:
            case components.ROW:
                inner = component["components"]
                buttons = [parts.button(c) for c in inner if c["type"] == components.BUTTON]
                return parts.Row(buttons, [parts.menu(c) for c in inner if c["type"] in MENUS])
            case components.TEXT:
                return parts.Text(self.blocks(component["content"]))
            case components.SECTION:
                texts = [self.part(each) for each in component["components"]]
                return parts.Section(texts, self._accessory(component["accessory"]))
            case components.GALLERY:
                items = component["items"]
                return parts.Gallery([self._picture(i["media"], i.get("description")) for i in items])
            case components.FILE:
                found = self._show(parts.file_of(component["file"]["url"], self._files))
                return parts.FilePart(found)
            case components.CONTAINER:
                colour = component.get("accent_color")
                inner = [self.part(each) for each in component["components"]]
                return parts.Container("" if colour is None else f"#{colour:06x}", inner)
        return parts.Separator(bool(component.get("divider", True)))

    def _accessory(self, component: Json) -> Button | Picture:
        if component["type"] == components.BUTTON:
            return parts.button(component)
        return self._picture(component["media"], component.get("description"))

    def _picture(self, media: Json, description: str | None) -> Picture:
        found = parts.picture(media, description, self._files)
        self._show(found.file)
        return found

    def _show(self, file: Attachment | None) -> Attachment | None:
        if file:
            self.shown.append(file)
        return file

    def embed(self, embed: Json) -> Embed:
        pictures = [embed[key] for key in ("thumbnail", "image") if embed.get(key)]
        return Embed(
            f"#{embed.get('color') or 0x5865F2:06x}",
            escape_html(embed.get("author", {}).get("name", "")),
            escape_html(embed.get("title") or ""),
            parts.safe_url(embed.get("url")),
            self.blocks(embed.get("description")),
            [(escape_html(field["name"]), self.blocks(field["value"])) for field in embed.get("fields", [])],
            [self._picture(each, None) for each in pictures],
            escape_html(embed.get("footer", {}).get("text", "")),
        )
