"""Select menus, in messages and in forms.

https://discord.com/developers/docs/components/reference#string-select
"""

from __future__ import annotations

from typing import Any

from fakecord.errors import Json
from fakecord.rules.form_errors import FormErrors

STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = MENUS = (3, 5, 6, 7, 8)


def check_emoji(value: Any, path: str, faults: FormErrors) -> None:
    if value is None:
        return
    emoji = faults.mapping(path, value)
    if emoji and not (emoji.get("name") or emoji.get("id")):
        faults.add(path, "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_menu(menu: Json, path: str, faults: FormErrors, *, in_form: bool = False) -> None:
    faults.text(f"{path}.custom_id", menu.get("custom_id"), 100)
    faults.optional_text(f"{path}.placeholder", menu.get("placeholder"), 150)
    faults.flag(f"{path}.disabled", menu.get("disabled"))
    if in_form and menu.get("disabled"):
        faults.add(f"{path}.disabled", "MODAL_COMPONENT_DISABLED", "Components in modals cannot be disabled")
    if menu["type"] == STRING_SELECT:
        check_options(menu.get("options"), f"{path}.options", faults)
        check_defaults(menu, path, faults, menu.get("max_values") or 1)
    check_bounds(menu, path, faults, most=25, in_form=in_form)


def check_bounds(menu: Json, path: str, faults: FormErrors, *, most: int, in_form: bool) -> None:
    """`min_values` and `max_values`; what a form requires cannot have a minimum of nothing."""
    fine = faults.optional_number(f"{path}.min_values", menu.get("min_values"), 0, most)
    fine &= faults.optional_number(f"{path}.max_values", menu.get("max_values"), 1, most)
    if not fine:
        return
    options = menu.get("options")
    least, highest = menu.get("min_values"), menu.get("max_values")
    if least is not None and highest is not None and least > highest:
        faults.add(
            f"{path}.min_values",
            "SELECT_COMPONENT_MIN_GREATER_THAN_MAX",
            "min_values must not be greater than max_values",
        )
    for key, value in (("min_values", least), ("max_values", highest)):
        if isinstance(options, list) and value is not None and value > max(len(options), 1):
            faults.add(f"{path}.{key}", "SELECT_COMPONENT_NOT_ENOUGH_OPTIONS", f"{key} is more than there are options")
    if in_form and least == 0 and menu.get("required", True):
        faults.add(f"{path}.min_values", "MODAL_COMPONENT_REQUIRED", "min_values must be at least 1 where required")


def check_options(value: Any, path: str, faults: FormErrors, *, most: int = 25, least: int = 1) -> None:
    """Each with a label and a value of its own."""
    seen: set[str] = set()
    for number, option in enumerate(faults.items(path, value, most, least)):
        here = f"{path}.{number}"
        option = faults.mapping(here, option)
        faults.text(f"{here}.label", option.get("label"), 100)
        faults.optional_text(f"{here}.description", option.get("description"), 100)
        faults.flag(f"{here}.default", option.get("default"))
        check_emoji(option.get("emoji"), f"{here}.emoji", faults)
        if faults.text(f"{here}.value", option.get("value"), 100):
            if option["value"] in seen:
                faults.add(
                    f"{here}.value",
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            seen.add(option["value"])


def check_defaults(menu: Json, path: str, faults: FormErrors, most: int) -> None:
    """No more may be chosen beforehand than may be chosen."""
    options = menu.get("options")
    chosen = [o for o in options if isinstance(o, dict) and o.get("default")] if isinstance(options, list) else []
    if len(chosen) > most:
        faults.add(f"{path}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {most} may be default")
