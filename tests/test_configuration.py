"""The configuration is read by another process, which the bot is spared of, and comes over whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.configuration import CannotRead, begin, read_workshops
from bot.i18n.catalogue import compile_all, phrases
from bot.reading import read_configuration
from tests.e2e.harness import ROOT, TOKEN
from tests.workshop_file.small import SMALL


def test_what_another_process_reads_is_what_there_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = ROOT / "config"
    (tmp_path / "yaml.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)  # what lies where the bot is started is no part of it
    found = begin(config)()
    assert found.configuration == read_configuration(config, os.environ)
    assert found.phrases == compile_all()


def test_faults_come_over_with_their_lines(tmp_path: Path) -> None:
    workshops = tmp_path / "workshops"
    workshops.mkdir()
    (workshops / "small.yaml").write_text(SMALL.replace("Europe/Paris", "Mars/Olympus"), encoding="utf-8")
    (tmp_path / "bot.yaml").write_text("databse: x", encoding="utf-8")
    of_settings, *of_workshops = begin(tmp_path)().configuration.faults
    assert (of_settings.file, of_settings.line) == (tmp_path / "bot.yaml", 1)
    assert of_workshops
    assert read_workshops(workshops) == ([], of_workshops)
    assert phrases("fr").said(of_settings.what) == "`databse` n’est pas une clé ici"


def test_a_process_that_dies_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # Python does not begin without its own modules
    with pytest.raises(CannotRead, match="ended with status 1"):
        begin(tmp_path)()


def test_the_bot_does_not_hold_what_reads_its_configuration() -> None:
    loaded = "import sys, bot.app; print({'pydantic', 'yaml', 'babel.messages.pofile'} & set(sys.modules))"
    held = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert held.stdout == "set()\n"


@pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(),
    reason="this kernel does not tell of children in /proc",
)
def test_told_to_stop_while_it_is_being_loaded_it_is_done(tmp_path: Path) -> None:
    bot = subprocess.Popen(
        [sys.executable, ROOT / "run.py", "run", "--config", ROOT / "config"],
        cwd=tmp_path, env={**os.environ, "DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": "http://127.0.0.1:9"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    while not Path(f"/proc/{bot.pid}/task/{bot.pid}/children").read_text():
        assert bot.poll() is None, bot.communicate()
        time.sleep(0.01)  # until the configuration is being read, it is Python that would be told
    bot.send_signal(signal.SIGTERM)
    said, _nothing = bot.communicate()
    assert (bot.returncode, said) == (0, b"")
