"""Names of invented people: given and family names are combined at random."""

import random
from collections.abc import Iterator

GIVEN = {
    "fr": "Awa Mariam Salif Ousmane Fatou Ibrahim Aminata Karim Leïla Moussa Nadège Hervé Rokia Sofiane Inès "
    "Boubacar Safiatou Yacine Clarisse Adama",
    "en": "Chisomo Tendai Grace Emmanuel Abeba Kwame Rania Sanjay Farid Joseph Layla Samuel Amina Dawit Esther "
    "Prakash Hala Josiah Neema Musa",
}
FAMILY = {
    "fr": "Diarra Kaboré Ouattara Sanogo Traoré Issoufou Ben-Amar Coulibaly Garba Zongo Haïdara Kouamé Sawadogo "
    "Trabelsi Maïga Yacouba Konaté Mansouri Bamba Seyni",
    "en": "Banda Kollie Mensah Tesfaye Haddad Shrestha Noorzai Kamara Mushi Nassar Phiri Sirleaf-Doe Asante Bekele "
    "Khoury Gurung Rahimi Sesay Mwakyusa Odeh",
}
ARABIC_NAME = "ليلى حداد"
"""The name of one delegate, to have right-to-left text everywhere."""


def invented_names(language: str, rng: random.Random) -> Iterator[str]:
    """An endless iterator of different names; English ones for a language without a list."""
    given, family = (pool.get(language, pool["en"]).split() for pool in (GIVEN, FAMILY))
    pairs = [f"{first} {last}" for first in given for last in family]
    rng.shuffle(pairs)
    yield from pairs
    number = 2
    while True:
        yield from (f"{pair} {number}" for pair in pairs)
        number += 1
