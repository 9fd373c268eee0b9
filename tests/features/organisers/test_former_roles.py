"""Texts for organisers about roles of the previous edition, and about the result of removing them."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import discord

from bot.core.people import Membership, Participant, Person
from bot.features.organisers import former_roles_text as text
from bot.features.organisers.former_roles import FormerMember, TakenOff, print_of, take_off
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.roster.helpers import opened

EN, F = phrases("en"), Formats("en", ZoneInfo("UTC"))
ORGANISER = Person(9, "Anne", organiser=True)


@dataclass(frozen=True)
class Role:
    """A role of a server, which the bot may give and take if it is `assignable`."""

    name: str
    assignable: bool = True

    @property
    def id(self) -> int:
        return int.from_bytes(self.name.encode(), "big")

    def is_assignable(self) -> bool:
        return self.assignable


class Member(SimpleNamespace):
    """A member of a server. Discord answers with `refusal` when a role is removed."""

    refusal: Exception | None = None
    asked = 0

    async def remove_roles(self, *_roles: Any, reason: str) -> None:
        self.asked += 1
        if self.refusal:
            raise self.refusal


def former(number: int, name: str, worn: Any, refusal: Exception | None = None) -> FormerMember:
    member = Member(id=number, display_name=name, refusal=refusal)
    participant = Participant(number, number, name, "ML", Membership.JOINED, "fr")
    return FormerMember(cast(discord.Member, member), participant, {"fr": "Mali", "en": "Mali"}, (cast(Any, worn),))


def refused(status: int, code: int) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}[status]
    return kind(cast(Any, SimpleNamespace(status=status, reason="")), {"code": code, "message": ""})


async def test_each_is_told_apart_and_discord_is_not_asked_in_vain(tmp_path: Any) -> None:
    """One person has joined meanwhile, one has left, and one role cannot be removed; it is not tried twice."""
    usual, above, managed = Role("Coordinators"), Role("Old"), Role("Managed", assignable=False)
    async with opened(tmp_path) as sample:
        await sample.join("Back again", "ML", 1)
        people = [
            former(1, "Back again", usual),
            former(2, "Gone", usual, refused(404, 10007)),
            former(3, "High", above, refused(403, 50013)),
            former(4, "Higher", above, refused(403, 50013)),
            former(5, "Managed", managed),
            former(6, "Done", usual),
        ]
        found = await take_off(sample.context, people, ORGANISER)
        names = [[each.participant.name for each in some] for some in (found.returned, found.left, found.refused)]
        assert names == [["Back again"], ["Gone"], ["High", "Higher", "Managed"]]
        assert [cast(Any, each.member).asked for each in people] == [0, 1, 1, 0, 0, 1]
        rows = await sample.context.database.rows("select actor, target, detail from audit where action like '%status'")
        assert [tuple(row) for row in rows] == [("Anne", "@Coordinators", "taken off participants 6")]
    (told,) = text.outcome(EN, F, found)
    assert told.splitlines() == [
        "Done for 1 person.",
        "They have joined meanwhile, and keep it: Back again (Mali).",
        "They have left the server, and have no role any more: Gone (Mali).",
        "Discord did not let me take it off: High (Mali), Higher (Mali) and Managed (Mali). My role must stand above "
        "@Managed and @Old: drag it there in the server’s settings, and begin again with /workshop status.",
    ]


def test_a_wait_is_told_and_many_names_are_cut() -> None:
    people = [former(n, f"N{n}", Role("R")) for n in range(1, 21)]
    (told,) = text.outcome(EN, F, TakenOff(done=people[:1], left=people[1:], waiting=people[:2], wait=600))
    assert "and 4 more." in told
    assert "2 people still have it: begin again with /workshop status in 10 minutes." in told


def test_names_and_roles_are_shown_as_typed() -> None:
    first, names, about = text.question(EN, F, [former(1, "*A*", Role("_R_"))])
    assert first == "**Take the role off 1 person who has not joined this edition?**"
    assert names == "- \\*A\\* (Mali)"
    assert "What is taken off: @\\_R\\_." in about


def test_the_hash_tells_who_and_which_roles() -> None:
    one, other = former(1, "A", Role("R")), former(2, "B", Role("R"))
    assert print_of([one, other]) == print_of([other, one])
    assert len({print_of([one]), print_of([other]), print_of([former(1, "A", Role("S"))])}) == 3
