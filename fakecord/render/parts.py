"""The parts of a message below its text: buttons, menus, and layouts (Components V2), as a template needs them.

https://discord.com/developers/docs/components/reference
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from fakecord.errors import Json
from fakecord.model.attachment import Attachment
from fakecord.render.escaping import escape_html
from fakecord.render.texts import TextBlock

STYLES = {1: "primary", 3: "success", 4: "danger"}


@dataclass(frozen=True, slots=True)
class Button:
    kind: ClassVar[str] = "button"
    label: Markup
    style: str
    disabled: bool
    url: str
    custom_id: str


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a menu; `value` is what is sent."""

    value: str
    label: Markup
    description: Markup
    chosen: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu. `of` is its type at Discord. A menu of people, roles or channels has no options of its own."""

    kind: ClassVar[str] = "menu"
    of: int
    custom_id: str
    placeholder: Markup
    options: list[Option]
    minimum: int
    maximum: int
    disabled: bool
    channel_types: Sequence[int]


@dataclass(frozen=True, slots=True)
class Text:
    kind: ClassVar[str] = "text"
    text_blocks: list[TextBlock]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or video: a file of the message, or a link to one elsewhere."""

    kind: ClassVar[str] = "picture"
    file: Attachment | None
    url: str
    description: Markup


@dataclass(frozen=True, slots=True)
class Gallery:
    kind: ClassVar[str] = "gallery"
    pictures: list[Picture]


@dataclass(frozen=True, slots=True)
class FilePart:
    kind: ClassVar[str] = "file"
    file: Attachment | None


@dataclass(frozen=True, slots=True)
class Separator:
    kind: ClassVar[str] = "separator"
    line: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Buttons beside each other, or one menu."""

    kind: ClassVar[str] = "row"
    buttons: list[Button]
    menus: list[Menu]


@dataclass(frozen=True, slots=True)
class Section:
    """Texts with a button or a picture beside them."""

    kind: ClassVar[str] = "section"
    texts: "list[Part]"
    accessory: Button | Picture


@dataclass(frozen=True, slots=True)
class Container:
    kind: ClassVar[str] = "container"
    colour: str
    parts: "list[Part]"


Part = Text | Row | Section | Gallery | FilePart | Separator | Container


def button(component: Json) -> Button:
    label = " ".join(filter(None, [emoji_name(component), component.get("label")]))
    return Button(
        escape_html(label),
        STYLES.get(component["style"], "plain"),
        bool(component.get("disabled")),
        safe_url(component.get("url")),
        str(component.get("custom_id") or ""),
    )


def menu(component: Json) -> Menu:
    return Menu(
        component["type"],
        component["custom_id"],
        escape_html(component.get("placeholder") or ""),
        [option(each) for each in component.get("options", [])],
        component["min_values"],
        component["max_values"],
        bool(component.get("disabled")),
        component.get("channel_types") or (),
    )


def option(component: Json) -> Option:
    label = " ".join(filter(None, [emoji_name(component), component["label"]]))
    description = escape_html(component.get("description") or "")
    return Option(str(component["value"]), escape_html(label), description, bool(component.get("default")))


def picture(media: Json, description: str | None, files: Sequence[Attachment]) -> Picture:
    url = str(media.get("url") or "")
    return Picture(file_of(url, files), safe_url(url), escape_html(description or ""))


def file_of(url: str, files: Sequence[Attachment]) -> Attachment | None:
    """The file of the message that `attachment://name` means."""
    name = url.removeprefix("attachment://")
    return next((file for file in files if name == file.filename), None)


def safe_url(url: str | None) -> str:
    """`url`, or an empty text if it leads neither to the web nor to Discord's client."""
    return url if url and url.startswith(("https://", "http://", "discord://")) else ""


def emoji_name(component: Any) -> str:
    emoji = component.get("emoji") or {}
    return f":{emoji['name']}:" if emoji.get("id") and emoji.get("name") else str(emoji.get("name") or "")
