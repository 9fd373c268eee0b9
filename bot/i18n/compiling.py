"""Phrases as translators keep them, `.po`, in the form that gettext takes."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled(file: Path, language: str) -> bytes:
    """What `msgfmt` would make of the file: entries marked fuzzy are left out."""
    made = io.BytesIO()
    with file.open("rb") as po:
        write_mo(made, read_po(po, locale=language))
    return made.getvalue()
