"""`make language` begins a catalogue that works at once, in English."""

import shutil
from pathlib import Path

import pytest

from bot.catalogue_checks import check_catalogues
from bot.i18n.catalogue import LOCALES
from bot.i18n.compiled_catalogue import load_translations
from tests.i18n.helpers import phrases_of
from tests.i18n.new_catalogue import main


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    shutil.copy(LOCALES / "bot.pot", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("language", "folder"), [("it", "it"), ("pt-BR", "pt_BR"), ("pl", "pl")])
def test_a_catalogue_begins_with_every_phrase_untranslated(locales: Path, language: str, folder: str) -> None:
    assert main(language, locales) == 0
    file = locales / folder / "LC_MESSAGES" / "bot.po"
    assert phrases_of(file) == phrases_of(locales / "bot.pot")
    assert "@" not in file.read_text(encoding="utf-8").partition("\n\n")[0]
    assert load_translations(file, folder).gettext("Sign in") == "Sign in"
    faults, warnings = check_catalogues(locales)
    assert faults == []
    assert str(len(phrases_of(file))) in str(warnings[0])


def test_a_catalogue_that_is_there_is_kept(locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main("it", locales)
    file = locales / "it" / "LC_MESSAGES" / "bot.po"
    file.write_text("mine", encoding="utf-8")
    assert main("it", locales) == 2
    assert (file.read_text(encoding="utf-8"), "already" in capsys.readouterr().err) == ("mine", True)


@pytest.mark.parametrize("language", ["", "en", "xx-YY", "../it", "Italian"])
def test_what_is_no_language_of_ours_is_refused(locales: Path, language: str) -> None:
    assert main(language, locales) == 2
    assert sorted(it.name for it in locales.iterdir()) == ["bot.pot"]
