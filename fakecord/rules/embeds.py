"""Embeds: how long each part may be, and all together.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fakecord.errors import Json
from fakecord.rules.form_errors import FormErrors

VISIBLE = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "url")
MOST, MOST_FIELDS, MOST_CHARACTERS = 10, 25, 6000


def check_embeds(value: Any, path: str, faults: FormErrors) -> list[Json]:
    """The embeds as Discord keeps them; what is wrong goes to `faults`."""
    embeds = [faults.mapping(f"{path}.{n}", e) for n, e in enumerate(faults.items(path, value, MOST))]
    for number, embed in enumerate(embeds):
        _check(embed, f"{path}.{number}", faults)
    if sum(map(_size, embeds)) > MOST_CHARACTERS:
        faults.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_CHARACTERS}")
    return [e | {"type": "rich"} for e in embeds]


def _check(embed: Json, path: str, faults: FormErrors) -> None:
    faults.optional_text(f"{path}.title", embed.get("title"), 256)
    faults.optional_text(f"{path}.description", embed.get("description"), 4096)
    faults.optional_number(f"{path}.color", embed.get("color"), 0, 0xFFFFFF)
    if embed.get("url") is not None:
        faults.url(f"{path}.url", embed["url"])
    if embed.get("timestamp") is not None:
        _check_timestamp(embed["timestamp"], f"{path}.timestamp", faults)
    for key, part, most, least in (("footer", "text", 2048, 1), ("author", "name", 256, 1)):
        if embed.get(key) is not None:
            inner = faults.mapping(f"{path}.{key}", embed[key])
            faults.text(f"{path}.{key}.{part}", inner.get(part), most, least)
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None:
            inner = faults.mapping(f"{path}.{key}", embed[key])
            faults.url(f"{path}.{key}.url", inner.get("url"), ("http", "https", "attachment"))
    for number, field in enumerate(faults.items(f"{path}.fields", embed.get("fields", []), MOST_FIELDS)):
        _check_field(faults.mapping(f"{path}.fields.{number}", field), f"{path}.fields.{number}", faults)
    if not any(embed.get(k) for k in VISIBLE):
        faults.required(f"{path}.description")


def _check_field(field: Json, path: str, faults: FormErrors) -> None:
    """Neither name nor value may be empty, nor only blank."""
    for key, most in (("name", 256), ("value", 1024)):
        value = field.get(key)
        faults.text(f"{path}.{key}", value.strip() if isinstance(value, str) and not value.strip() else value, most)
    faults.flag(f"{path}.inline", field.get("inline"))


def _check_timestamp(value: object, path: str, faults: FormErrors) -> None:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        faults.add(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")


def _size(embed: Json) -> int:
    """Characters of title, description, names and values of fields, footer's text and author's name."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        if isinstance(field, dict):
            texts += [field.get("name"), field.get("value")]
    return sum(len(t) for t in texts if isinstance(t, str))
