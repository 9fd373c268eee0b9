"""Cuts text that is longer than a message into pages."""

from collections.abc import Iterable

PAGE = 1_900
"""Most characters of a page: a message takes 2,000."""
QUOTE = "> "


def paged(blocks: Iterable[str], most: int = PAGE) -> list[str]:
    """Pages of at most `most` characters with `blocks` in order; a longer block continues on the next page."""
    return joined((part for block in blocks for part in pieces(block, most)), most, "\n\n")


def pieces(block: str, most: int) -> list[str]:
    """`block` in parts of at most `most` characters, cut between lines if possible; quotes stay quotes."""
    return joined((part for line in block.split("\n") for part in _parts(line, most)), most, "\n")


def joined(parts: Iterable[str], most: int, between: str) -> list[str]:
    """`parts` in order, joined into as few texts as possible of at most `most` characters. No part is divided."""
    texts: list[str] = []
    for part in parts:
        if texts and len(texts[-1]) + len(between) + len(part) <= most:
            texts[-1] += between + part
        else:
            texts.append(part)
    return texts


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
