"""What holds between the workshop files of one bot: one id each, and one workshop at a time on a server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from bot.faults import Fault, quoted
from bot.workshop_file.survey import Survey
from bot.workshop_file.tree import Tree

Surveyed = tuple[Tree, Survey]


def faults_among(files: list[Surveyed]) -> Iterator[Fault]:
    for earlier, later in combinations(files, 2):
        yield from _same_id(earlier, later)
        yield from _same_days(earlier, later)


def _same_id(earlier: Surveyed, later: Surveyed) -> Iterator[Fault]:
    (first, one), (second, other) = earlier, later
    if one.id and one.id == other.id:
        what = f"{quoted(other.id)} is the id of the workshop in `{first.file.name}` too"
        yield second.fault(("id",), what, "give each workshop its own id")


def _same_days(earlier: Surveyed, later: Surveyed) -> Iterator[Fault]:
    (first, one), (second, other) = earlier, later
    if not one.dates or not other.dates or one.guild != other.guild:
        return
    ours, theirs = ({day for _, day in side.dates} for side in (other, one))
    if min(ours) <= max(theirs) and min(theirs) <= max(ours):
        server = f"the server {quoted(other.guild)}" if other.guild else "the same server"
        what = f"from {min(ours)} to {max(ours)}, the workshop of `{first.file.name}` is on {server} too"
        yield second.fault(("days",), what, "change the dates, or name another `guild`")
