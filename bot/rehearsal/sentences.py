"""Invented answers and key messages in French and English; people of another language use the English ones."""

import random

ANSWERS = {
    "fr": [
        "Nous voulons surtout comparer nos façons de faire avec celles des autres administrations.",
        "Le comité de suivi se réunit désormais chaque mois, même à distance.",
        "Il faut associer le secteur privé plus tôt : c’est notre principale leçon.",
        "- un point focal par bureau\n- un tableau de bord trimestriel\n- une formation courte pour les nouveaux",
        "La cartographie des risques a changé nos priorités de contrôle interne.",
        "Les visites à distance ont bien fonctionné, à condition d’envoyer les documents à l’avance.",
        "Nous prévoyons de publier nos engagements de service, puis de les mesurer.",
    ],
    "en": [
        "We would like to see how others follow up on their action plans.",
        "Our steering committee now meets every month, even if only online.",
        "Involve the private sector earlier: that is our main lesson.",
        "- one focal point in each office\n- a quarterly dashboard\n- a short course for newcomers",
        "=SUM of small steps: it starts with what each office can do by itself 🙂",
        "Remote support worked well once the documents came a week ahead.",
        "We plan to publish our service commitments, and then measure them.",
    ],
}
KEY_MESSAGES = {
    "fr": [
        "Le programme est plus nécessaire que jamais ; nous demandons qu’il soit poursuivi.",
        "Les coordonnateurs ont besoin d’échanger plus souvent, au moins une fois par trimestre.",
        "Que chaque résultat de sondage débouche sur un plan d’action public :\n- trois mesures\n- un responsable\n"
        "- une échéance",
        "La formation à l’éthique doit commencer dès le recrutement.",
        "Notre devise : « النزاهة أولاً » 🤝\n• la même règle pour tous\n• = des résultats publiés, @everyone",
    ],
    "en": [
        "The programme is needed more than ever; we ask that it go on.",
        "Coordinators should exchange more often, at least once a quarter.",
        "Each survey should lead to a public action plan:\n- three measures\n- one person in charge\n- a date",
        "Integrity training should begin at recruitment, and go on through a whole career. ✅",
        "Our motto: “النزاهة أولاً” 🤝\n• one rule for all\n• = published results, @everyone",
    ],
}
OUTCOMES = {
    "fr": "La première journée s’est achevée sur les engagements concrets des administrations.",
    "en": "The first day closed with concrete commitments by the administrations.",
}
"""What came of the first day's last session."""


def pick_sentence(pool: dict[str, list[str]], language: str, rng: random.Random) -> str:
    return rng.choice(pool.get(language, pool["en"]))


def translate(text: str, language: str, to: str) -> str:
    """Translate a key message by replacing each sentence of the list with its counterpart."""
    for original, other in zip(_pool(language), _pool(to), strict=True):
        text = text.replace(original, other)
    return text


def _pool(language: str) -> list[str]:
    return KEY_MESSAGES.get(language, KEY_MESSAGES["en"])
