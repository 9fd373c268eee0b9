"""References to files of the same message, as `attachment://picture.png`.

https://discord.com/developers/docs/components/reference#unfurled-media-item
https://discord.com/developers/docs/reference#using-attachments-within-embeds
"""

from fakecord.errors import Json
from fakecord.model.components import walk
from fakecord.rules.form_errors import FormErrors

SCHEME = "attachment://"


def check_references(components: list[Json], names: set[str], path: str, errors: FormErrors) -> None:
    """In components, a file that is not in the message is refused."""
    for component in walk(components):
        media = [component.get("media"), component.get("file"), *(i.get("media") for i in component.get("items", []))]
        for each in media:
            if each and _is_missing(each.get("url"), names):
                errors.add(
                    path,
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    f"The specified attachment was not found: {each['url']}",
                )


def drop_missing_pictures(embeds: list[Json], names: set[str]) -> None:
    """In embeds, a picture that is not in the message is just not shown."""
    for embed in embeds:
        for key in ("image", "thumbnail"):
            if _is_missing((embed.get(key) or {}).get("url"), names):
                del embed[key]


def _is_missing(url: object, names: set[str]) -> bool:
    return isinstance(url, str) and url.startswith(SCHEME) and url.removeprefix(SCHEME) not in names
