"""Names of invented people that fit the country of their group, else its language."""

import random
from collections.abc import Iterator

from babel.core import get_global

from bot.core.programme import Administration
from bot.rehearsal.words.files import in_language, read


class InventedNames:
    """Invents names. No name is used twice."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._pools: dict[str, Iterator[str]] = {}
        self._in_own_script: set[str] = set()
        self._taken: set[str] = set()

    def of(self, group: Administration, *, leads: bool) -> str:
        """The next name for somebody of `group`.

        In some countries, one person who is not a lead has a name in Arabic.
        """
        country = _country(group.timezone)
        script = read("names")["countries"].get(country, {}).get("own_script")
        if script and not leads and country not in self._in_own_script:
            self._in_own_script.add(country)
            return str(script)
        if country in read("names")["countries"]:
            return self._next(country, read("names")["countries"][country])
        return self.in_language(group.language)

    def in_language(self, language: str) -> str:
        """The next name of the language."""
        return self._next(language, in_language(read("names")["languages"], language))

    def _next(self, key: str, pool: dict[str, list[str]]) -> str:
        names = self._pools.setdefault(key, _combined(pool, self._rng))
        name = next(each for each in names if each not in self._taken)
        self._taken.add(name)
        return name


def _combined(pool: dict[str, list[str]], rng: random.Random) -> Iterator[str]:
    """An endless list of names. When all combinations are used, numbers are added.

    Neighbours in the list share no name.
    """
    given, family = (rng.sample(pool[part], len(pool[part])) for part in ("given", "family"))
    shifted = (family[shift:] + family[:shift] for shift in range(len(family)))
    pairs = [f"{first} {last}" for families in shifted for first, last in zip(given, families, strict=True)]
    yield from pairs
    number = 2
    while True:
        yield from (f"{pair} {number}" for pair in pairs)
        number += 1


def _country(zone: str) -> str:
    """The ISO code of the country of a time zone. Empty if it has none."""
    code = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone))
    return str(code or "")


def name_of(who: str, language: str) -> str:
    """The name of the `organiser`, the `assistant` or the `facilitator`, with their role."""
    return str(in_language(read("names")[who], language))
