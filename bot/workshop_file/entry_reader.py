"""Reads plain values into the dataclasses of the schema, and collects every fault.

The type of a field says how its value is read: a dataclass is an entry with keys of its own, a tuple or frozenset is a
list, an enum is one of its values, and `X | None` may be null. Everything else is `Annotated` with its rules (see
`field_rules.py`). Unknown keys are faults.
"""

import re
from dataclasses import MISSING, fields, is_dataclass
from dataclasses import Field as DataclassField
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.faults import Fault, choose, listed, nearest, quoted
from bot.i18n.phrase import _
from bot.workshop_file.faults import FaultList, Invalid, fault
from bot.workshop_file.field_rules import Check, Field, Parse, ParseInFile, Prepare
from bot.workshop_file.file_context import FileContext
from bot.workshop_file.tree import Tree

E = TypeVar("E")


def read_values(schema: type[E], tree: Tree, context: FileContext | None) -> tuple[E | None, list[Fault]]:
    """The file's values as a `schema`, or the faults. Invalid YAML is left out: the tree has that fault already."""
    if not isinstance(tree.value, dict):
        what = _("the file is empty") if tree.value is None else _("the file does not hold keys and values")
        return None, [tree.fault((), what, _("let `run.py init` write one to begin with"))]
    try:
        return _entry(schema, tree.value, context), []
    except Invalid as error:
        return None, [tree.fault(*each) for each in error.faults if not tree.is_unreadable(each[0])]


@cache
def field_types(schema: Any) -> dict[str, Any]:
    """The type of each field of a dataclass, by key, with its rules."""
    return get_type_hints(schema, include_extras=True)


def _entry(schema: Any, value: Any, context: FileContext | None) -> Any:
    """`value` as an instance of the dataclass `schema`."""
    types = field_types(schema)
    if not isinstance(value, dict):
        what = _("there is nothing here") if value is None else _("there are no keys here")
        raise fault(what, _("write keys and values: %(known)s", known=listed(types)))
    faults, read = FaultList(), dict[str, Any]()
    for key in value.keys() - types:
        faults.add(_not_a_key(key, list(types)), key)
    for each in fields(schema):
        field = Field(each.name, read, context)
        with faults.at(each.name):
            if each.name in value:
                read[each.name] = _value(types[each.name], value[each.name], field)
            else:
                read[each.name] = _checked(types[each.name], _default(each), field)
    faults.raise_all()
    return schema(**read)


def _default(field: DataclassField[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    if field.default is MISSING:
        raise fault(_("the key `%(key)s` is missing", key=field.name), _("add `%(key)s: …`", key=field.name))
    return field.default


def _value(kind: Any, value: Any, field: Field) -> Any:
    """The plain `value` of `field` as a `kind`."""
    if get_origin(kind) is Annotated:
        return _checked(kind, _by_rules(*get_args(kind), value=value, field=field), field)
    if get_origin(kind) in (Union, UnionType):
        [kind] = (each for each in get_args(kind) if each is not NoneType)
        return None if value is None else _value(kind, value, field)
    if get_origin(kind) in (tuple, frozenset):
        return get_origin(kind)(_items(get_args(kind)[0], value, field))
    if isinstance(kind, type) and is_dataclass(kind):
        return _entry(kind, value, field.context)
    return _member(kind, value)


def _by_rules(kind: Any, *rules: Any, value: Any, field: Field) -> Any:
    for rule in rules:
        match rule:
            case Prepare(function):
                value = function(value)
            case Parse(function):
                return function(value)
            case ParseInFile(function):
                return function(value, field.file)
    return _value(kind, value, field)


def _checked(kind: Any, value: Any, field: Field) -> Any:
    for rule in getattr(kind, "__metadata__", ()):
        if isinstance(rule, Check):
            value = rule.function(value, field)
    return value


def _items(kind: Any, value: Any, field: Field) -> list[Any]:
    if not isinstance(value, list):
        raise _no_list(value)
    faults, items = FaultList(), list[Any]()
    for position, item in enumerate(value):
        with faults.at(position):
            items.append(_value(kind, item, field))
    faults.raise_all()
    return items


def _member(kind: type[Enum], value: Any) -> Enum:
    words = [member.value for member in kind]
    if not isinstance(value, str):
        raise fault(_("a single word belongs here"), choose("", words))
    if value not in words:
        raise fault(_("%(given)s is not known here", given=quoted(value)), choose(value, words))
    return kind(value)


def _not_a_key(key: str, known: list[str]) -> Invalid:
    what = _("%(given)s is not a key here", given=quoted(key))
    if meant := nearest(key, known):
        return fault(what, _("did you mean %(known)s?", known=quoted(meant)))
    return fault(what, _("remove it, or use one of %(known)s", known=listed(known)))


def _no_list(value: Any) -> Invalid:
    what, would_do = _("there is no list here"), _("write one item per line, each after `- `")
    if isinstance(value, str) and value.strip() and not re.search(r"[`\[\]{}\n]", value):
        would_do = _("write %(list)s", list=quoted(f"[{value.strip()}]"))
    return fault(what, would_do)
