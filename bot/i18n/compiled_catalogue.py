"""Loads a `.po` catalogue through the `.mo` beside it, which is made when it is missing or its `.po` has changed."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from gettext import GNUTranslations
from pathlib import Path


def load_translations(po: Path, language: str) -> GNUTranslations:
    """The phrases of `po`. Where its folder cannot be written, they are compiled in memory each time."""
    mo, po_time = po.with_suffix(".mo"), po.stat().st_mtime_ns
    with contextlib.suppress(OSError):
        # Not `>=`: an archive may put a `.po` in place that is newer by its content and older by its date.
        if mo.stat().st_mtime_ns == po_time:
            return GNUTranslations(io.BytesIO(mo.read_bytes()))
    compiled = _compile(po, language)
    with contextlib.suppress(OSError):
        _write(mo, compiled, po_time)
    return GNUTranslations(io.BytesIO(compiled))


def _compile(po: Path, language: str) -> bytes:
    """What `msgfmt` makes of the file: entries marked fuzzy are left out."""
    from babel.messages.mofile import write_mo  # here: it is needed only when a catalogue has changed
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    return compiled.getvalue()


def _write(mo: Path, compiled: bytes, po_time: int) -> None:
    """Write `mo` whole or not at all, also when two processes do so at once. Raises `OSError`."""
    descriptor, temporary = tempfile.mkstemp(dir=mo.parent, prefix=".", suffix=".mo")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(compiled)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, 0o644)  # readable for every user that may run the bot
        os.utime(temporary, ns=(po_time, po_time))
        os.replace(temporary, mo)
    except BaseException:
        os.unlink(temporary)
        raise
