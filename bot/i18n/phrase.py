"""A sentence worded where its reader's language is not known yet.

By custom it is `_`, as where a phrase is said at once: `_("%(given)s is not a date", given=…)`.
"""

from __future__ import annotations

from collections.abc import Mapping


class Phrase(str):
    """In itself the English sentence; with its values, of which any may be a phrase, it is said by `Phrases.said`."""

    phrase: str
    values: Mapping[str, object]
    many: str | None = None
    number: int = 1

    def __new__(cls, phrase: str, **values: object) -> Phrase:
        self = super().__new__(cls, filled(phrase, values))
        self.phrase, self.values = phrase, values
        return self

    @classmethod
    def n(cls, singular: str, plural: str, count: int, **values: object) -> Phrase:
        """The form for `count`, which fills in `%(count)s`."""
        values = {"count": count, **values}
        self = super().__new__(cls, filled(singular if count == 1 else plural, values))
        self.phrase, self.values, self.many, self.number = singular, values, plural, count
        return self


_ = Phrase


def filled(phrase: str, values: Mapping[str, object]) -> str:
    return phrase % values if values else phrase
