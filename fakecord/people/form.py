"""A form (modal) that a person has open, and the submission made from it.

https://discord.com/developers/docs/components/using-modal-components
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fakecord.errors import Json, NotPossible
from fakecord.model.components import walk
from fakecord.model.interaction import Interaction
from fakecord.people.fields import Field
from fakecord.people.resolved_data import ResolvedData
from fakecord.rules.forms import LABEL


class Form:
    """Title, texts and fields. `interaction` is the one that opened it; `sent` is set once it was submitted."""

    def __init__(self, interaction: Interaction) -> None:
        data = interaction.form or {}
        self.interaction = interaction
        self.title: str = data["title"]
        self.custom_id: str = data["custom_id"]
        self.components: list[Json] = data["components"]
        self.sent = False
        self.fields = list(self._fields())

    def _fields(self) -> Iterator[Field]:
        for top in self.components:
            if top["type"] == LABEL:
                yield Field(top["component"], top["label"], top.get("description"))
            elif "components" in top:
                yield Field(top["components"][0], top["components"][0]["label"], None)

    @property
    def labels(self) -> list[str]:
        return [f.label for f in self.fields]

    @property
    def text(self) -> str:
        """All text of the form, one line each."""
        lines = [self.title]
        for component in walk(self.components):
            lines += [component.get(k) or "" for k in ("content", "label", "description", "placeholder")]
            lines += [o["label"] for o in component.get("options", [])]
        return "\n".join(line for line in lines if line)

    def field(self, which: str | int) -> Field:
        """The field with this label or custom id, or at this index."""
        if isinstance(which, int):
            if not 0 <= which < len(self.fields):
                raise NotPossible(f"the form has {len(self.fields)} fields, not {which + 1}")
            return self.fields[which]
        for field in self.fields:
            if which in (field.label, field.custom_id):
                return field
        raise NotPossible(f"no field {which!r} in the form {self.title!r}, only {self.labels}")

    def filled(self, values: Mapping[str | int, Any], resolved: ResolvedData) -> Json:
        """`data` of the submission. `NotPossible` if Discord's client would not send it."""
        given = {self.field(which): value for which, value in values.items()}
        answers = {f.custom_id: f.answer(given.get(f, f.value), resolved) for f in self.fields}
        data: Json = {"custom_id": self.custom_id, "components": [self._answered(c, answers) for c in self.components]}
        if resolved.found:
            data["resolved"] = resolved.found
        return data

    def _answered(self, top: Json, answers: dict[str, Any]) -> Json:
        shell = {"type": top["type"], "id": top["id"]}
        if top["type"] == LABEL:
            return shell | {"component": _answer(top["component"], answers)}
        if "components" in top:
            return shell | {"components": [_answer(c, answers) for c in top["components"]]}
        return shell

    def __repr__(self) -> str:
        return f"<Form {self.title!r} {self.labels}>"


def _answer(component: Json, answers: dict[str, Any]) -> Json:
    answer = answers[component["custom_id"]]
    key = "values" if isinstance(answer, list) else "value"
    return {k: component[k] for k in ("type", "id", "custom_id")} | {key: answer}
