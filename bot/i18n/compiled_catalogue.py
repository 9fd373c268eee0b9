"""Loads a `.po` catalogue from the compiled `.mo` beside it. Compiles it again when the `.po` has changed."""

import contextlib
import io
import os
import tempfile
from gettext import GNUTranslations
from pathlib import Path


def load_translations(po: Path, language: str) -> GNUTranslations:
    """The phrases of `po`. If its folder cannot be written, they are compiled in memory each time."""
    mo, po_time = po.with_suffix(".mo"), po.stat().st_mtime_ns
    with contextlib.suppress(OSError):
        # Not `>=`: a newer `.po` from an archive may have an older date.
        if mo.stat().st_mtime_ns == po_time:
            return GNUTranslations(io.BytesIO(mo.read_bytes()))
    compiled = _compile(po, language)
    with contextlib.suppress(OSError):
        _write(mo, compiled, po_time)
    return GNUTranslations(io.BytesIO(compiled))


def _compile(po: Path, language: str) -> bytes:
    """The same content as `msgfmt` writes, without entries marked fuzzy."""
    from babel.messages.mofile import write_mo  # imported here because it is rarely needed
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with po.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    return compiled.getvalue()


def _write(mo: Path, compiled: bytes, po_time: int) -> None:
    """Write `mo` in one step, so that two processes can do it at the same time. Raises `OSError`."""
    descriptor, temporary = tempfile.mkstemp(dir=mo.parent, prefix=".", suffix=".mo")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(compiled)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, 0o644)  # every user who may run the bot must be able to read it
        os.utime(temporary, ns=(po_time, po_time))
        os.replace(temporary, mo)
    except BaseException:
        os.unlink(temporary)
        raise
