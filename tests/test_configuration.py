"""The whole configuration is read at once, with every fault. The bot can be stopped meanwhile."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.configuration import read_configuration, read_workshops_again
from bot.i18n.catalogue import phrases
from tests.e2e.harness import ROOT, TOKEN
from tests.workshop_file.small import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A configuration with one workshop, without fault."""
    (tmp_path / "workshops").mkdir()
    (tmp_path / "workshops" / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def test_settings_and_workshops_are_read_together(folder: Path) -> None:
    settings, [workshop], faults = read_configuration(folder, {})
    assert (settings.workshops_dir, faults) == (folder / "workshops", [])
    again = read_workshops_again(settings.workshops_dir, workshop.id, {})
    assert (again.workshops, again.faults) == ([workshop], [])


def test_faults_of_all_files_are_named_at_once_with_their_lines(folder: Path) -> None:
    file = folder / "workshops" / "small.yaml"
    file.write_text(SMALL.replace("Europe/Paris", "Mars/Olympus"), encoding="utf-8")
    (folder / "bot.yaml").write_text("databse: x", encoding="utf-8")
    _settings, workshops, [of_settings, *of_workshops] = read_configuration(folder, {})
    assert workshops == []
    assert (of_settings.file, of_settings.line) == (folder / "bot.yaml", 1)
    assert [fault.file for fault in of_workshops] == [file]
    assert phrases("fr").translate(of_settings.what) == "`databse` n’est pas une clé ici"


def test_a_workshop_that_is_read_again_is_whole_or_not_there(folder: Path) -> None:
    workshops = folder / "workshops"
    [workshop] = read_configuration(folder, {})[1]
    assert [str(fault.what) for fault in read_workshops_again(workshops, "other", {}).faults] == [
        "no file here holds the workshop `other`"
    ]
    (workshops / "other.yaml").write_text("id: other", encoding="utf-8")
    found = read_workshops_again(workshops, workshop.id, {})
    assert (found.workshops, {fault.file.name for fault in found.faults}) == ([], {"other.yaml"})


def test_a_changed_file_has_another_print(folder: Path) -> None:
    file = folder / "workshops" / "small.yaml"
    [first, again] = [read_workshops_again(folder / "workshops", "small", {}).print for _ in range(2)]
    file.write_text(SMALL + "# a remark\n", encoding="utf-8")
    assert first == again != read_workshops_again(folder / "workshops", "small", {}).print


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="this kernel does not tell what a process has loaded")
@pytest.mark.parametrize("in_background", [False, True])
def test_told_to_stop_while_it_is_being_loaded_it_is_done(tmp_path: Path, in_background: bool) -> None:
    # A shell without job control starts what runs in the background with SIGINT ignored.
    shell = ["/bin/sh", "-c", "trap '' INT; exec \"$@\"", "-"] if in_background else []
    bot = subprocess.Popen(
        [*shell, sys.executable, ROOT / "run.py", "run", "--config", ROOT / "config"],
        cwd=tmp_path, env={**os.environ, "DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": "http://127.0.0.1:9"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    while "multidict" not in Path(f"/proc/{bot.pid}/maps").read_text():
        assert bot.poll() is None, bot.communicate()
        time.sleep(0.01)  # until a library of discord.py is loaded, it is Python that would be told
    bot.send_signal(signal.SIGTERM)
    said, _nothing = bot.communicate()
    assert (bot.returncode, said) == (0, b"")


def test_a_file_read_again_may_not_be_the_next_edition_of_what_has_taken_place(folder: Path) -> None:
    begun = {"small": datetime(2021, 3, 25, 10, tzinfo=UTC)}
    found = read_workshops_again(folder / "workshops", "small", begun)
    assert (found.workshops, [fault.line for fault in found.faults]) == ([], [1])
    assert "took place until 2021-03-25" in str(found.faults[0].what)
    on_its_first_day = {"small": datetime(2021, 3, 26, 10, tzinfo=UTC)}
    assert read_workshops_again(folder / "workshops", "small", on_its_first_day).faults == []
    assert read_workshops_again(folder / "workshops", "small", {"other": begun["small"]}).faults == []
