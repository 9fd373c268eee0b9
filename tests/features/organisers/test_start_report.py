"""The log's report on the bot's servers, and on a workshop that waits."""

from dataclasses import replace

from bot.chat.permissions import NEEDED
from bot.features.organisers.start_report import facts, faults, lacking_permissions
from tests.features.organisers.helpers import OpenWorkshop, at

LINK = f"https://discord.com/oauth2/authorize?client_id=7&scope=bot+applications.commands&permissions={NEEDED.value}"
TWO = {1: "A-CIP", 2: "Two\n lines"}


def reasons(opened: OpenWorkshop, servers: dict[int, str], guild: int | None, *, in_file: bool = False) -> list[str]:
    """The faults, of a workshop bound to `guild`; `in_file`: its file names it."""
    context = replace(opened.context, guild=guild)
    context.workshop = replace(context.workshop, guild=guild if in_file else None)
    return faults(7, servers, [context], public=False)


async def test_a_workshop_in_its_server_has_no_fault(opened: OpenWorkshop) -> None:
    assert reasons(opened, TWO, 2) == []
    assert facts(7, TWO, [opened.context]) == [
        "The bot is in A-CIP (1), Two lines (2)",
        f"To add the bot to a server, open {LINK}",
    ]


async def test_each_reason_to_wait_has_its_sentence(opened: OpenWorkshop) -> None:
    assert reasons(opened, {}, 3) == [f"The bot is in no server yet. Whoever may manage the server adds it with {LINK}"]
    beginnings = [
        reasons(opened, {1: "A"}, None)[0],
        reasons(opened, TWO, None)[0],
        reasons(opened, TWO, 3, in_file=True)[0],
        reasons(opened, TWO, 3)[0],
    ]
    parts = ["use /workshop setup in A (1)", "names no server, and", "names the server 3", "was set up in the server 3"]
    assert all(part in line for part, line in zip(parts, beginnings, strict=True))


async def test_a_workshop_that_is_over_waits_for_nothing(opened: OpenWorkshop) -> None:
    opened.set_time(at(31, 10))
    assert reasons(opened, TWO, None) == []
    assert facts(7, {}, [opened.context])[-1].endswith("is over: it announces nothing")


async def test_a_public_bot_is_named(opened: OpenWorkshop) -> None:
    [line] = faults(7, {1: "A"}, [replace(opened.context, guild=1)], public=True)
    assert "switch Public Bot off" in line


def test_permissions_are_named_in_the_workshops_languages() -> None:
    line = lacking_permissions(7, "A", ["manage_roles", "connect"], ("fr", "en"))
    assert "lacks these permissions: Gérer les rôles / Manage Roles, Se connecter / Connect. Give" in line
