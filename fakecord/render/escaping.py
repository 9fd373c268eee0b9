"""HTML escaping that also makes invisible characters visible, so that they cannot reverse the page's text."""

import re

from markupsafe import Markup, escape

_HIDDEN = re.compile(r"[\u202a-\u202e\u2066\u2067]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
"""Overrides, embeddings and isolates that impose a direction; control characters that HTML forbids.

First strong isolates (U+2068 to U+2069) impose none: bots put them around what may run from right to left.
"""


def escape_html(text: str) -> Markup:
    """Escape `text`; an invisible character becomes its code, such as U+202E."""
    parts, end = [], 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<i class="ctl">U+{:04X}</i>').format(ord(found[0]))]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
