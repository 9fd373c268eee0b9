"""The files to run the bot with: how systemd reads the units, and the content of the image."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OPERATION = ROOT / "docs" / "operation"
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize("unit", sorted(path.name for path in OPERATION.glob("*.service")))
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path, unit: str) -> None:
    words = (OPERATION / unit).read_text(encoding="utf-8")
    (tmp_path / unit).write_text(re.sub(r"ExecStart=\S+", f"ExecStart={sys.executable}", words), encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")


def test_litestream_watches_the_database_of_the_defaults() -> None:
    (database,) = yaml.safe_load((OPERATION / "litestream.yml").read_text(encoding="utf-8"))["dbs"]
    assert database["path"] == str(Settings(Path("config")).database)


def test_the_image_holds_what_the_bot_needs_and_nothing_else() -> None:
    copied = re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE)
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(copied) == sorted(kept) == ["bot", "fakecord", "locales", "requirements.txt", "run.py"]
    assert all((ROOT / each).exists() for each in copied)


def test_a_signal_reaches_the_bot_in_the_image_which_runs_without_rights() -> None:
    lines = dict(line.split(" ", 1) for line in DOCKERFILE.splitlines() if re.match("[A-Z]+ ", line))
    assert json.loads(lines["ENTRYPOINT"]) + json.loads(lines["CMD"]) == ["python", "run.py", "run"]
    assert lines["USER"] == "atelier"


def test_the_documented_container_has_no_rights_and_writes_to_its_volume_alone() -> None:
    documented = (OPERATION / "README.md").read_text(encoding="utf-8")
    [command] = re.findall(r"docker run -d (.*?)\n(?!  )", documented, re.DOTALL)
    for option in ("--read-only", "--tmpfs /tmp", "--cap-drop ALL", "--security-opt no-new-privileges"):
        assert option in command
    mounted = re.findall(r"-v (\S+)", command)
    assert [each for each in mounted if not each.endswith(':ro"')] == ["atelier-data:/srv/atelier/data"]
