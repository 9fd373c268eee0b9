"""The commands as the bot registered them, with random values for options and forms that Discord would let through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from fakecord import DiscordServer, Field, Form, Person
from fakecord.errors import Json
from fakecord.rules.commands import ATTACHMENT, GROUP, INTEGER, MAX_STRING, NUMBER, STRING, SUB_COMMAND
from fakecord.rules.forms import TEXT_INPUT
from tests.fuzz import values

KNOWN = {
    "session": ["first", "second", "third", "fourth"],
    "administration": ["MW", "ML", "NE"],
    "prompt": ["hopes", "turn", "spare", "q3"],
    "message": ["MW-1", "ML-1", "ML-2"],
    "start": values.TIMES,
    "at": values.TIMES,
    "url": values.LINKS,
}
"""Valid values, so that about half of the commands are accepted."""


@dataclass(frozen=True)
class Command:
    """A command without sub-commands: its whole name, and its options."""

    name: str
    options: Sequence[Json]

    @property
    def is_free(self) -> bool:
        """Whether it has an option with free text or a number."""
        return any(option["type"] in (STRING, INTEGER, NUMBER) and not option.get("choices") for option in self.options)

    @property
    def takes_file(self) -> bool:
        return any(option["type"] == ATTACHMENT for option in self.options)


def commands(server: DiscordServer) -> list[Command]:
    return [leaf for root in server.world.commands.of(None) for leaf in _leaves(root["name"], root)]


def _leaves(name: str, node: Json) -> Iterator[Command]:
    options = node.get("options") or []
    subs = [option for option in options if option["type"] in (SUB_COMMAND, GROUP)]
    if not subs:
        yield Command(name, options)
    for sub in subs:
        yield from _leaves(f"{name} {sub['name']}", sub)


def options(command: Command, people: Sequence[Person]) -> st.SearchStrategy[dict[str, Any]]:
    required = {o["name"]: _value(o, people) for o in command.options if o.get("required")}
    optional = {o["name"]: _value(o, people) for o in command.options if not o.get("required")}
    return st.fixed_dictionaries(required, optional=optional)


def _value(option: Json, people: Sequence[Person]) -> st.SearchStrategy[Any]:
    if option.get("choices"):
        return st.sampled_from([choice["value"] for choice in option["choices"]])
    match option["type"]:
        case 4:
            return values.integer(option.get("min_value"), option.get("max_value"))
        case 5:
            return st.booleans()
        case 6:
            return st.sampled_from(people)
        case 3:
            typed = values.text(option.get("min_length") or 1, option.get("max_length") or MAX_STRING)
            known = KNOWN.get(option["name"])
            return st.sampled_from(known) | typed if known else typed
    raise AssertionError(f"{option['name']}: nothing here makes up values for an option of type {option['type']}")


@dataclass(frozen=True)
class Entries:
    """Random entries for any form: a text for each of at most five fields. Drawn before the form is known."""

    texts: tuple[str, ...]
    lines: str
    pick: int

    def for_(self, form: Form) -> dict[str | int, Any]:
        return {field.custom_id: self._entry(field, self.texts[n]) for n, field in enumerate(form.fields)}

    def _entry(self, field: Field, typed: str) -> Any:
        """As the client of Discord would send it: within the limits of the field, on one line in a short field."""
        if field.kind != TEXT_INPUT:
            return field.options[self.pick % len(field.options)]["value"]
        if field.custom_id == "options" and self.pick % 3:
            return self.lines
        if field.component["style"] == 1:
            typed = typed.replace("\n", " ")
        return typed[: field.component.get("max_length") or 4000]


def entries() -> st.SearchStrategy[Entries]:
    texts = st.tuples(*[values.text(1, 4000)] * 5)
    return st.builds(Entries, texts, _lines(3000), st.integers(0, 30))


def _lines(most: int) -> st.SearchStrategy[str]:
    """Options of a question: one a line, as `fr | en`."""
    one = values.text(1, 20).map(lambda words: " ".join(words.replace("|", "/").split()) or "x")
    lines = st.lists(st.tuples(one, one).map(" | ".join), min_size=2, max_size=6)
    return lines.map(lambda found: "\n".join(found)[:most])
