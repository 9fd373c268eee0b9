"""A `.mo` is written beside its `.po`, again when the `.po` changes, and not in a folder that cannot be written."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.i18n.compiled_catalogue import load_translations

PO = """
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Thank you all."
msgstr "{thanks}"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    file = tmp_path / "bot.po"
    file.write_text(PO.format(thanks="Merci à tous."), encoding="utf-8")
    return file


def thanks(po: Path) -> str:
    return load_translations(po, "fr").gettext("Thank you all.")


def test_the_mo_is_written_once(po: Path) -> None:
    mo = po.with_suffix(".mo")
    assert thanks(po) == "Merci à tous."
    made = mo.stat()
    assert thanks(po) == "Merci à tous."
    assert (mo.stat().st_ino, mo.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)
    assert sorted(file.name for file in po.parent.iterdir()) == ["bot.mo", "bot.po"]


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_the_mo_is_written_again_when_the_po_changed(po: Path, seconds: int) -> None:
    """The new `.po` may be newer, because it was edited, or older, because it comes from an archive."""
    thanks(po)
    mtime = po.stat().st_mtime + seconds
    po.write_text(PO.format(thanks="Grand merci."), encoding="utf-8")
    os.utime(po, (mtime, mtime))
    assert thanks(po) == "Grand merci."
    assert thanks(po) == "Grand merci."


def test_without_a_writable_mo_the_catalogue_is_compiled_in_memory(po: Path) -> None:
    po.with_suffix(".mo").mkdir()  # a read-only folder would not stop root; a folder of that name does
    assert thanks(po) == "Merci à tous."
    assert sorted(file.name for file in po.parent.iterdir()) == ["bot.mo", "bot.po"]


def test_an_invalid_mo_is_written_again(po: Path) -> None:
    mo, mtime = po.with_suffix(".mo"), po.stat().st_mtime_ns
    mo.write_bytes(b"<html>")
    os.utime(mo, ns=(mtime, mtime))
    assert [thanks(po), thanks(po)] == ["Merci à tous."] * 2
    assert mo.read_bytes() != b"<html>"


def test_several_processes_can_write_the_mo_at_once(po: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(thanks, [po] * 8)) == ["Merci à tous."] * 8
    assert sorted(file.name for file in po.parent.iterdir()) == ["bot.mo", "bot.po"]
