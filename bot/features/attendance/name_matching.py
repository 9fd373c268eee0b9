"""Match the names of a report with participants and administrations.

Names are compared as sets of words, without accents, case, order, titles, or the name of the country beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.core.programme import Administration
from bot.core.text import fold

MIN_SIMILARITY = 0.8
"""Lowest similarity (difflib's ratio, 0 to 1) of a name that is suggested."""
MAX_SUGGESTIONS = 5
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "m", "mme", "mlle"})
_SEPARATOR = re.compile(r"\s[-–—]\s?|\s?[-–—]\s|[–—|/:,;·()\[\]]")
"""Between the parts of a display name, such as `Mali – Awa Diarra`."""

Words = frozenset[str]


def words_of(name: str) -> Words:
    """The words of a name in any script, without titles."""
    words = "".join(c if c.isalnum() else " " for c in re.sub("['’ʼ`]", "", fold(name))).split()
    return frozenset(word for word in words if word not in _TITLES)


class NameMatcher:
    """Finds participants and administrations by name. It prepares their words once for a whole report."""

    def __init__(self, people: Mapping[int, str], administrations: Iterable[Administration]) -> None:
        """`people`: the names of the participants by number."""
        self._administrations = [_AdministrationNames.of(administration) for administration in administrations]
        self._administration_words = {words for each in self._administrations for words in (each.code, *each.names)}
        self._people = {id: self._keys(name) for id, name in people.items()}

    def administration(self, name: str) -> Administration | None:
        """The administration that `name` mentions, if it is only one: `Mali – Awa Diarra`, `Awa Diarra (ML)`."""
        parts, words = {fold(part) for part in _SEPARATOR.split(name)}, words_of(name)
        found = [each.administration for each in self._administrations if each.is_mentioned(parts, words)]
        return found[0] if len(found) == 1 else None

    def people(self, name: str) -> tuple[list[int], list[int]]:
        """The participants of exactly this name; and those of a similar name, the most similar first."""
        keys = self._keys(name)
        exact = [id for id, theirs in self._people.items() if keys & theirs]
        similarity = {id: _highest_similarity(keys, theirs) for id, theirs in self._people.items()}
        similar = sorted(
            (id for id, ratio in similarity.items() if ratio >= MIN_SIMILARITY), key=lambda id: -similarity[id]
        )
        return exact, similar[:MAX_SUGGESTIONS]

    def _keys(self, name: str) -> set[Words]:
        """The sets of words that stand for a person: the whole name, and the name without country or brackets."""
        parts = [words_of(part) for part in _SEPARATOR.split(name)]
        without_brackets = words_of(re.sub(r"\([^)]*\)?", " ", name))
        person_parts = [part for part in parts if part and part not in self._administration_words]
        alone = person_parts if len(person_parts) == 1 else [part for part in person_parts if len(part) > 1]
        without_country = (without_brackets - each for each in self._administration_words if each < without_brackets)
        together = frozenset().union(*person_parts) if person_parts else frozenset()
        keys = {words_of(name), without_brackets, *without_country, *alone, together}
        return {key for key in keys if key and key not in self._administration_words}


@dataclass(frozen=True, slots=True)
class _AdministrationNames:
    """The words of an administration's code and of its name in each language; `folded` has code and names as text."""

    administration: Administration
    code: Words
    names: tuple[Words, ...]
    folded: frozenset[str]

    @classmethod
    def of(cls, administration: Administration) -> _AdministrationNames:
        code, names = administration.code, administration.name.values()
        folded = frozenset(fold(each) for each in (code, *names))
        return cls(administration, words_of(code), tuple(words_of(name) for name in names), folded)

    def is_mentioned(self, parts: set[str], words: Words) -> bool:
        """Whether a part of a display name is its code or name, or the display name contains every word of its name."""
        return not self.folded.isdisjoint(parts) or any(name <= words for name in self.names)


def _highest_similarity(keys: Iterable[Words], other_keys: Iterable[Words]) -> float:
    return max((_similarity(a, b) for a in keys for b in other_keys), default=0)


def _similarity(one: Words, other: Words) -> float:
    if one <= other or other <= one:
        return 0.9 if min(len(one), len(other)) > 1 else MIN_SIMILARITY
    if any(len(word) > 3 for word in one & other):
        return MIN_SIMILARITY
    return _spelling_similarity(" ".join(sorted(one)), " ".join(sorted(other)))


def _spelling_similarity(one: str, other: str) -> float:
    """difflib's ratio, or 0 if a cheap upper bound of it is below `MIN_SIMILARITY`."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < MIN_SIMILARITY or matcher.quick_ratio() < MIN_SIMILARITY:
        return 0
    return matcher.ratio()
