"""The example in fakecord's README runs, on a machine that has fakecord and not the bot."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FAKECORD = Path(__file__).resolve().parents[2] / "fakecord"


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A folder with nothing but a copy of fakecord."""
    shutil.copytree(FAKECORD, tmp_path / "fakecord", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in `folder`, which alone is on Python's path beside the installed packages."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


def test_the_example_runs_without_the_bot(alone: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (FAKECORD / "README.md").read_text("utf-8"), re.DOTALL)
    assert "No module named 'bot'" in run(alone, "import bot").stderr
    done = run(alone, example)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_would_fail_if_the_bot_were_wrong(alone: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (FAKECORD / "README.md").read_text("utf-8"), re.DOTALL)
    assert "AssertionError" in run(alone, example.replace('f"Hello {name}"', '"Hi"')).stderr
