"""The name of a person without that of their administration, which many put beside it: `Malawi – Chikondi Banda`."""

import re

from bot.core.programme import Administration
from bot.core.text import fold

_FIRST = re.compile(r"(?P<group>.+?)\s*[-–—|/:·]\s+(?P<name>.+)")
_LAST = re.compile(r"(?P<name>.+)\s+[-–—|/:·]\s*(?P<group>.+)")
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*[(\[](?P<group>.+)[)\]]")


def own_name(name: str, group: Administration | None) -> str:
    """`name` without the name or code of `group`, where it stands apart; else `name` as it is."""
    known = {fold(each) for each in (group.code, *group.name.values())} if group else set()
    for pattern in (_FIRST, _LAST, _IN_BRACKETS):
        found = pattern.fullmatch(name.strip())
        if found and fold(found["group"]) in known:
            return found["name"].strip()
    return name
