"""Characters that people do not see: made visible, so that they cannot turn the page around."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_HIDDEN = re.compile(r"[\u202a-\u202e\u2066-\u2069]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""Overrides, embeddings and isolates of the writing direction; control characters, which HTML does not take."""


def escape_html(text: str) -> Markup:
    """`text` as HTML, with what is hidden in it named."""
    parts, end = [], 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<i class="ctl">U+{:04X}</i>').format(ord(found[0]))]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
