"""The limits of embeds.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

from typing import Any

from fakecord.errors import Json
from fakecord.rules.form_errors import FormErrors

VISIBLE = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "url")
MAX_EMBEDS, MAX_FIELDS, MAX_CHARACTERS = 10, 25, 6000


def check_embeds(value: Any, path: str, errors: FormErrors) -> list[Json]:
    """The embeds as Discord stores them."""
    embeds = errors.mappings(path, value, MAX_EMBEDS)
    for here, embed in embeds:
        _check(embed, here, errors)
    if sum(_size(embed) for _, embed in embeds) > MAX_CHARACTERS:
        errors.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MAX_CHARACTERS}")
    return [embed | {"type": "rich"} for _, embed in embeds]


def _check(embed: Json, path: str, errors: FormErrors) -> None:
    errors.optional_text(f"{path}.title", embed.get("title"), 256)
    errors.optional_text(f"{path}.description", embed.get("description"), 4096)
    errors.optional_number(f"{path}.color", embed.get("color"), 0, 0xFFFFFF)
    if embed.get("url") is not None:
        errors.url(f"{path}.url", embed["url"])
    if embed.get("timestamp") is not None:
        errors.instant(f"{path}.timestamp", embed["timestamp"])
    for key, part, maximum, minimum in (("footer", "text", 2048, 1), ("author", "name", 256, 1)):
        if embed.get(key) is not None:
            inner = errors.mapping(f"{path}.{key}", embed[key])
            errors.text(f"{path}.{key}.{part}", inner.get(part), maximum, minimum)
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None:
            inner = errors.mapping(f"{path}.{key}", embed[key])
            errors.url(f"{path}.{key}.url", inner.get("url"), ("http", "https", "attachment"))
    for here, field in errors.mappings(f"{path}.fields", embed.get("fields", []), MAX_FIELDS):
        _check_field(field, here, errors)
    if not any(embed.get(k) for k in VISIBLE):
        errors.required(f"{path}.description")


def _check_field(field: Json, path: str, errors: FormErrors) -> None:
    """Name and value must not be blank."""
    for key, maximum in (("name", 256), ("value", 1024)):
        value = field.get(key)
        errors.text(f"{path}.{key}", value.strip() if isinstance(value, str) and not value.strip() else value, maximum)
    errors.flag(f"{path}.inline", field.get("inline"))


def _size(embed: Json) -> int:
    """Characters of all the texts that count for the limit of 6,000."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or []:
        if isinstance(field, dict):
            texts += [field.get("name"), field.get("value")]
    return sum(len(t) for t in texts if isinstance(t, str))
