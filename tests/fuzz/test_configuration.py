"""`run.py check` with hostile files: it reports every fault with its line, in bounded time and memory."""

import asyncio
import os
import resource
import sys
from pathlib import Path

import pytest

from bot.settings_file import read_settings
from tests.e2e.harness import ROOT
from tests.workshop_file.small import SMALL

MEMORY_LIMIT = 700 * 1024 * 1024
"""Bytes of address space for the whole of Python, its libraries and the check."""
BILLION_LAUGHS = "a: &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
DAMAGED_FILES = {
    "laughs.yaml": (BILLION_LAUGHS, ":2: the alias `*a` is not allowed here"),
    "laughs-inside.yaml": (
        f"{SMALL}x: &x [{'y,' * 99}y]\nz: [{'*x,' * 999}*x]\n",
        "the alias `*x` is not allowed here",
    ),
    "deep.yaml": ("[" * 30_000, ":1: there are more than 20 levels"),
    "deep-blocks.yaml": ("".join(f"{' ' * n}a:\n" for n in range(300)), ":22: there are more than 20 levels"),
    "tag.yaml": (f"{SMALL}x: !!python/object/apply:os.system ['true']\n", "is not allowed here; leave it out"),
    "twice.yaml": (f"{SMALL}id: again\n", "`id` is given a second time (first on line 1)"),
    "merge.yaml": (f"base: &base {{id: x}}\n<<: *base\n{SMALL}", ":2: the alias `*base` is not allowed here"),
    "nul.yaml": (SMALL.replace("Friday", "Fri\0day"), ":22: the line holds the hidden character U+0000 (null)"),
    "line.yaml": (f"id: {'x' * 300_000}\n", "xxx…` is not an id"),
    "values.yaml": ("- a\n" * 60_000, "there are more than 50000 values"),
    "keys.yaml": ("".join(f"k{n}: {{a: [b]}}\n" for n in range(17_000)), ": there are more than 50000 values"),
    "quote.yaml": (f'{SMALL}x: "{"y" * 500_000}', "a quote is opened and never closed"),
    "bomb.yaml": ("{" * 50_000 + "a: b" + "}" * 50_000, ":1: there are more than 20 levels"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A configuration of nothing but such files."""
    workshops = tmp_path / "config" / "workshops"
    workshops.mkdir(parents=True)
    for name, (words, _fault) in DAMAGED_FILES.items():
        (workshops / name).write_text(words, encoding="utf-8")
    (workshops / "latin.yaml").write_bytes(f"{SMALL}# é".encode("latin-1"))
    (workshops / "utf16.yaml").write_bytes(SMALL.encode("utf-16"))
    (workshops / "loop.yaml").symlink_to(workshops / "pool.yaml")
    (workshops / "pool.yaml").symlink_to(workshops / "loop.yaml")
    (workshops / "endless.yaml").symlink_to("/dev/zero")
    os.mkfifo(workshops / "fifo.yaml")
    with (workshops / "huge.yaml").open("wb") as huge:
        huge.truncate(100 * 1024 * 1024)
    return tmp_path


async def checked(folder: Path) -> tuple[int, str]:
    """Exit status and standard error, of a process that has no more memory than it should need."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "run.py"), "check",
        cwd=folder, stderr=asyncio.subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT)),
    )  # fmt: skip
    async with asyncio.timeout(60):
        _out, complaints = await process.communicate()
    return process.returncode or 0, complaints.decode()


async def test_every_fault_is_reported_with_its_line(folder: Path) -> None:
    status, complaints = await checked(folder)
    assert status == 2
    assert "Traceback" not in complaints
    lines = [line for line in complaints.splitlines() if not line.startswith("warning: ")]
    assert [line for line in lines if not line.startswith("config/workshops/") or not line.isprintable()] == []
    said = {name: [line for line in lines if f"/{name}:" in line] for name in os.listdir(folder / "config/workshops")}
    assert [name for name, found in said.items() if not found] == []
    for name, (_words, fault) in DAMAGED_FILES.items():
        assert any(fault in line for line in said[name]), (name, said[name][:5])
    assert "the file is larger than 1 MiB" in said["huge.yaml"][0]
    assert "this is not a file" in said["endless.yaml"][0]
    assert "this is not a file" in said["fifo.yaml"][0]
    assert "cannot be read" in said["loop.yaml"][0]
    assert "not encoded in UTF-8" in said["latin.yaml"][0]
    assert "not encoded in UTF-8" in said["utf16.yaml"][0]
    assert len(lines) < 500


@pytest.mark.parametrize(
    "words", [BILLION_LAUGHS, "[" * 30_000, "\0", "log: *x", "database: !!python/name:os.system", "- " * 9]
)
def test_hostile_settings_are_refused(tmp_path: Path, words: str) -> None:
    (tmp_path / "bot.yaml").write_text(words, encoding="utf-8")
    _settings, faults = read_settings(tmp_path, {})
    assert faults
    assert all(str(fault).startswith(f"{tmp_path}/bot.yaml:") and str(fault).isprintable() for fault in faults)
