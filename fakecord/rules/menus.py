"""The rules for select menus, in messages and in forms.

https://discord.com/developers/docs/components/reference#string-select
"""

from typing import Any

from fakecord.errors import Json
from fakecord.model.components import STRING_SELECT
from fakecord.rules.form_errors import FormErrors


def check_emoji(value: Any, path: str, errors: FormErrors) -> None:
    if value is None:
        return
    emoji = errors.mapping(path, value)
    if emoji and not (emoji.get("name") or emoji.get("id")):
        errors.add(path, "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def check_menu(menu: Json, path: str, errors: FormErrors, *, in_form: bool = False) -> None:
    errors.text(f"{path}.custom_id", menu.get("custom_id"), 100)
    errors.optional_text(f"{path}.placeholder", menu.get("placeholder"), 150)
    errors.flag(f"{path}.disabled", menu.get("disabled"))
    if in_form and menu.get("disabled"):
        errors.add(f"{path}.disabled", "MODAL_COMPONENT_DISABLED", "Components in modals cannot be disabled")
    if menu["type"] == STRING_SELECT:
        check_options(menu.get("options"), f"{path}.options", errors)
        check_defaults(menu, path, errors, menu.get("max_values") or 1)
    check_bounds(menu, path, errors, maximum=25, in_form=in_form)


def check_bounds(menu: Json, path: str, errors: FormErrors, *, maximum: int, in_form: bool) -> None:
    """Check `min_values` and `max_values`. In a form, a required field has a minimum of 1."""
    fine = errors.optional_number(f"{path}.min_values", menu.get("min_values"), 0, maximum)
    fine &= errors.optional_number(f"{path}.max_values", menu.get("max_values"), 1, maximum)
    if not fine:
        return
    options = menu.get("options")
    minimum, highest = menu.get("min_values"), menu.get("max_values")
    if minimum is not None and highest is not None and minimum > highest:
        errors.add(
            f"{path}.min_values",
            "SELECT_COMPONENT_MIN_GREATER_THAN_MAX",
            "min_values must not be greater than max_values",
        )
    for key, value in (("min_values", minimum), ("max_values", highest)):
        if isinstance(options, list) and value is not None and value > max(len(options), 1):
            errors.add(f"{path}.{key}", "SELECT_COMPONENT_NOT_ENOUGH_OPTIONS", f"{key} is more than there are options")
    if in_form and minimum == 0 and menu.get("required", True):
        errors.add(f"{path}.min_values", "MODAL_COMPONENT_REQUIRED", "min_values must be at least 1 where required")


def check_options(value: Any, path: str, errors: FormErrors, *, maximum: int = 25, minimum: int = 1) -> None:
    """Each option has a label, and a value that no other option has."""
    seen: set[str] = set()
    for here, option in errors.mappings(path, value, maximum, minimum):
        errors.text(f"{here}.label", option.get("label"), 100)
        errors.optional_text(f"{here}.description", option.get("description"), 100)
        errors.flag(f"{here}.default", option.get("default"))
        check_emoji(option.get("emoji"), f"{here}.emoji", errors)
        if errors.text(f"{here}.value", option.get("value"), 100):
            if option["value"] in seen:
                errors.add(
                    f"{here}.value",
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            seen.add(option["value"])


def check_defaults(menu: Json, path: str, errors: FormErrors, maximum: int) -> None:
    """There must be no more defaults than options that can be chosen."""
    options = menu.get("options")
    chosen = [o for o in options if isinstance(o, dict) and o.get("default")] if isinstance(options, list) else []
    if len(chosen) > maximum:
        errors.add(f"{path}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {maximum} may be default")
