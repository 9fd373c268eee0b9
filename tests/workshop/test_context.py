"""The context of a workshop: what it publishes after commits, and what it holds in memory."""

import ast
import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

import bot
from bot.core.people import Membership, Participant, Person, Preference
from bot.storage.transaction import Transaction
from bot.workshop.bindings import bind, bind_guild
from bot.workshop.context import WorkshopContext
from tests.workshop.helpers import NOW, OpenWorkshop

PACKAGE = Path(bot.__file__).parent
DIRECT_WRITERS = {
    "bot/features/attendance/voice_presence.py",  # the heartbeat, which nobody shows
    "bot/features/privacy/retention_job.py",  # the dates of purges, also of workshops without a context
    "bot/workshop/context.py",
}
"""Files that write to the database directly, without telling anyone of the change."""


async def events_of(context: WorkshopContext) -> asyncio.Queue[bool]:
    """An item each time that the context tells of a commit, from now on."""
    events: asyncio.Queue[bool] = asyncio.Queue()
    context.on_change(lambda: events.put_nowait(True))
    await context.write(lambda tx: None)
    await events.get()
    return events


async def test_a_burst_of_writes_is_published_once(opened: OpenWorkshop) -> None:
    events = await events_of(opened.context)
    await asyncio.gather(*(opened.context.write_together(lambda tx: None) for _ in range(300)))
    await events.get()
    assert events.empty()


async def test_a_refused_write_is_not_published(opened: OpenWorkshop) -> None:
    events = await events_of(opened.context)

    def refuse(tx: Transaction) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await opened.context.write(refuse)
    await opened.context.write(lambda tx: None)
    await events.get()
    assert events.empty()


def test_features_write_through_the_context_only() -> None:
    direct = set()
    for file in (*PACKAGE.glob("features/**/*.py"), *PACKAGE.glob("outbox/**/*.py"), *PACKAGE.glob("workshop/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            writes = isinstance(node, ast.Attribute) and node.attr in ("write", "write_together")
            if writes and ast.unparse(node.value).endswith("database"):  # type: ignore[attr-defined]
                direct.add(str(file.relative_to(PACKAGE.parent)))
    assert direct <= DIRECT_WRITERS


async def test_it_is_opened_again_with_its_people_bindings_and_server(opened: OpenWorkshop) -> None:
    awa = await opened.join("Awa", "ML", 11)
    await bind(opened.context, "channel:plenary:plenary", 77)
    await bind_guild(opened.context, 7)
    again = await opened.reopen()
    assert again.people == {11: awa}
    assert again.bindings == opened.context.bindings == {"channel:plenary:plenary": 77}
    assert (again.guild, again.loaded_at) == (7, NOW)


async def test_people_who_wait_and_guests_are_no_delegates(opened: OpenWorkshop) -> None:
    context = opened.context
    joined = await opened.join("Awa", "ML", 11)
    waiting = replace(joined, id=2, discord_id=12, status=Membership.PENDING)
    guest = Participant(3, None, "Guest", "ML", Membership.JOINED, "fr")
    for each in (waiting, guest):
        context.update_participant(each)
    assert context.delegates("ML") == [joined]
    assert context.all_participants() == [joined, guest]
    assert context.participant(12) is None
    context.update_participant(replace(joined, status=Membership.REMOVED))
    assert context.all_participants() == [guest]


async def test_replies_are_in_the_chosen_language_else_discords_else_the_first(opened: OpenWorkshop) -> None:
    context = opened.context
    assert context.language_of(Person(11, "Awa", "en-GB")) == "en"
    assert context.language_of(Person(11, "Awa", "de")) == "fr"
    context.set_preference(11, Preference("fr"), "fr")
    assert context.language_of(Person(11, "Awa", "en-GB")) == "fr"
    assert context.language_of(Person(11, "Awa", "en-GB"), Preference("en")) == "en"
    context.remove_person(11)
    assert context.language_of(Person(11, "Awa", "en-GB")) == "en"
