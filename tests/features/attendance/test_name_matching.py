"""Who is meant by a name in a report."""

from __future__ import annotations

import pytest

from bot.core.programme import Administration
from bot.features.attendance.name_matching import Naming

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
NAMING = Naming(PEOPLE, ADMINISTRATIONS)


@pytest.mark.parametrize(
    ("name", "who"),
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
def test_a_name_is_known_without_accents_case_order_country_or_title(name: str, who: int) -> None:
    assert NAMING.meant(name)[0] == [who]


def test_a_name_of_two_people_is_not_decided() -> None:
    assert sorted(NAMING.meant("MOUSSA TRAORÉ")[0]) == [4, 5]


@pytest.mark.parametrize(("name", "who"), [("iPhone de Chisomo", 1), ("Awa Diara", 2), ("Awa", 2)])
def test_a_name_that_is_nearly_someones_is_suggested(name: str, who: int) -> None:
    sure, perhaps = NAMING.meant(name)
    assert sure == []
    assert perhaps[0] == who


@pytest.mark.parametrize("name", ["Jean Dupont", "Malawi", "iPhone", ""])
def test_a_strangers_name_is_nobodys(name: str) -> None:
    assert NAMING.meant(name) == ([], [])


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
def test_the_administration_beside_a_name_is_known(name: str, code: str | None) -> None:
    found = NAMING.administration(name)
    assert (found and found.code) == code
