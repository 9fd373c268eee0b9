"""The components of messages and forms, as JSON: how to visit them, and what people read in them.

https://discord.com/developers/docs/components/reference
"""

import re
from collections.abc import Iterator

from fakecord.errors import Json

COMMAND_MENTION = re.compile(r"</([^:<>\n]+):(\d+)>")
ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 9, 10, 11, 12, 13, 14, 17
STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = MENUS = (3, 5, 6, 7, 8)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, each before those inside it."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        for key in ("accessory", "component"):
            if component.get(key):
                yield from walk([component[key]])


def shown(text: str) -> str:
    """`text` as clients show it. A mention of a command shows the name that is written in it, untranslated.

    https://github.com/discord/discord-api-docs/issues/5518
    """
    return COMMAND_MENTION.sub(r"/\1", text)


def component_texts(component: Json) -> Iterator[str]:
    """The component's own texts, without those of the components inside it."""
    yield shown(component.get("content", ""))
    yield component.get("label", "")
    yield component.get("placeholder", "")
    for option in component.get("options", []):
        yield option.get("label", "")


def embed_texts(embed: Json) -> Iterator[str]:
    yield embed.get("author", {}).get("name", "")
    yield embed.get("title", "")
    yield shown(embed.get("description", ""))
    for each in embed.get("fields", []):
        yield each["name"]
        yield shown(each["value"])
    yield embed.get("footer", {}).get("text", "")
