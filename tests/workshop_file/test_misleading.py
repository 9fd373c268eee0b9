"""A fault suggests what was meant: the correction of a typing error, not another word that looks similar."""

import pytest

from bot.faults import nearest

KEYS = ("administrations", "registration", "duration", "speakers", "timezone", "title", "themes", "code", "open")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("organisations", None),
        ("location", None),
        ("participants", None),
        ("name", None),
        ("end", None),
        ("time_zone", "timezone"),
        ("speaker", "speakers"),
        ("tilte", "title"),
        ("Registration", "registration"),
        ("codes", "code"),
        ("administratons", "administrations"),
    ],
)
def test_slips_alone_get_a_suggestion(written: str, meant: str | None) -> None:
    assert nearest(written, KEYS) == meant


def test_two_letters_are_no_slip_for_two_others() -> None:
    assert nearest("es", ("en", "fr")) is None
    assert nearest("EN", ("en", "fr")) == "en"
    assert nearest("Europe/Bruxelles", ("Europe/Athens", "Europe/Brussels")) == "Europe/Brussels"
