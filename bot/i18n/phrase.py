"""A phrase with its values, made where the reader's language is not known yet.

It is imported as `_` by convention, so that pybabel finds it: `_("%(given)s is not a date", given=…)`.
"""

from __future__ import annotations

from collections.abc import Mapping


class Phrase(str):
    """The English sentence as a string. `Phrases.translate` translates it; its values may be phrases too."""

    phrase: str
    values: Mapping[str, object]
    many: str | None = None
    number: int = 1

    def __new__(cls, phrase: str, **values: object) -> Phrase:
        self = super().__new__(cls, fill(phrase, values))
        self.phrase, self.values = phrase, values
        return self

    @classmethod
    def n(cls, singular: str, plural: str, count: int, **values: object) -> Phrase:
        """The singular or plural for `count`, which replaces `%(count)s`."""
        values = {"count": count, **values}
        self = super().__new__(cls, fill(singular if count == 1 else plural, values))
        self.phrase, self.values, self.many, self.number = singular, values, plural, count
        return self


_ = Phrase


def fill(phrase: str, values: Mapping[str, object]) -> str:
    return phrase % values if values else phrase
