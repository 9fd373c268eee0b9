"""Invented people: no name here is anybody's. Given and family names are drawn apart from each other."""

from __future__ import annotations

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
CALLED_OTHERWISE = "ليلى حداد"
"""One delegate writes her name in Arabic."""


def names(language: str, rng: random.Random) -> Iterator[str]:
    """Names without end, none twice; those of a language we have no list for are English ones."""
    given, family = (pool.get(language, pool["en"]).split() for pool in (GIVEN, FAMILY))
    pairs = [f"{first} {last}" for first in given for last in family]
    rng.shuffle(pairs)
    yield from pairs
    number = 2
    while True:
        yield from (f"{pair} {number}" for pair in pairs)
        number += 1
