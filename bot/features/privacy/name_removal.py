"""Names taken out of texts that stay: what an audit log says of someone who has been erased."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

ERASED = "[…]"
"""Stands where a name stood, in any language."""
MARKED = re.compile(
    r"(?P<who>.*): (?P<standing>present|late|partial|absent|excused|taken back)(?:: (?P<reason>.*))?", re.DOTALL
)
"""What the audit log says of a mark: `Awa Diarra: excused: ill`."""


def without(names: Iterable[str]) -> Callable[[str | None], str | None]:
    """A function that replaces each of `names`, where it stands as a whole, by `ERASED`.

    >>> without(["Awa"])("Awa: late; Awale")
    '[…]: late; Awale'
    """
    wanted = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not wanted:
        return lambda text: text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return lambda text: text and found.sub(ERASED, text)


def mark_without_reason(detail: str, names: Iterable[str] | None = None) -> str:
    """What the log says of a mark of one of `names` (None: of anyone), without its name and reason.

    >>> mark_without_reason("Awa: excused: ill", ["Awa"])
    '[…]: excused'
    """
    found = MARKED.fullmatch(detail)
    if found is None or (names is not None and found["who"] not in set(names)):
        return detail
    return f"{ERASED}: {found['standing']}"
