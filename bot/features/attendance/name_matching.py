"""Who is meant by a name in a report: compared without accents, case, order, titles or the country beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.core.programme import Administration
from bot.core.text import fold

ALIKE = 0.8
"""From which likeness (difflib's ratio) on a name is worth suggesting."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "m", "mme", "mlle"})
_PARTS = re.compile(r"\s[-–—]\s?|\s?[-–—]\s|[–—|/:,;·()\[\]]")


def tokens(name: str) -> frozenset[str]:
    """The words of a name; of Arabic and other scripts too."""
    words = "".join(c if c.isalnum() else " " for c in re.sub("['’ʼ`]", "", fold(name))).split()
    return frozenset(word for word in words if word not in _TITLES)


class Naming:
    """Who is who: the people (number to name) and the places, their words taken apart once for a whole report."""

    def __init__(self, people: Mapping[int, str], administrations: Iterable[Administration]) -> None:
        self._places = [_Place.of(administration) for administration in administrations]
        self._of_places = {words for place in self._places for words in place.words}
        self._people = {number: self._keys(name) for number, name in people.items()}

    def administration(self, name: str) -> Administration | None:
        """The one administration that `name` mentions: `Mali – Awa Diarra`, `Awa Diarra (ML)`."""
        parts, words = {fold(part) for part in _PARTS.split(name)}, tokens(name)
        found = [it.administration for it in self._places if it.is_in(parts, words)]
        return found[0] if len(found) == 1 else None

    def meant(self, name: str, most: int = 5) -> tuple[list[int], list[int]]:
        """Those surely called `name`; and, best first, those that it may mean."""
        wanted = self._keys(name)
        sure = [number for number, theirs in self._people.items() if wanted & theirs]
        likeness = {number: _most_alike(wanted, theirs) for number, theirs in self._people.items()}
        perhaps = sorted((number for number, it in likeness.items() if it >= ALIKE), key=lambda n: -likeness[n])
        return sure, perhaps[:most]

    def _keys(self, name: str) -> set[frozenset[str]]:
        """Under which sets of words someone called `name` may be found: all of it, and without country or brackets."""
        parts = [tokens(part) for part in _PARTS.split(name)]
        plain = tokens(re.sub(r"\([^)]*\)", " ", name))
        people = [part for part in parts if part and part not in self._of_places]
        alone = people if len(people) == 1 else [part for part in people if len(part) > 1]
        found = {tokens(name), plain, *(plain - place for place in self._of_places if place < plain), *alone}
        whole = frozenset().union(*people) if people else frozenset()
        return {key for key in {*found, whole} if key and key not in self._of_places}


@dataclass(frozen=True, slots=True)
class _Place:
    """An administration: the words of its code and names, and its code and names as one compares them."""

    administration: Administration
    words: tuple[frozenset[str], ...]
    names: frozenset[str]
    named: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, it: Administration) -> _Place:
        named = tuple(tokens(name) for name in it.name.values())
        return cls(it, (tokens(it.code), *named), frozenset(map(fold, (it.code, *it.name.values()))), named)

    def is_in(self, parts: set[str], words: frozenset[str]) -> bool:
        return not self.names.isdisjoint(parts) or any(named <= words for named in self.named)


def _most_alike(wanted: Iterable[frozenset[str]], theirs: Iterable[frozenset[str]]) -> float:
    return max((_alike(a, b) for a in wanted for b in theirs), default=0)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    if one <= other or other <= one:
        return 0.9 if min(len(one), len(other)) > 1 else ALIKE
    if any(len(word) > 3 for word in one & other):
        return ALIKE
    return _spelt_alike(" ".join(sorted(one)), " ".join(sorted(other)))


def _spelt_alike(one: str, other: str) -> float:
    """difflib's ratio; 0 where it can be seen at a glance that it is too small to matter."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    return matcher.ratio()
