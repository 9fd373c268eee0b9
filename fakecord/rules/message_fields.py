"""The fields of messages, components and forms that fakecord models. See `modelled.py`.

https://discord.com/developers/docs/resources/message#create-message
https://discord.com/developers/docs/components/reference
"""

from fakecord.model.components import (
    BUTTON,
    CHANNEL_SELECT,
    CONTAINER,
    FILE,
    GALLERY,
    MENUS,
    ROW,
    SECTION,
    SEPARATOR,
    STRING_SELECT,
    TEXT,
    THUMBNAIL,
)
from fakecord.rules.forms import CHECKBOX, CHECKBOX_GROUP, FILE_UPLOAD, LABEL, RADIO_GROUP, TEXT_INPUT
from fakecord.rules.modelled import ByType, Shape, fields

EMOJI = fields("id", "name", "animated")
OPTION = fields("label", "value", "description", "default", emoji=EMOJI)
MEDIA = fields("url")
_MENU = fields("type", "id", "custom_id", "placeholder", "min_values", "max_values", "disabled", "required")
_CHOICES = fields("type", "id", "custom_id", "required", options=OPTION)
_SHAPES: dict[int, Shape] = {
    BUTTON: fields("type", "id", "style", "label", "custom_id", "url", "disabled", emoji=EMOJI),
    **dict.fromkeys(MENUS, _MENU),
    STRING_SELECT: _MENU | fields(options=OPTION),
    CHANNEL_SELECT: _MENU | fields("channel_types"),
    TEXT: fields("type", "id", "content"),
    THUMBNAIL: fields("type", "id", "description", "spoiler", media=MEDIA),
    GALLERY: fields("type", "id", items=fields("description", "spoiler", media=MEDIA)),
    FILE: fields("type", "id", "spoiler", file=MEDIA),
    SEPARATOR: fields("type", "id", "divider", "spacing"),
    TEXT_INPUT: fields(
        "type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder"
    ),
    FILE_UPLOAD: fields("type", "id", "custom_id", "min_values", "max_values", "required"),
    RADIO_GROUP: _CHOICES,
    CHECKBOX_GROUP: _CHOICES | fields("min_values", "max_values"),
    CHECKBOX: fields("type", "id", "custom_id", "default", "required"),
}
COMPONENT = ByType(_SHAPES)
_SHAPES[ROW] = fields("type", "id", components=COMPONENT)
_SHAPES[SECTION] = fields("type", "id", components=COMPONENT, accessory=COMPONENT)
_SHAPES[CONTAINER] = fields("type", "id", "accent_color", "spoiler", components=COMPONENT)
_SHAPES[LABEL] = fields("type", "id", "label", "description", component=COMPONENT)

EMBED = fields(
    "type", "title", "description", "url", "color", "timestamp", "flags",
    footer=fields("text", "icon_url"),
    image=MEDIA,
    thumbnail=MEDIA,
    author=fields("name", "url", "icon_url"),
    fields=fields("name", "value", "inline"),
)  # fmt: skip
ATTACHMENT = fields(
    "id", "filename", "description", "size", "url", "proxy_url", "content_type", "height", "width", "spoiler"
)
"""Attachments to keep are sent back completely, but only their id counts."""
EDITED_MESSAGE = fields(
    "content", "flags", "tts",
    embeds=EMBED,
    components=COMPONENT,
    attachments=ATTACHMENT,
    allowed_mentions=fields("parse", "users", "roles", "replied_user"),
)  # fmt: skip
MESSAGE = EDITED_MESSAGE | fields(
    "nonce", "enforce_nonce",
    message_reference=fields("type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"),
)  # fmt: skip
CALLBACK = fields(
    "type",
    data=EDITED_MESSAGE | fields("title", "custom_id", choices=fields("name", "name_localizations", "value")),
)
