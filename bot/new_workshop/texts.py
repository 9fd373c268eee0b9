"""The texts of a first workshop in English and French. Other languages get the English text, to be translated."""

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
    "Our organisation": "Notre organisation",
    "the organisation of this workshop": "l’organisation de cet atelier",
    "Please share nothing confidential here.": "Merci de ne rien partager de confidentiel ici.",
    "Not at all useful": "Pas du tout utile",
    "Very useful": "Très utile",
    "What else should we know?": "Que faut-il savoir d’autre ?",
}
TRANSLATED = ("en", "fr")


def text(english: str, languages: Sequence[str]) -> Text:
    """The text in each of `languages`."""
    return {language: FRENCH[english] if language == "fr" else english for language in languages}


def day_title(number: int, days: int, languages: Sequence[str]) -> Text:
    """The title of a day, of so many."""
    title = "The day" if days == 1 else "First day" if number == 1 else "Last day" if number == days else None
    if title:
        return text(title, languages)
    return {language: f"Journée {number}" if language == "fr" else f"Day {number}" for language in languages}


def yaml_string(text: Text) -> str:
    """A YAML mapping on one line."""
    return "{" + ", ".join(f"{language}: {quoted_words(words)}" for language, words in text.items()) + "}"


def quoted_words(words: str) -> str:
    """A text in double quotes: JSON strings are valid YAML."""
    return json.dumps(words, ensure_ascii=False)
