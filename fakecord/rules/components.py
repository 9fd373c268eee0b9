"""Components of messages: action rows, buttons, select menus, and the layout components (Components V2).

https://discord.com/developers/docs/components/reference
"""

from typing import Any

from fakecord.errors import Json
from fakecord.model.components import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    MENUS,
    ROW,
    SECTION,
    SEPARATOR,
    TEXT,
    THUMBNAIL,
    walk,
)
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.menus import check_emoji, check_menu

LINK, PREMIUM = 5, 6
MAX_ID = (1 << 31) - 1
MAX_ROWS, MAX_BUTTONS, MAX_IN_LAYOUT, MAX_TEXT = 5, 5, 40, 4000
TOP_LEVEL = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
IN_CONTAINER = TOP_LEVEL - {CONTAINER}
DEFAULTS_OF: dict[int, Json] = {
    **{menu: {"min_values": 1, "max_values": 1} for menu in MENUS},
    SEPARATOR: {"divider": True, "spacing": 1},
    FILE: {"spoiler": False},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def check_components(value: Any, path: str, errors: FormErrors, *, layout: bool) -> list[Json]:
    """The components, each with an id. `layout` is set for a message with the flag IS_COMPONENTS_V2."""
    maximum = MAX_IN_LAYOUT if layout else MAX_ROWS
    found = errors.mappings(path, value, maximum)
    for here, component in found:
        _check(component, here, errors, TOP_LEVEL if layout else {ROW})
    components = [component for _, component in found]
    if errors.tree:
        return components
    check_custom_ids(components, path, errors)
    check_ids(components, path, errors)
    if layout:
        _check_layout(components, path, errors)
    return as_stored(components)


def check_custom_ids(components: list[Json], path: str, errors: FormErrors) -> None:
    """Two components must not have the same custom id."""
    seen: set[str] = set()
    for component in walk(components):
        custom_id = component.get("custom_id")
        if custom_id in seen:
            errors.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id cannot be duplicated: {custom_id}")
        if custom_id is not None:
            seen.add(custom_id)


def check_ids(components: list[Json], path: str, errors: FormErrors) -> None:
    """An id is a 32-bit integer that no other component of the message has. 0 counts as none.

    https://discord.com/developers/docs/components/reference#anatomy-of-a-component
    """
    seen: set[int] = set()
    for component in walk(components):
        number = component.get("id")
        if not number or not errors.number(f"{path}.id", number, 0, MAX_ID):
            continue
        if number in seen:
            errors.add(path, "COMPONENT_ID_DUPLICATED", f"Component id cannot be duplicated: {number}")
        seen.add(number)


def as_stored(components: list[Json]) -> list[Json]:
    """The components as Discord returns them: with defaults, without nulls."""
    for component in walk(with_ids(components)):
        for key in [k for k, v in component.items() if v is None]:
            del component[key]
        component.update(DEFAULTS_OF.get(component["type"], {}) | component)
    return components


def with_ids(components: list[Json]) -> list[Json]:
    """Each component without an id gets a number."""
    taken = {c.get("id") for c in walk(components) if c.get("id")}
    number = 0
    for component in walk(components):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number
    return components


def _check(component: Json, path: str, errors: FormErrors, allowed: set[int]) -> None:
    kind = component.get("type")
    if not errors.choice(f"{path}.type", kind, allowed):
        return
    check = {ROW: _check_row, SECTION: _check_section, TEXT: _check_text, GALLERY: _check_gallery}
    check |= {FILE: _check_file, SEPARATOR: _check_separator, CONTAINER: _check_container}
    check[kind](component, path, errors)  # type: ignore[index]  # `allowed` has only these


def _check_row(row: Json, path: str, errors: FormErrors) -> None:
    """Five buttons at most, or one select menu."""
    inner = errors.mappings(f"{path}.components", row.get("components"), MAX_BUTTONS, 1)
    for here, component in inner:
        if not errors.choice(f"{here}.type", component.get("type"), {BUTTON, *MENUS}):
            continue
        if component["type"] == BUTTON:
            check_button(component, here, errors)
        else:
            check_menu(component, here, errors)
            if len(inner) > 1:
                errors.add(
                    f"{path}.components",
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The specified component exceeds the maximum width",
                )


def check_button(button: Json, path: str, errors: FormErrors) -> None:
    """Link buttons have a url and no custom id, other buttons the reverse. All have a label or an emoji."""
    style = button.get("style")
    if not errors.choice(f"{path}.style", style, {1, 2, 3, 4, 5, 6}):
        return
    errors.optional_text(f"{path}.label", button.get("label"), 80)
    errors.flag(f"{path}.disabled", button.get("disabled"))
    check_emoji(button.get("emoji"), f"{path}.emoji", errors)
    if style == LINK:
        _check_link(button, path, errors)
    elif style != PREMIUM:
        errors.text(f"{path}.custom_id", button.get("custom_id"), 100)
        if button.get("url") is not None:
            errors.add(path, "BUTTON_COMPONENT_INVALID_URL", "A url cannot be specified on this button style")
    if not button.get("label") and not button.get("emoji"):
        errors.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")


def _check_link(button: Json, path: str, errors: FormErrors) -> None:
    if button.get("custom_id") is not None:
        errors.add(
            path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
        )
    if errors.text(f"{path}.url", button.get("url"), 512):
        errors.url(f"{path}.url", button["url"], ("http", "https", "discord"))


def _check_text(text: Json, path: str, errors: FormErrors) -> None:
    errors.text(f"{path}.content", text.get("content"), MAX_TEXT)


def _check_section(section: Json, path: str, errors: FormErrors) -> None:
    """One to three texts, with a button or a thumbnail beside them."""
    for here, text in errors.mappings(f"{path}.components", section.get("components"), 3, 1):
        _check(text, here, errors, {TEXT})
    accessory = errors.mapping(f"{path}.accessory", section.get("accessory"))
    if errors.choice(f"{path}.accessory.type", accessory.get("type"), {BUTTON, THUMBNAIL}):
        if accessory["type"] == BUTTON:
            check_button(accessory, f"{path}.accessory", errors)
        else:
            _check_media(accessory.get("media"), f"{path}.accessory.media", errors)


def _check_gallery(gallery: Json, path: str, errors: FormErrors) -> None:
    for here, item in errors.mappings(f"{path}.items", gallery.get("items"), 10, 1):
        _check_media(item.get("media"), f"{here}.media", errors)


def _check_file(file: Json, path: str, errors: FormErrors) -> None:
    media = errors.mapping(f"{path}.file", file.get("file"))
    errors.url(f"{path}.file.url", media.get("url"), ("attachment",))


def _check_media(value: object, path: str, errors: FormErrors) -> None:
    errors.url(f"{path}.url", errors.mapping(path, value).get("url"), ("http", "https", "attachment"))


def _check_separator(separator: Json, path: str, errors: FormErrors) -> None:
    if separator.get("spacing") is not None:
        errors.choice(f"{path}.spacing", separator["spacing"], {1, 2})


def _check_container(container: Json, path: str, errors: FormErrors) -> None:
    errors.optional_number(f"{path}.accent_color", container.get("accent_color"), 0, 0xFFFFFF)
    for here, inner in errors.mappings(f"{path}.components", container.get("components"), MAX_IN_LAYOUT, 1):
        _check(inner, here, errors, IN_CONTAINER)


def _check_layout(components: list[Json], path: str, errors: FormErrors) -> None:
    """40 components at most, nested ones included, and 4,000 characters of text."""
    everything = list(walk(components))
    if len(everything) > MAX_IN_LAYOUT:
        errors.add(
            path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"The total number of components exceeds {MAX_IN_LAYOUT}"
        )
    if sum(len(c["content"]) for c in everything if c["type"] == TEXT) > MAX_TEXT:
        errors.add(
            path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"The total displayable text size exceeds {MAX_TEXT}"
        )
