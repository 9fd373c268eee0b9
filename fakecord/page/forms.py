"""Forms (modals) as dialogs: what is shown, and what comes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from fakecord.files import File
from fakecord.model.components import CHANNEL_SELECT, MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, TEXT, USER_SELECT
from fakecord.page.choices import field_options, find_entity
from fakecord.page.templates import template
from fakecord.page.user_view import UserView
from fakecord.people.fields import Field
from fakecord.people.form import Form
from fakecord.rules.forms import CHECKBOX, CHECKBOX_GROUP, FILE_UPLOAD, LABEL, RADIO_GROUP, TEXT_INPUT

ENTITY_MENUS = (USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
KINDS = {
    TEXT_INPUT: "text", RADIO_GROUP: "radio", CHECKBOX_GROUP: "checkboxes", CHECKBOX: "checkbox",
    FILE_UPLOAD: "file", STRING_SELECT: "menu", **dict.fromkeys(ENTITY_MENUS, "menu"),
}  # fmt: skip


def render_form(view: UserView, form: Form) -> str:
    """The inside of the dialog."""
    now = view.person.world.clock.now()
    fields, items = iter(enumerate(form.fields)), []
    for top in form.components:
        if top["type"] == TEXT:
            items.append({"kind": "words", "text_blocks": view.bodies.texts.blocks(top["content"], now)})
        elif top["type"] == LABEL or "components" in top:
            items.append(_field(view, *next(fields)))
    return template("form").render(form=form, items=items, words=view.words, bot=view.person.world.bot.name)


def _field(view: UserView, number: int, field: Field) -> dict[str, Any]:
    component = field.component
    minimum, maximum = component.get("min_values"), component.get("max_values")
    return {
        "kind": KINDS[field.kind],
        "number": number,
        "label": field.label,
        "description": field.description or "",
        "required": field.required,
        "value": field.value,
        "options": field_options(view, field) if field.kind not in (TEXT_INPUT, CHECKBOX, FILE_UPLOAD) else [],
        "placeholder": component.get("placeholder") or "",
        "long": component.get("style") == 2,
        "min_length": component.get("min_length"),
        "max_length": component.get("max_length") or 4000,
        "many": (1 if maximum is None else maximum) > 1 or minimum == 0,
    }


def read_form(view: UserView, form: Form, sent: Mapping[str, Sequence[str | File]]) -> dict[str, Any]:
    """What was entered, by custom id. `sent` has the values of each field by its number in the form."""
    return {field.custom_id: _entered(view, field, sent.get(str(n), ())) for n, field in enumerate(form.fields)}


def _entered(view: UserView, field: Field, given: Sequence[str | File]) -> Any:
    if field.kind == FILE_UPLOAD:
        return [each for each in given if isinstance(each, File)]
    texts = [each for each in given if isinstance(each, str)]
    if field.kind == CHECKBOX:
        return bool(texts)
    if field.kind == TEXT_INPUT:
        return "".join(texts[:1]).replace("\r\n", "\n")
    if field.kind == RADIO_GROUP:
        return texts[0] if texts else None
    if field.kind in ENTITY_MENUS:
        return [find_entity(view, each) for each in texts if each]
    return [each for each in texts if each]
