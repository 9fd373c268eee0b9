"""A form as it opens before a person, and what she writes in it.

https://discord.com/developers/docs/components/using-modal-components
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json, NotPossible
from fakecord.model.message import walk
from fakecord.people.fields import Field
from fakecord.people.resolved_data import ResolvedData
from fakecord.rules.forms import LABEL

if TYPE_CHECKING:
    from fakecord.people.response import Response


class Form:
    """Title, texts and fields; each fields's `value` is what stands in it."""

    def __init__(self, exchange: Response) -> None:
        data = exchange.interaction.form or {}
        self.exchange = exchange
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
        """Everything there is to read, a line each."""
        lines = [self.title]
        for component in walk(self.components):
            lines += [component.get(k) or "" for k in ("content", "label", "description", "placeholder")]
            lines += [o["label"] for o in component.get("options", [])]
        return "\n".join(line for line in lines if line)

    def field(self, which: str | int) -> Field:
        """By its label, its custom id or its place."""
        if isinstance(which, int):
            if not 0 <= which < len(self.fields):
                raise NotPossible(f"the form has {len(self.fields)} fields, not {which + 1}")
            return self.fields[which]
        for field in self.fields:
            if which in (field.label, field.custom_id):
                return field
        raise NotPossible(f"no field {which!r} in the form {self.title!r}, only {self.labels}")

    def filled(self, values: Mapping[str | int, Any], resolved: ResolvedData) -> Json:
        """The data of the submission; raises in her face what the client would not send."""
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
