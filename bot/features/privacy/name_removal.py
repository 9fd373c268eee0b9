"""Remove people's names from texts that are kept, such as the audit log's."""

import re
from collections.abc import Callable, Iterable

ERASED = "[…]"
"""Replaces an erased name, in every language."""
MARK_DETAIL = re.compile(
    r"(?P<who>.*): (?P<standing>present|late|partial|absent|excused|taken back)(?:: (?P<reason>.*))?", re.DOTALL
)
"""The audit log's detail of an attendance mark, such as `Awa Diarra: excused: ill`."""


def name_remover(names: Iterable[str]) -> Callable[[str | None], str | None]:
    """A function that replaces each of `names` by `ERASED` where it is not part of a longer word.

    >>> name_remover(["Awa"])("Awa: late; Awale")
    '[…]: late; Awale'
    """
    wanted = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not wanted:
        return lambda text: text
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    return lambda text: text and pattern.sub(ERASED, text)


def mark_without_reason(detail: str, names: Iterable[str] | None = None) -> str:
    """The detail of an attendance mark without name and reason. Marks of people not in `names` (None: all) are kept.

    >>> mark_without_reason("Awa: excused: ill", ["Awa"])
    '[…]: excused'
    """
    found = MARK_DETAIL.fullmatch(detail)
    if found is None or (names is not None and found["who"] not in set(names)):
        return detail
    return f"{ERASED}: {found['standing']}"
