"""Matches the names of a report with participants and administrations.

Names are compared as sets of words, without accents, case, order, titles, or the name of the country beside them.

Some countries are first names too: Jordan, Chad, Georgia. So a word counts as a country only if it is separated (`Mali
– Awa Diarra`, `Awa Diarra (ML)`), or if it has several words and comes first. Otherwise it is a guess, which is not
enough to settle a line. If both `Sudan` and `South Sudan` match, the longer one is meant.
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
_SEPARATOR = re.compile(r"\s[-–—]\s?|\s?[-–—]\s|[–—|/:;·()\[\]]")
"""Between the parts of a display name, such as `Mali – Awa Diarra`. Not the comma: `Smith, Jordan` is one name."""

Words = frozenset[str]


def words_of(name: str) -> Words:
    """The words of a name in any script, without titles."""
    return frozenset(_words(name))


def _words(name: str) -> tuple[str, ...]:
    """The same in their order. Phones use names such as `Awa’s iPhone`."""
    name = re.sub("['’ʼ`]", "", re.sub(r"['’ʼ`]s\b", "", fold(name)))
    words = "".join(c if c.isalnum() else " " for c in name).split()
    return tuple(word for word in words if word not in _TITLES)


class NameMatcher:
    """Finds participants and administrations by name. It prepares their words once for a whole report."""

    def __init__(self, people: Mapping[int, str], administrations: Iterable[Administration]) -> None:
        """`people`: the names of the participants by number."""
        self._administrations: dict[tuple[str, ...], Administration] = {}
        for each in administrations:
            for name in (each.code, *each.name.values()):
                self._administrations.setdefault(_words(name), each)
        self._codes = {each.code for each in self._administrations.values()}
        self._administration_words = set(map(frozenset, self._administrations))
        self._longest = max(map(len, self._administrations), default=0)
        self._names = {id: words_of(name) for id, name in people.items()}
        self._people = {id: self._keys(self._split(name)) for id, name in people.items()}

    def administration(self, name: str) -> Administration | None:
        """The administration that `name` mentions separately from the person, if it is only one."""
        return _only([mention.administration for mention in self._split(name).mentions if mention.is_sure])

    def guess(self, name: str) -> Administration | None:
        """The administration that `name` may mean, if it is only one. The word may also be a first name."""
        return _only([mention.administration for mention in self._split(name).mentions])

    def people(self, name: str) -> tuple[list[int], list[int]]:
        """The participants with exactly this name, and those with a similar name, the most similar first."""
        words, keys = words_of(name), self._keys(self._split(name))
        exact = [id for id, theirs in self._people.items() if keys & theirs or (words and words == self._names[id])]
        similarity = {id: _highest_similarity(keys, theirs) for id, theirs in self._people.items()}
        similar = sorted(
            (id for id, ratio in similarity.items() if ratio >= MIN_SIMILARITY), key=lambda id: -similarity[id]
        )
        return exact, similar[:MAX_SUGGESTIONS]

    def people_without_guess(self, name: str) -> list[int]:
        """The participants with exactly this name without the possible country, if two words are left."""
        split = self._split(name)
        rest = frozenset(word for words in split.rest(split.mentions) for word in words)
        return [id for id, theirs in self._people.items() if len(rest) > 1 and rest in theirs]

    def _split(self, name: str) -> _SplitName:
        parts = [_words(part) for part in _SEPARATOR.split(name)]
        words = tuple(word for part in parts for word in part)
        bounds = {sum(map(len, parts[:n])) for n in range(len(parts) + 1)}
        last = re.search(r",\s*(\S+)\s*$", name)  # `Chisomo Banda, MW`
        if last and last[1] in self._codes:
            bounds.add(len(words) - 1)
        return _SplitName(parts, words, self._mentions(words, bounds))

    def _mentions(self, words: tuple[str, ...], bounds: set[int]) -> list[_Mention]:
        """Administrations in `words`, which separators cut at `bounds`; none that is only a part of a longer one."""
        mentions: list[_Mention] = []
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                end = start + length
                found = self._administrations.get(words[start:end])
                is_apart = start in bounds and end in bounds
                if found is None or (words[start:end] == _words(found.code) and not is_apart):
                    continue
                if not any(other.start <= start and end <= other.end for other in mentions):
                    is_sure = length < len(words) and (is_apart or (length > 1 and start in bounds))
                    mentions.append(_Mention(found, start, end, is_sure))
        return mentions

    def _keys(self, split: _SplitName) -> set[Words]:
        """The sets of words that may be the person's name.

        The name without its country, and each part of several words.
        """
        parts = split.rest([mention for mention in split.mentions if mention.is_sure])
        alone = parts if len(parts) == 1 else [part for part in parts if len(part) > 1]
        keys = {*map(frozenset, alone), frozenset(word for part in parts for word in part)}
        return {key for key in keys if key and key not in self._administration_words}


@dataclass(frozen=True, slots=True)
class _Mention:
    """An administration in the words of a name, from `start` up to `end`.

    `is_sure`: it is not part of the person's name.
    """

    administration: Administration
    start: int
    end: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _SplitName:
    """The words of a name, in the parts that separators make, and all together."""

    parts: list[tuple[str, ...]]
    words: tuple[str, ...]
    mentions: list[_Mention]

    def rest(self, mentions: Iterable[_Mention]) -> list[tuple[str, ...]]:
        """The parts without the words of `mentions`."""
        gone = {n for mention in mentions for n in range(mention.start, mention.end)}
        numbered = enumerate(self.words)
        kept = [tuple(word for n, word in [next(numbered) for _ in part] if n not in gone) for part in self.parts]
        return [part for part in kept if part]


def _only(found: Iterable[Administration]) -> Administration | None:
    different = {each.code: each for each in found}
    return next(iter(different.values())) if len(different) == 1 else None


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
