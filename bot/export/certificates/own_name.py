"""Removes the administration from a person's name, which many people add: `Malawi – Chikondi Banda`."""

from bot.core.programme import Administration
from bot.core.text import fold

_SEPARATORS = "-–—|/:·"


def own_name(name: str, group: Administration | None) -> str:
    """`name` without the name or code of `group`, if that is separated from the rest. Else `name` unchanged."""
    known = {fold(each) for each in (group.code, *group.name.values())} if group else set()
    words = name.strip()
    for place, sign in enumerate(words):
        before, after = words[:place], words[place + 1 :]
        if sign in _SEPARATORS and after[:1].isspace() and fold(before.strip()) in known and after.strip():
            return after.strip()
        if sign in _SEPARATORS and before[-1:].isspace() and fold(after.strip()) in known and before.strip():
            return before.strip()
        if sign in "([" and after[-1:] in (")", "]") and fold(after[:-1].strip()) in known and before.strip():
            return before.strip()
    return name
