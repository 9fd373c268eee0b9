"""Cuts text that is longer than a message into pages."""

from __future__ import annotations

from collections.abc import Iterable

PAGE = 1_900
"""Most characters of a page: a message takes 2,000."""
QUOTE = "> "


def paged(blocks: Iterable[str], most: int = PAGE) -> list[str]:
    """Pages of at most `most` characters with `blocks` in order; a longer block continues on the next page."""
    found: list[str] = []
    for part in (part for block in blocks for part in pieces(block, most)):
        if found and len(found[-1]) + 2 + len(part) <= most:
            found[-1] += f"\n\n{part}"
        else:
            found.append(part)
    return found


def pieces(block: str, most: int) -> list[str]:
    """`block` in parts of at most `most` characters, cut between lines if possible; quotes stay quotes."""
    parts: list[str] = []
    for part in (part for line in block.split("\n") for part in _parts(line, most)):
        if parts and len(parts[-1]) + 1 + len(part) <= most:
            parts[-1] += f"\n{part}"
        else:
            parts.append(part)
    return parts


def _parts(line: str, most: int) -> list[str]:
    """A line in parts, cut between words if possible."""
    mark = QUOTE if line.startswith(QUOTE) else ""
    rest, parts = line.removeprefix(mark), []
    limit = most - len(mark)
    while len(rest) > limit:
        at = rest.rfind(" ", 1, limit) + 1 or limit
        parts.append(mark + rest[:at])
        rest = rest[at:]
    return [*parts, mark + rest]
