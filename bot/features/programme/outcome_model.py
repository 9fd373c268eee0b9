"""The outcome of a session, in each language: as a facilitator wrote it, else as in the workshop file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.core.programme import Session
from bot.core.schedule import SessionState

Outcome = Mapping[str, str]
"""Language to text. A language without a text is not in it."""


@dataclass(frozen=True, slots=True)
class MissingOutcome:
    """An ended session, and the languages in which its outcome is missing."""

    state: SessionState
    languages: list[str]
    is_partial: bool


def current_outcome(session: Session, written: Mapping[str, str], languages: Collection[str]) -> Outcome:
    """The current outcome of `session`. `written` is by language; a text is empty if a facilitator deleted it."""
    texts = {**(session.outcome or {}), **written}
    return {language: texts[language] for language in languages if texts.get(language)}


def missing_languages(outcome: Outcome, languages: Iterable[str]) -> list[str]:
    return [language for language in languages if language not in outcome]
