"""The rules for forms, which Discord's API calls modals.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
https://discord.com/developers/docs/components/using-modal-components
"""

from typing import Any

from fakecord.errors import Json
from fakecord.model.components import MENUS, ROW, TEXT
from fakecord.rules.components import check_custom_ids, check_ids, with_ids
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.menus import check_bounds, check_defaults, check_menu, check_options

TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 4, 18, 19, 21, 22, 23
IN_LABEL = {TEXT_INPUT, *MENUS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
MAX_COMPONENTS = 5


def check_form(body: Any) -> Json:
    """Check the form, and return it with an id for each component."""
    errors = FormErrors()
    data = errors.mapping("data", body)
    errors.text("data.title", data.get("title"), 45)
    errors.text("data.custom_id", data.get("custom_id"), 100)
    found = errors.mappings("data.components", data.get("components"), MAX_COMPONENTS, 1)
    for here, component in found:
        _check_top(component, here, errors)
    errors.refuse_if_any()
    components = [component for _, component in found]
    check_custom_ids(components, "data.components", errors)
    check_ids(components, "data.components", errors)
    errors.refuse_if_any()
    return data | {"components": with_ids(components)}


def _check_top(component: Json, path: str, errors: FormErrors) -> None:
    if not errors.choice(f"{path}.type", component.get("type"), {ROW, TEXT, LABEL}):
        return
    if component["type"] == ROW:
        _check_row(component, path, errors)
    elif component["type"] == LABEL:
        _check_label(component, path, errors)
    else:
        errors.text(f"{path}.content", component.get("content"), 4000)


def _check_row(row: Json, path: str, errors: FormErrors) -> None:
    """The older style: a row with one text input, which carries its label."""
    for here, field in errors.mappings(f"{path}.components", row.get("components"), 1, 1):
        if errors.choice(f"{here}.type", field.get("type"), {TEXT_INPUT}):
            errors.text(f"{here}.label", field.get("label"), 45)
            _check_text_input(field, here, errors)


def _check_label(label: Json, path: str, errors: FormErrors) -> None:
    errors.text(f"{path}.label", label.get("label"), 45)
    errors.optional_text(f"{path}.description", label.get("description"), 100)
    here = f"{path}.component"
    field = errors.mapping(here, label.get("component"))
    if not field or not errors.choice(f"{here}.type", field.get("type"), IN_LABEL):
        return
    errors.flag(f"{here}.required", field.get("required"))
    kind = field["type"]
    if kind == TEXT_INPUT:
        _check_text_input(field, here, errors)
    elif kind in MENUS:
        check_menu(field, here, errors, in_form=True)
    else:
        errors.text(f"{here}.custom_id", field.get("custom_id"), 100)
        _check_other(field, here, errors)


def _check_other(field: Json, path: str, errors: FormErrors) -> None:
    """Check a file upload, a radio group, a checkbox group or a checkbox."""
    kind = field["type"]
    if kind == FILE_UPLOAD:
        check_bounds(field, path, errors, maximum=10, in_form=True)
    elif kind == RADIO_GROUP:
        check_options(field.get("options"), f"{path}.options", errors, maximum=10, minimum=2)
        check_defaults(field, path, errors, 1)
    elif kind == CHECKBOX_GROUP:
        check_options(field.get("options"), f"{path}.options", errors, maximum=10)
        check_bounds(field, path, errors, maximum=10, in_form=True)
    else:
        errors.flag(f"{path}.default", field.get("default"))
        if field.get("required"):
            errors.add(f"{path}.required", "CHECKBOX_REQUIRED", "A checkbox cannot be required")


def _check_text_input(field: Json, path: str, errors: FormErrors) -> None:
    errors.text(f"{path}.custom_id", field.get("custom_id"), 100)
    errors.choice(f"{path}.style", field.get("style"), {1, 2})
    errors.flag(f"{path}.required", field.get("required"))
    errors.optional_text(f"{path}.placeholder", field.get("placeholder"), 100)
    errors.optional_text(f"{path}.value", field.get("value"), 4000)
    fine = errors.optional_number(f"{path}.min_length", field.get("min_length"), 0, 4000)
    fine &= errors.optional_number(f"{path}.max_length", field.get("max_length"), 1, 4000)
    minimum, maximum = field.get("min_length") or 0, field.get("max_length") or 4000
    if fine and minimum > maximum:
        errors.add(f"{path}.min_length", "TEXT_INPUT_MIN_GREATER_THAN_MAX", "min_length is more than max_length")
    value = field.get("value")
    if fine and isinstance(value, str) and len(value) > maximum:
        errors.add(f"{path}.value", "BASE_TYPE_MAX_LENGTH", f"Must be {maximum} or fewer in length.")
