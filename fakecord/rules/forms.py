"""Forms (modals): what the bot may ask, and how.

https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal
https://discord.com/developers/docs/components/using-modal-components
"""

from __future__ import annotations

from typing import Any

from fakecord.errors import Json
from fakecord.rules.components import ROW, TEXT, check_custom_ids, with_ids
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.menus import MENUS, check_bounds, check_defaults, check_menu, check_options

TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 4, 18, 19, 21, 22, 23
IN_LABEL = {TEXT_INPUT, *MENUS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX}
MOST_COMPONENTS = 5


def check_form(body: Any) -> Json:
    """The form with ids given to its components."""
    faults = FormErrors()
    data = faults.mapping("data", body)
    faults.text("data.title", data.get("title"), 45)
    faults.text("data.custom_id", data.get("custom_id"), 100)
    components = faults.items("data.components", data.get("components"), MOST_COMPONENTS, 1)
    for number, component in enumerate(components):
        here = f"data.components.{number}"
        _check_top(faults.mapping(here, component), here, faults)
    faults.refuse_if_any()
    check_custom_ids(components, "data.components", faults)
    faults.refuse_if_any()
    return data | {"components": with_ids(components)}


def _check_top(component: Json, path: str, faults: FormErrors) -> None:
    if not faults.choice(f"{path}.type", component.get("type"), {ROW, TEXT, LABEL}):
        return
    if component["type"] == ROW:
        _check_row(component, path, faults)
    elif component["type"] == LABEL:
        _check_label(component, path, faults)
    else:
        faults.text(f"{path}.content", component.get("content"), 4000)


def _check_row(row: Json, path: str, faults: FormErrors) -> None:
    """The old style: one text input a row, with its label in it."""
    for number, field in enumerate(faults.items(f"{path}.components", row.get("components"), 1, 1)):
        here = f"{path}.components.{number}"
        field = faults.mapping(here, field)
        if faults.choice(f"{here}.type", field.get("type"), {TEXT_INPUT}):
            faults.text(f"{here}.label", field.get("label"), 45)
            _check_text_input(field, here, faults)


def _check_label(label: Json, path: str, faults: FormErrors) -> None:
    faults.text(f"{path}.label", label.get("label"), 45)
    faults.optional_text(f"{path}.description", label.get("description"), 100)
    here = f"{path}.component"
    field = faults.mapping(here, label.get("component"))
    if not field or not faults.choice(f"{here}.type", field.get("type"), IN_LABEL):
        return
    faults.flag(f"{here}.required", field.get("required"))
    kind = field["type"]
    if kind == TEXT_INPUT:
        _check_text_input(field, here, faults)
    elif kind in MENUS:
        check_menu(field, here, faults, in_form=True)
    else:
        faults.text(f"{here}.custom_id", field.get("custom_id"), 100)
        _check_other(field, here, faults)


def _check_other(field: Json, path: str, faults: FormErrors) -> None:
    """File upload, radio group, checkboxes."""
    kind = field["type"]
    if kind == FILE_UPLOAD:
        check_bounds(field, path, faults, most=10, in_form=True)
    elif kind == RADIO_GROUP:
        check_options(field.get("options"), f"{path}.options", faults, most=10, least=2)
        check_defaults(field, path, faults, 1)
    elif kind == CHECKBOX_GROUP:
        check_options(field.get("options"), f"{path}.options", faults, most=10)
        check_bounds(field, path, faults, most=10, in_form=True)
    else:
        faults.flag(f"{path}.default", field.get("default"))
        if field.get("required"):
            faults.add(f"{path}.required", "CHECKBOX_REQUIRED", "A checkbox cannot be required")


def _check_text_input(field: Json, path: str, faults: FormErrors) -> None:
    faults.text(f"{path}.custom_id", field.get("custom_id"), 100)
    faults.choice(f"{path}.style", field.get("style"), {1, 2})
    faults.flag(f"{path}.required", field.get("required"))
    faults.optional_text(f"{path}.placeholder", field.get("placeholder"), 100)
    faults.optional_text(f"{path}.value", field.get("value"), 4000)
    fine = faults.optional_number(f"{path}.min_length", field.get("min_length"), 0, 4000)
    fine &= faults.optional_number(f"{path}.max_length", field.get("max_length"), 1, 4000)
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if fine and least > most:
        faults.add(f"{path}.min_length", "TEXT_INPUT_MIN_GREATER_THAN_MAX", "min_length is more than max_length")
    value = field.get("value")
    if fine and isinstance(value, str) and len(value) > most:
        faults.add(f"{path}.value", "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
