"""A language is found by its code, with or without a region."""

import pytest

from bot.i18n.language_codes import babel_locale, closest, folder_name

OURS = ("fr", "en", "pt-BR", "es-ES")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("fr", "fr"),
        ("en-US", "en"),
        ("pt-BR", "pt-BR"),
        ("pt", "pt-BR"),
        ("es-419", "es-ES"),
        ("ja", None),
        ("", None),
        ("p", None),
    ],
)
def test_the_closest_language(wanted: str, found: str | None) -> None:
    assert closest(wanted, OURS) == found


def test_a_language_itself_goes_before_one_of_another_region() -> None:
    assert closest("zh-TW", ("zh-CN", "zh-TW")) == "zh-TW"


def test_a_region_is_written_with_an_underscore_on_disk() -> None:
    assert [folder_name("pt-BR"), folder_name("fr")] == ["pt_BR", "fr"]


def test_english_is_british() -> None:
    assert [str(babel_locale(each)) for each in ("en", "pt-BR", "zh-TW")] == ["en_GB", "pt_BR", "zh_Hant_TW"]
