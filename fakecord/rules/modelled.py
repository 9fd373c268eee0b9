"""Which fields of a request fakecord models.

A request with any other field is refused, so that a gap of fakecord is never silent. Discord ignores fields that it
does not know. fakecord cannot tell those from fields that it does not model yet.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fakecord.errors import not_modelled


@dataclass(frozen=True)
class ByType:
    """Fields that depend on the object's `type`, as those of components do."""

    shapes: Mapping[Any, "Shape"]


@dataclass(frozen=True)
class OnlyNull:
    """A field that fakecord models only as empty."""


Shape = Mapping[str, "Shape | None"] | ByType | OnlyNull
"""The fields of an object, or of each object of a list, by name. None means any value, whatever is inside it."""
ONLY_NULL = OnlyNull()


def fields(*names: str, **nested: Shape) -> dict[str, Shape | None]:
    """A shape of a body. `names` are plain fields; `nested` are fields that hold objects."""
    return {**dict.fromkeys(names), **nested}


def refuse_unmodelled(body: Any, query: Mapping[str, str], shape: Shape, allowed: Collection[str]) -> None:
    """Raise if the body has a field outside of `shape`, or the query one outside of `allowed`."""
    found = [*_unmodelled(body, shape, ""), *(f"?{name}" for name in query if name not in allowed)]
    if found:
        raise not_modelled(f"the field {', '.join(found)}")


def _unmodelled(value: Any, shape: Shape | None, path: str) -> Iterator[str]:
    if shape is None or value is None:
        return
    if isinstance(shape, OnlyNull):
        yield path
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _unmodelled(each, shape, _join(path, str(number)))
    elif isinstance(value, dict):
        known = shape.shapes.get(_hashable(value.get("type"))) if isinstance(shape, ByType) else shape
        if known is None:  # of a type that Discord refuses too
            return
        for name, inner in value.items():
            if isinstance(known, Mapping) and name in known:
                yield from _unmodelled(inner, known[name], _join(path, name))
            else:
                yield _join(path, name)


def _hashable(kind: Any) -> Any:
    return kind if isinstance(kind, (int, str)) else None


def _join(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step
