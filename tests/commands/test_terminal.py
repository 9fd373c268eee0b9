"""The commands speak the language of the terminal, and say what to do next."""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import run
from bot.commands.terminal import language_of


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "", "LC_ALL": "fr_FR@euro"}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "POSIX"}, "en"),
    ],
)
def test_the_language_of_the_terminal(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


@pytest.mark.parametrize(("display", "language"), [(0x040C, "fr"), (0x0416, "pt-BR"), (0x0407, "en"), (0, "en")])
def test_windows_says_its_language_elsewhere(monkeypatch: pytest.MonkeyPatch, display: int, language: str) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: display)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert language_of({}) == language
    assert language_of({"LANG": "en_GB.UTF-8"}) == "en"


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


@pytest.mark.usefixtures("french")
def test_in_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "réunion 1"
    assert run.main(["init", str(config), "--days", "1", "--first-day", "2090-05-04"]) == 0
    _bot, file, by_default, next_step = capsys.readouterr().out.splitlines()
    assert by_default.startswith("Valeurs par défaut\xa0: --languages en,fr, --timezone Europe/Brussels. ")
    assert next_step == (
        f"Ensuite\xa0: adaptez {file} dans un éditeur de texte, puis "
        f'`python run.py check --config "{config}"` indique tout ce qui ne va pas.'
    )
    assert run.main(["check", "--config", str(config)]) == 0
    told, next_step = capsys.readouterr().out.splitlines()
    assert told.endswith("My workshop\xa0: 1 jour, 3 séances, aucune erreur")
    assert f'`python run.py rehearse --config "{config}"`' in next_step
    assert f'`python run.py try --config "{config}"`' in next_step
    assert run.main(["init", str(config), "--days", "none"]) == 2
    assert capsys.readouterr().err.startswith("--days\xa0: `none` n’est pas un nombre de jours")
    assert run.main(["export", "--config", str(config), "--workshop", "x", "--format", "csv", "--output", "x"]) == 2
    assert capsys.readouterr().err.startswith("--workshop\xa0: il n’y a pas d’atelier `x`")


@pytest.mark.usefixtures("french")
def test_a_warning_is_called_so_in_every_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["init", str(tmp_path), "--first-day", "2021-05-04"]) == 0
    (file,) = (tmp_path / "workshops").iterdir()
    file.write_text(file.read_text(encoding="utf-8").replace("Europe/Brussels\nlang", "CET\nlang"), encoding="utf-8")
    capsys.readouterr()
    assert run.main(["check", "--config", str(tmp_path)]) == 0
    warnings = capsys.readouterr().err.splitlines()
    assert all(line.startswith("warning: ") for line in warnings)
    assert any("est une abréviation" in line or "`CET`" in line for line in warnings)
    assert any("l’atelier" in line for line in warnings)


def test_one_day_is_one_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["init", str(tmp_path), "--days", "1", "--first-day", "2090-05-04"]) == 0
    capsys.readouterr()
    assert run.main(["check", "--config", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "my-workshop: My workshop: 1 day, 3 sessions, no fault"
