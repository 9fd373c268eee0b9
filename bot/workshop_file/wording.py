"""Pydantic's errors as sentences for organisers: no class name, and always what would do."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.faults import Fault, Place, choose, nearest, quoted
from bot.workshop_file.tree import Tree


def faults_of(error: ValidationError, tree: Tree, shape: type[BaseModel]) -> list[Fault]:
    """A fault for each error, but where the YAML itself is a fault already."""
    details = [detail for detail in error.errors(include_url=False) if not tree.is_spoilt(detail["loc"])]
    return [tree.fault(detail["loc"], *_words(detail, detail["loc"], shape)) for detail in details]


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
        case "model_type":
            return _not_keys(value, place, shape_at(shape, place))
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


def _not_keys(value: Any, place: Place, shape: type[BaseModel]) -> tuple[str, str]:
    if not place:
        what = "the file is empty" if value is None else "the file does not hold keys and values"
        return what, "let `run.py init` write one to begin with"
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
