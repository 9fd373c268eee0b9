"""Pydantic's errors as sentences for organisers: no class name, and always what would do."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.workshop_file.faults import Fault, Place, choose, nearest, quoted
from bot.workshop_file.tree import Tree


def faults_of(error: ValidationError, tree: Tree, shape: type[BaseModel]) -> list[Fault]:
    return [_fault(detail, tree, shape) for detail in error.errors(include_url=False)]


def _fault(detail: Any, tree: Tree, shape: type[BaseModel]) -> Fault:
    place: Place = detail["loc"]
    what, would_do = _words(detail, place, shape)
    return tree.fault(place, what, would_do)


def _words(detail: Any, place: Place, shape: type[BaseModel]) -> tuple[str, str]:
    context, value = detail.get("ctx", {}), detail.get("input")
    match detail["type"]:
        case "fault":
            return context["what"], context["would_do"]
        case "missing":
            return f"the key `{place[-1]}` is missing", f"add `{place[-1]}: …`"
        case "extra_forbidden":
            return _not_a_key(str(place[-1]), shape_at(shape, place[:-1]))
        case "enum":
            return _not_one_of(value, context["expected"])
        case "too_short":
            return "the list is too short", f"give it at least {context['min_length']}"
        case "too_long":
            return "the list is too long", f"keep to {context['max_length']}"
        case "model_type":
            return _not_keys(value, shape_at(shape, place))
        case _:
            return "there is no list here", "write one item a line, each after `- `"


def _not_a_key(key: str, shape: type[BaseModel]) -> tuple[str, str]:
    meant = nearest(key, shape.model_fields)
    would_do = f"did you mean {quoted(meant)}?" if meant else f"remove it, or use one of {_keys(shape)}"
    return f"{quoted(key)} is not a key here", would_do


def _not_one_of(value: Any, expected: str) -> tuple[str, str]:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    if not isinstance(value, str):
        return "a single word belongs here", choose("", words)
    return f"{quoted(value)} is not known here", choose(value, words)


def _not_keys(value: Any, shape: type[BaseModel]) -> tuple[str, str]:
    what = "nothing stands here" if value is None else "there are no keys here"
    return what, f"write keys and values: {_keys(shape)}"


def _keys(shape: type[BaseModel]) -> str:
    return ", ".join(f"`{key}`" for key in shape.model_fields)


def shape_at(shape: type[BaseModel], place: Place) -> type[BaseModel]:
    """The entry that stands at `place`."""
    for step in place:
        if isinstance(step, str) and step in shape.model_fields:
            shape = _entry_in(shape.model_fields[step].annotation) or shape
    return shape


def _entry_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _entry_in(inner))), None)
