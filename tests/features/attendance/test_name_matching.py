"""Matching the names of a report with participants and administrations."""

import pytest

from bot.core.programme import Administration
from bot.features.attendance.name_matching import NameMatcher

ADMINISTRATIONS = tuple(
    Administration(code, {"fr": fr, "en": en}, "en", "UTC")
    for code, fr, en in (
        ("MW", "Malawi", "Malawi"),
        ("ML", "Mali", "Mali"),
        ("NE", "Niger", "Niger"),
        ("ET", "Éthiopie", "Ethiopia"),
        ("CI", "Côte d'Ivoire", "Côte d'Ivoire"),
    )
)
PEOPLE = {
    1: "Malawi – Chisomo Banda",
    2: "Awa Diarra",
    3: "Élodie N'Guessan-Koné",
    4: "Moussa Traoré",
    5: "Moussa Traore",
    6: "أمل حداد",
}
MATCHER = NameMatcher(PEOPLE, ADMINISTRATIONS)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Chisomo Banda", 1),
        ("BANDA Chisomo", 1),
        ("Mr Chisomo Banda (iPhone)", 1),
        ("Chisomo Banda, MW", 1),
        ("Mali - Awa DIARRA", 2),
        ("elodie nguessan kone", 3),
        ("أمل حداد", 6),
    ],
)
def test_a_name_matches_without_accents_case_order_country_or_title(name: str, id: int) -> None:
    assert MATCHER.people(name)[0] == [id]


def test_a_name_of_two_people_matches_both() -> None:
    assert sorted(MATCHER.people("MOUSSA TRAORÉ")[0]) == [4, 5]


@pytest.mark.parametrize(
    ("name", "id"), [("iPhone de Chisomo", 1), ("Chisomo’s iPhone", 1), ("Awa Diara", 2), ("Awa", 2)]
)
def test_a_similar_name_is_suggested(name: str, id: int) -> None:
    exact, similar = MATCHER.people(name)
    assert exact == []
    assert similar[0] == id


@pytest.mark.parametrize("name", ["Jean Dupont", "Malawi", "iPhone", ""])
def test_a_strangers_name_matches_nobody(name: str) -> None:
    assert MATCHER.people(name) == ([], [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Niger – Jean", "NE"),
        ("Ethiopia: Abebe", "ET"),
        ("ETHIOPIE - Abebe", "ET"),
        ("Abebe (ET)", "ET"),
        ("Cote d'Ivoire Jean", "CI"),
        ("Nigeria – Jean", None),
        ("Mali / Niger", None),
        ("Jean et Marie", None),
    ],
)
def test_the_administration_beside_a_name_is_recognised(name: str, code: str | None) -> None:
    found = MATCHER.administration(name)
    assert (found and found.code) == code


COUNTRIES = tuple(
    Administration(code, {"en": name}, "en", "UTC")
    for code, name in (
        ("JO", "Jordan"),
        ("TD", "Chad"),
        ("SD", "Sudan"),
        ("SS", "South Sudan"),
        ("GN", "Guinea"),
        ("GW", "Guinea-Bissau"),
        ("PG", "Papua New Guinea"),
        ("NE", "Niger"),
        ("NG", "Nigeria"),
        ("CG", "Congo"),
        ("CD", "Democratic Republic of the Congo"),
    )
)


@pytest.mark.parametrize(
    ("name", "said", "guess"),
    [
        ("Jordan Smith", None, "JO"),
        ("Smith, Jordan", None, "JO"),
        ("Anna Chad Smith", None, "TD"),
        ("Jordan", None, "JO"),
        ("Jordan – Anna Smith", "JO", "JO"),
        ("Smith, Anna (Jordan)", "JO", "JO"),
        ("Anna Smith, TD", "TD", "TD"),
        ("Mali – Jordan Smith", None, "JO"),
        ("South Sudan – John", "SS", "SS"),
        ("South Sudan John", "SS", "SS"),
        ("Sudan – John", "SD", "SD"),
        ("Guinea – Fatou", "GN", "GN"),
        ("Guinea-Bissau | Fatou", "GW", "GW"),
        ("Guinea - Bissau – Fatou", "GW", "GW"),
        ("Papua New Guinea: Ruth", "PG", "PG"),
        ("Nigeria – Ada", "NG", "NG"),
        ("Congo / Awa", "CG", "CG"),
        ("Democratic Republic of the Congo – Awa", "CD", "CD"),
        ("RD Congo – Awa", None, "CG"),
        ("Sudan / South Sudan – John", None, None),
    ],
)
def test_a_first_name_that_is_a_country_is_a_guess_and_the_longest_name_wins(
    name: str, said: str | None, guess: str | None
) -> None:
    matcher = NameMatcher({}, COUNTRIES)
    found = (matcher.administration(name), matcher.guess(name))
    assert tuple(each and each.code for each in found) == (said, guess)


def test_a_country_as_a_first_name_matches_nobody_of_another_first_name() -> None:
    matcher = NameMatcher({1: "Chad Smith", 2: "Anna Smith", 3: "Jordan"}, COUNTRIES)
    assert matcher.people("Jordan Smith")[0] == []
    assert matcher.people("Jordan Anna Smith")[0] == []
    assert matcher.people_without_guess("Jordan Anna Smith") == [2]
    assert matcher.people_without_guess("Jordan Smith") == []
    assert matcher.people("JORDAN")[0] == [3]
