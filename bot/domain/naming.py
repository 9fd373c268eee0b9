"""Who is meant by a name in a report: compared without accents, case, order, titles or the country beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from bot.domain.programme import Administration
from bot.domain.text import fold

ALIKE = 0.8
"""From which likeness (difflib's ratio) on a name is worth suggesting."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "m", "mme", "mlle"})
_PARTS = re.compile(r"\s[-–—]\s?|\s?[-–—]\s|[–—|/:,;·()\[\]]")


def tokens(name: str) -> frozenset[str]:
    """The words of a name; of Arabic and other scripts too."""
    words = "".join(c if c.isalnum() else " " for c in re.sub("['’ʼ`]", "", fold(name))).split()
    return frozenset(word for word in words if word not in _TITLES)


def keys(name: str, administrations: Iterable[Administration]) -> set[frozenset[str]]:
    """Under which sets of words someone called `name` may be found: all of it, and without country or brackets."""
    places = [tokens(each) for a in administrations for each in (a.code, *a.name.values())]
    parts = [tokens(part) for part in _PARTS.split(name)]
    plain = tokens(re.sub(r"\([^)]*\)", " ", name))
    people = [part for part in parts if part and part not in places]
    alone = people if len(people) == 1 else [part for part in people if len(part) > 1]
    found = {tokens(name), plain, *(plain - place for place in places if place < plain), *alone}
    whole = frozenset().union(*people) if people else frozenset()
    return {key for key in {*found, whole} if key and key not in places}


def administration_named(name: str, administrations: Iterable[Administration]) -> Administration | None:
    """The one administration that `name` mentions: `Mali – Awa Diarra`, `Awa Diarra (ML)`."""
    parts = {fold(part) for part in _PARTS.split(name)}
    words = tokens(name)
    found = [
        a
        for a in administrations
        if any(fold(each) in parts or tokens(each) <= words for each in a.name.values()) or fold(a.code) in parts
    ]
    return found[0] if len(found) == 1 else None


def meant(
    name: str, people: Mapping[int, str], administrations: Iterable[Administration], most: int = 5
) -> tuple[list[int], list[int]]:
    """Those of `people` (number to name) surely called `name`; and, best first, those that it may mean."""
    everywhere = list(administrations)
    wanted = keys(name, everywhere)
    known = {number: keys(theirs, everywhere) for number, theirs in people.items()}
    sure = [number for number, theirs in known.items() if wanted & theirs]
    likeness = {
        number: max((_alike(a, b) for a in wanted for b in theirs), default=0) for number, theirs in known.items()
    }
    perhaps = sorted((number for number in known if likeness[number] >= ALIKE), key=lambda n: -likeness[n])
    return sure, perhaps[:most]


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    if one <= other or other <= one:
        return 0.9 if min(len(one), len(other)) > 1 else ALIKE
    if any(len(word) > 3 for word in one & other):
        return ALIKE
    return SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(other))).ratio()
