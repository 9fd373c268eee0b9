"""Characters that XML has no place for, and neither Word nor Excel a picture."""

from __future__ import annotations

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
UNPRINTABLE = {**_CONTROLS, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def printable(text: str) -> str:
    """`text` with control characters as their pictures: ␀, ␇."""
    return text.translate(UNPRINTABLE)
