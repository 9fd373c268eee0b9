"""Components of messages: rows, buttons, menus, and the layout of messages made of components.

https://discord.com/developers/docs/components/reference
"""

from __future__ import annotations

from typing import Any

from fakecord.errors import Json
from fakecord.model.message import walk
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.menus import MENUS, check_emoji, check_menu

ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 9, 10, 11, 12, 13, 14, 17
LINK, PREMIUM = 5, 6
MOST_ROWS, MOST_BUTTONS, MOST_IN_LAYOUT, MOST_TEXT = 5, 5, 40, 4000
TOP_LEVEL = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
IN_CONTAINER = TOP_LEVEL - {CONTAINER}
DEFAULTS_OF: dict[int, Json] = {
    **{menu: {"min_values": 1, "max_values": 1} for menu in MENUS},
    SEPARATOR: {"divider": True, "spacing": 1},
    FILE: {"spoiler": False},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def check_components(value: Any, path: str, faults: FormErrors, *, layout: bool) -> list[Json]:
    """The components with ids given; `layout` for a message flagged as made of components."""
    most = MOST_IN_LAYOUT if layout else MOST_ROWS
    components = [faults.mapping(f"{path}.{n}", c) for n, c in enumerate(faults.items(path, value, most))]
    for number, component in enumerate(components):
        _check(component, f"{path}.{number}", faults, TOP_LEVEL if layout else {ROW})
    if faults.tree:
        return components
    check_custom_ids(components, path, faults)
    if layout:
        _check_layout(components, path, faults)
    return as_kept(components)


def check_custom_ids(components: list[Json], path: str, faults: FormErrors) -> None:
    """Multiple components must not share a custom id."""
    seen: set[str] = set()
    for component in walk(components):
        custom_id = component.get("custom_id")
        if custom_id in seen:
            faults.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id cannot be duplicated: {custom_id}")
        if custom_id is not None:
            seen.add(custom_id)


def as_kept(components: list[Json]) -> list[Json]:
    """The components as Discord tells them afterwards: defaults filled in, nothing that is null."""
    for component in walk(with_ids(components)):
        for key in [k for k, v in component.items() if v is None]:
            del component[key]
        component.update(DEFAULTS_OF.get(component["type"], {}) | component)
    return components


def with_ids(components: list[Json]) -> list[Json]:
    """Each component gets a number, unless it has one."""
    taken = {c.get("id") for c in walk(components) if c.get("id")}
    number = 0
    for component in walk(components):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number
    return components


def _check(component: Json, path: str, faults: FormErrors, allowed: set[int]) -> None:
    kind = component.get("type")
    if not faults.choice(f"{path}.type", kind, allowed):
        return
    check = {ROW: _check_row, SECTION: _check_section, TEXT: _check_text, GALLERY: _check_gallery}
    check |= {FILE: _check_file, SEPARATOR: _check_separator, CONTAINER: _check_container}
    check[kind](component, path, faults)  # type: ignore[index]  # `allowed` has only these


def _check_row(row: Json, path: str, faults: FormErrors) -> None:
    """Up to five buttons, or a single menu."""
    inner = faults.items(f"{path}.components", row.get("components"), MOST_BUTTONS, 1)
    for number, component in enumerate(inner):
        here = f"{path}.components.{number}"
        component = faults.mapping(here, component)
        if not faults.choice(f"{here}.type", component.get("type"), {BUTTON, *MENUS}):
            continue
        if component["type"] == BUTTON:
            check_button(component, here, faults)
        else:
            check_menu(component, here, faults)
            if len(inner) > 1:
                faults.add(
                    f"{path}.components",
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The specified component exceeds the maximum width",
                )


def check_button(button: Json, path: str, faults: FormErrors) -> None:
    """A link has a url and no custom id; the others the contrary; all have a label or an emoji."""
    style = button.get("style")
    if not faults.choice(f"{path}.style", style, {1, 2, 3, 4, 5, 6}):
        return
    faults.optional_text(f"{path}.label", button.get("label"), 80)
    faults.flag(f"{path}.disabled", button.get("disabled"))
    check_emoji(button.get("emoji"), f"{path}.emoji", faults)
    if style == LINK:
        _check_link(button, path, faults)
    elif style != PREMIUM:
        faults.text(f"{path}.custom_id", button.get("custom_id"), 100)
        if button.get("url") is not None:
            faults.add(path, "BUTTON_COMPONENT_INVALID_URL", "A url cannot be specified on this button style")
    if not button.get("label") and not button.get("emoji"):
        faults.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")


def _check_link(button: Json, path: str, faults: FormErrors) -> None:
    if button.get("custom_id") is not None:
        faults.add(
            path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
        )
    if faults.text(f"{path}.url", button.get("url"), 512):
        faults.url(f"{path}.url", button["url"], ("http", "https", "discord"))


def _check_text(text: Json, path: str, faults: FormErrors) -> None:
    faults.text(f"{path}.content", text.get("content"), MOST_TEXT)


def _check_section(section: Json, path: str, faults: FormErrors) -> None:
    """One to three texts beside a button or a thumbnail."""
    for number, text in enumerate(faults.items(f"{path}.components", section.get("components"), 3, 1)):
        _check(faults.mapping(f"{path}.components.{number}", text), f"{path}.components.{number}", faults, {TEXT})
    accessory = faults.mapping(f"{path}.accessory", section.get("accessory"))
    if faults.choice(f"{path}.accessory.type", accessory.get("type"), {BUTTON, THUMBNAIL}):
        if accessory["type"] == BUTTON:
            check_button(accessory, f"{path}.accessory", faults)
        else:
            _check_media(accessory.get("media"), f"{path}.accessory.media", faults)


def _check_gallery(gallery: Json, path: str, faults: FormErrors) -> None:
    for number, item in enumerate(faults.items(f"{path}.items", gallery.get("items"), 10, 1)):
        here = f"{path}.items.{number}"
        _check_media(faults.mapping(here, item).get("media"), f"{here}.media", faults)


def _check_file(file: Json, path: str, faults: FormErrors) -> None:
    media = faults.mapping(f"{path}.file", file.get("file"))
    faults.url(f"{path}.file.url", media.get("url"), ("attachment",))


def _check_media(value: object, path: str, faults: FormErrors) -> None:
    faults.url(f"{path}.url", faults.mapping(path, value).get("url"), ("http", "https", "attachment"))


def _check_separator(separator: Json, path: str, faults: FormErrors) -> None:
    if separator.get("spacing") is not None:
        faults.choice(f"{path}.spacing", separator["spacing"], {1, 2})


def _check_container(container: Json, path: str, faults: FormErrors) -> None:
    faults.optional_number(f"{path}.accent_color", container.get("accent_color"), 0, 0xFFFFFF)
    for number, inner in enumerate(faults.items(f"{path}.components", container.get("components"), MOST_IN_LAYOUT, 1)):
        here = f"{path}.components.{number}"
        _check(faults.mapping(here, inner), here, faults, IN_CONTAINER)


def _check_layout(components: list[Json], path: str, faults: FormErrors) -> None:
    """Forty components in all, nested ones too, and 4,000 characters of text."""
    everything = list(walk(components))
    if len(everything) > MOST_IN_LAYOUT:
        faults.add(
            path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"The total number of components exceeds {MOST_IN_LAYOUT}"
        )
    if sum(len(c["content"]) for c in everything if c["type"] == TEXT) > MOST_TEXT:
        faults.add(
            path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"The total displayable text size exceeds {MOST_TEXT}"
        )
