"""Checks between the workshop files of one bot: unique ids, one workshop at a time on a server, editions in order."""

from collections.abc import Iterator
from itertools import combinations

from bot.faults import Fault, quoted
from bot.i18n.phrase import _
from bot.workshop_file.file_context import FileContext
from bot.workshop_file.tree import Tree

ReadFile = tuple[Tree, FileContext]


def faults_among(files: list[ReadFile]) -> Iterator[Fault]:
    for earlier, later in combinations(files, 2):
        yield from _same_id(earlier, later)
        yield from _same_days(earlier, later)
    yield from _circles(files)


def _same_id(earlier: ReadFile, later: ReadFile) -> Iterator[Fault]:
    (first, one), (second, other) = earlier, later
    if one.id and one.id == other.id:
        file = quoted(first.file.name)
        what = _("%(id)s is the id of the workshop in %(file)s too", id=quoted(other.id), file=file)
        yield second.fault(("id",), what, _("give each workshop its own id"))


def _same_days(earlier: ReadFile, later: ReadFile) -> Iterator[Fault]:
    (first, one), (second, other) = earlier, later
    if not one.dates or not other.dates or one.guild != other.guild:
        return
    ours, theirs = ({day for _, day in side.dates} for side in (other, one))
    if min(ours) <= max(theirs) and min(theirs) <= max(ours):
        server = _("the server %(id)s", id=quoted(other.guild)) if other.guild else _("the same server")
        what = _(
            "from %(first)s to %(last)s, the workshop of %(file)s is on %(server)s too",
            first=min(ours), last=max(ours), file=quoted(first.file.name), server=server,
        )  # fmt: skip
        yield second.fault(("days",), what, _("change the dates, or name another `guild`"))


def _circles(files: list[ReadFile]) -> Iterator[Fault]:
    """A fault for each circle of files that name each other as `previous`, reported at the last file."""
    before = {seen.id: seen.previous for _, seen in files if seen.id and seen.previous}
    found: set[frozenset[str]] = set()
    for tree, seen in reversed(files):
        circle = _circle(seen.id, before)
        if seen.id and len(circle) > 1 and frozenset(circle) not in found:
            found.add(frozenset(circle))
            what = _("`previous` goes in a circle: %(ids)s", ids=", ".join(map(quoted, [*circle, seen.id])))
            yield tree.fault(("previous",), what, _("leave it out in the file of the first edition"))


def _circle(id: str | None, before: dict[str, str]) -> list[str]:
    """The ids from `id` back to itself; empty if it is in no circle."""
    path: list[str] = []
    while id and id not in path:
        path.append(id)
        id = before.get(id)
    return path if path and id == path[0] else []
