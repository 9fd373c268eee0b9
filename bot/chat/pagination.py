"""What is longer than a message, cut into pages."""

from __future__ import annotations

from collections.abc import Iterable

PAGE = 1_900
"""Most characters of a page; a message takes 2,000."""
QUOTE = "> "


def paged(blocks: Iterable[str], most: int = PAGE) -> list[str]:
    """`blocks` in their order, as many as fit on each page; one longer than a page goes on overleaf."""
    found: list[str] = []
    for part in (part for block in blocks for part in pieces(block, most)):
        if found and len(found[-1]) + 2 + len(part) <= most:
            found[-1] += f"\n\n{part}"
        else:
            found.append(part)
    return found


def pieces(block: str, most: int) -> list[str]:
    """`block` in parts of at most `most` characters, cut between lines where that can be; quotes stay quotes."""
    parts: list[str] = []
    for part in (part for line in block.split("\n") for part in _parts(line, most)):
        if parts and len(parts[-1]) + 1 + len(part) <= most:
            parts[-1] += f"\n{part}"
        else:
            parts.append(part)
    return parts


def _parts(line: str, most: int) -> list[str]:
    """A line in pieces, cut between words where that can be."""
    mark = QUOTE if line.startswith(QUOTE) else ""
    rest, pieces = line.removeprefix(mark), []
    context = most - len(mark)
    while len(rest) > context:
        at = rest.rfind(" ", 1, context) + 1 or context
        pieces.append(mark + rest[:at])
        rest = rest[at:]
    return [*pieces, mark + rest]
