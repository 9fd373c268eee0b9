"""The example in fakecord's README runs, on a machine that has fakecord and not the bot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

FAKECORD = Path(__file__).resolve().parents[2] / "fakecord"


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A folder with nothing but a copy of fakecord."""
    shutil.copytree(FAKECORD, tmp_path / "fakecord", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def blocks() -> list[str]:
    """The README's code in Python: the example, and the lines that open the page."""
    return re.findall(r"```python\n(.*?)```", (FAKECORD / "README.md").read_text("utf-8"), re.DOTALL)


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in `folder`, which alone is on Python's path beside the installed packages."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=60
    )


def test_the_example_runs_without_the_bot(alone: Path) -> None:
    example, _by_hand = blocks()
    assert "No module named 'bot'" in run(alone, "import bot").stderr
    done = run(alone, example)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_would_fail_if_the_bot_were_wrong(alone: Path) -> None:
    example, _by_hand = blocks()
    assert "AssertionError" in run(alone, example.replace('f"Hello {name}"', '"Hi"')).stderr


def test_the_example_can_be_tried_in_a_browser(alone: Path) -> None:
    example, by_hand = blocks()
    acts = example.index("            response = await ada.slash")
    code = "from fakecord.page import PageServer\n" + example[:acts] + by_hand + "asyncio.run(main())\n"
    environment = {**os.environ, "PYTHONPATH": str(alone)}
    with subprocess.Popen([sys.executable, "-c", code], cwd=alone, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().decode().strip()
            with urlopen(address, timeout=20) as page:
                assert "Ada" in page.read().decode()
        finally:
            process.kill()
