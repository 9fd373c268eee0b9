"""`python run.py …` works with any Python once `make` has installed what the bot needs."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.e2e.harness import ROOT


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A Python without any package, and a copy of the program beside it."""
    venv.create(tmp_path / "bare", with_pip=False)
    for name in ("bot", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "run.py", tmp_path / "run.py")
    return tmp_path / "bare" / "bin" / "python"


def start(python: Path, folder: Path, *arguments: str, language: str = "C.UTF-8") -> tuple[int, str]:
    command, environment = [str(python), str(folder / "run.py"), *arguments], {**os.environ, "LC_ALL": language}
    done = subprocess.run(
        command, cwd=folder / "bare", env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stderr


def test_it_goes_over_to_what_make_installed(bare: Path, tmp_path: Path) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    assert start(bare, tmp_path, "init", "my config") == (0, "")
    assert start(bare, tmp_path, "check", "--config", "my config") == (0, "")
    assert start(bare, tmp_path, "check", "--config", "none")[0] == 2


def test_where_nothing_is_installed_it_says_how_in_one_sentence(bare: Path, tmp_path: Path) -> None:
    status, errors = start(bare, tmp_path, "check")
    assert (status, errors.count("\n"), "`make .venv/installed`" in errors) == (2, 1, True)
    fr, pt = (start(bare, tmp_path, "check", language=each)[1] for each in ("fr_FR.UTF-8", "pt_BR.UTF-8"))
    assert fr.startswith("ce dont le bot a besoin n’est pas installé : lancez `make .venv/installed` dans son dossier")
    assert pt.startswith("o que o bot precisa não está instalado: execute `make .venv/installed` na pasta dele")
