"""Codes of languages. Discord and the workshop file write `pt-BR`, gettext and Babel write `pt_BR`."""

from collections.abc import Collection
from functools import cache

from babel import Locale

BRITISH = "en-GB"
"""Our English: 24-hour times, and the day before the month."""


@cache
def babel_locale(language: str) -> Locale:
    """The conventions of `language`, such as `pt-BR`."""
    return Locale.parse(BRITISH if language == "en" else language, sep="-")


def folder_name(language: str) -> str:
    """The folder of its catalogue under `locales/`: `pt_BR`."""
    return language.replace("-", "_")


def closest(wanted: str, languages: Collection[str]) -> str | None:
    """The one of `languages` that a reader of `wanted` reads: itself, else one without or with another region.

    `en-GB` finds `en`, `es-419` finds `es-ES`. None where no language matches.
    """
    if wanted in languages:
        return wanted
    base = wanted.split("-")[0]
    return base if base in languages else next((each for each in languages if each.split("-")[0] == base), None)
