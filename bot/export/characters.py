"""Control characters, which XML forbids and which neither Word nor Excel displays."""

import re

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
UNPRINTABLE = {**_CONTROLS, 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def printable(text: str) -> str:
    """Replace control characters by their symbols, such as ␀ and ␇."""
    return text.translate(UNPRINTABLE)


def escape_codes(text: str) -> str:
    """Escape the underscore of what looks like a character's code: Excel would decode `_x0041_` to `A`."""
    return _CODE.sub("_x005F_", text) if "_x" in text else text
