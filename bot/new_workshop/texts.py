"""The texts of a first workshop. What we have no translation of stands in English, for organisers to translate."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.core.text import Text

FRENCH = {
    "Belgium": "Belgique",
    "Ireland": "Irlande",
    "Training": "Formation",
    "The day": "La journée",
    "First day": "Première journée",
    "Last day": "Dernière journée",
    "Opening": "Ouverture",
    "Working session": "Séance de travail",
    "What we did this year, and what comes next.": "Ce que nous avons fait cette année, et la suite.",
    "What do you expect from this workshop?": "Qu’attendez-vous de cet atelier ?",
    "How is the pace?": "Que pensez-vous du rythme ?",
    "Too slow": "Trop lent",
    "Too fast": "Trop rapide",
    "Key messages": "Messages clés",
    "Evaluation": "Évaluation",
    "How useful was the workshop?": "L’atelier vous a-t-il été utile ?",
    "Not at all useful": "Pas du tout utile",
    "Very useful": "Très utile",
    "What else should we know?": "Que faut-il savoir d’autre ?",
}
TRANSLATED = ("en", "fr")


def text(english: str, languages: Sequence[str]) -> Text:
    """`english` in each of `languages`."""
    return {language: FRENCH[english] if language == "fr" else english for language in languages}


def numbered_day(number: int, languages: Sequence[str]) -> Text:
    return {language: f"Journée {number}" if language == "fr" else f"Day {number}" for language in languages}


def yaml_string(text: Text) -> str:
    """`text` as YAML on one line; JSON's quoted strings are YAML's."""
    return (
        "{"
        + ", ".join(f"{language}: {json.dumps(words, ensure_ascii=False)}" for language, words in text.items())
        + "}"
    )
