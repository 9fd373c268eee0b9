"""Pydantic's errors as sentences for organisers, each with a suggestion."""

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from bot.faults import Fault, Place, choose, listed, nearest, quoted
from bot.i18n.phrase import Phrase, _
from bot.workshop_file.tree import Tree


def faults_of(error: ValidationError, tree: Tree, schema: type[BaseModel]) -> list[Fault]:
    """A fault for each error, except where the YAML itself is faulty."""
    details = [detail for detail in error.errors(include_url=False) if not tree.is_unreadable(detail["loc"])]
    return [tree.fault(detail["loc"], *_words(detail, detail["loc"], schema)) for detail in details]


def _words(detail: Any, place: Place, schema: type[BaseModel]) -> tuple[Phrase, Phrase]:
    context, value = detail.get("ctx", {}), detail.get("input")
    match detail["type"]:
        case "fault":
            return context["what"], context["would_do"]
        case "missing":
            return _("the key `%(key)s` is missing", key=place[-1]), _("add `%(key)s: …`", key=place[-1])
        case "extra_forbidden":
            return _not_a_key(str(place[-1]), schema_at(schema, place[:-1]))
        case "enum":
            return _not_one_of(value, context["expected"])
        case "model_type":
            return _not_keys(value, place, schema_at(schema, place))
        case _ if isinstance(value, str) and value.strip() and not re.search(r"[`\[\]{}\n]", value):
            return _("there is no list here"), _("write %(list)s", list=quoted(f"[{value.strip()}]"))
        case _:
            return _("there is no list here"), _("write one item per line, each after `- `")


def _not_a_key(key: str, schema: type[BaseModel]) -> tuple[Phrase, Phrase]:
    what = _("%(given)s is not a key here", given=quoted(key))
    if meant := nearest(key, schema.model_fields):
        return what, _("did you mean %(known)s?", known=quoted(meant))
    return what, _("remove it, or use one of %(known)s", known=listed(schema.model_fields))


def _not_one_of(value: Any, expected: str) -> tuple[Phrase, Phrase]:
    words = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    if not isinstance(value, str):
        return _("a single word belongs here"), choose("", words)
    return _("%(given)s is not known here", given=quoted(value)), choose(value, words)


def _not_keys(value: Any, place: Place, schema: type[BaseModel]) -> tuple[Phrase, Phrase]:
    if not place:
        what = _("the file is empty") if value is None else _("the file does not hold keys and values")
        return what, _("let `run.py init` write one to begin with")
    what = _("there is nothing here") if value is None else _("there are no keys here")
    return what, _("write keys and values: %(known)s", known=listed(schema.model_fields))


def schema_at(schema: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model of the entry at `place`."""
    for step in place:
        if isinstance(step, str) and step in schema.model_fields:
            schema = _entry_in(schema.model_fields[step].annotation) or schema
    return schema


def _entry_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _entry_in(inner))), None)
