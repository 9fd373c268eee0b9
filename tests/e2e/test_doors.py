"""Every command, button, menu and form: who may pass, and who is kindly told why not. One bot stands all of it.

Up to the test of who may pass, all that is tried is refused: the database stays as it was, to the last row.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from bot import app
from bot.chat.access import COORDINATOR, FACILITATOR, ORGANISER
from bot.core import errors
from bot.core.errors import WorkshopError
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.evaluations.errors import EvaluationClosed
from bot.features.key_messages.errors import NotPublished, NotYours, OwnMessage
from bot.features.prompts.errors import NotYourTurn, PromptClosed
from bot.scheduling.clock import SystemClock
from bot.settings import Settings
from fakecord import NotAllowed as Hidden
from fakecord import Response
from fakecord.people.command_options import check_can_use
from tests.e2e import forgeries, forging
from tests.e2e.doors import FORMS, HIDDEN, commands, custom_ids
from tests.e2e.doors_workshop import PreparedServer, is_private, leaves, said_to, use
from tests.e2e.harness import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")
REFUSALS: dict[str, WorkshopError] = {
    "coordinator": errors.NotJoined(),
    "facilitator": errors.NotAllowed(FACILITATOR),
    "turn": NotYourTurn(),
    "organiser": errors.NotAllowed(ORGANISER),
}
OURS = ("reference", "référence")
"""What an answer has in it where something of ours went wrong."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def prepared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PreparedServer]:
    stage = await Stage.build(tmp_path_factory.mktemp("doors"))
    try:
        yield await PreparedServer.on(stage)
        assert stage.server.violations == []
        assert "Traceback" not in stage.bots[0].log()
    finally:
        await stage.close()


@asynccontextmanager
async def nothing_changes(prepared: PreparedServer, what: str) -> AsyncIterator[None]:
    """In the database, and in public."""
    before = prepared.dump(), prepared.said_in_public()
    yield
    assert (prepared.dump(), prepared.said_in_public()) == before, what


async def refused(prepared: PreparedServer, what: str, tries: Iterable[Awaitable[Response]]) -> list[Response]:
    """All at once: each is answered in private and in words, nothing of ours goes wrong, and nothing changes."""
    async with nothing_changes(prepared, what):
        exchanges = await asyncio.gather(*tries)
    for exchange in exchanges:
        where = f"{exchange.interaction.data} of {exchange.user.name}: {exchange.text}"
        assert exchange.form or exchange.text, where
        assert is_private(exchange), where
        assert not any(word in exchange.text for word in OURS), where
    return exchanges


def sentence(exchange: Response) -> str:
    return exchange.text.split("\n")[0]


# every door has a row


async def test_every_command_has_a_row(prepared: PreparedServer) -> None:
    registered = [name for command in prepared.book.of(None) for name in leaves(command)]
    assert sorted(registered) == sorted(door.name for door in commands())


async def test_every_custom_id_has_a_row(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wired")
    async with app.opened(Settings(folder, folder / "atelier.db", folder), [], SystemClock()) as client:
        patterns = [door.pattern for door in client.router]
    kinds, by = "{" + "|".join(PromptKind) + "}", "{" + "|".join(AnsweredBy) + "}"
    rows = [door.name.replace("{KIND}", kinds).replace("{BY}", by) for door in custom_ids()]
    assert sorted(rows) == sorted(patterns)


async def test_discord_hides_the_commands_of_others(prepared: PreparedServer) -> None:
    """By permissions alone: who manages the server without our roles sees those of the facilitators only with both."""
    asked = {command["name"]: command["default_member_permissions"] for command in prepared.book.of(None)}
    bits = {"manage_guild": str(1 << 5), "manage_events": str(1 << 33)}
    assert {name: bit for name, bit in asked.items() if bit} == {name: bits[bit] for name, bit in HIDDEN.items()}
    for group, bit in HIDDEN.items():
        sees = set()
        for name, person in prepared.people.items():
            try:
                check_can_use(prepared.command(group), person.member, prepared.plenary)
                sees.add(name)
            except Hidden:
                pass
        assert sees == {"organiser", "owner", "manager" if bit == "manage_guild" else "facilitator"}, group


# who may not pass


async def test_who_may_not_pass_is_told_so_in_their_language(prepared: PreparedServer) -> None:
    await prepared.at_rest()
    for door in (*commands(), *custom_ids()):
        prepared.take_roles_from_former()
        tries = [use(prepared, door, prepared[name]) for name in sorted(door.may_not)]
        for exchange in await refused(prepared, door.name, tries):
            assert sentence(exchange) == said_to(exchange.user, REFUSALS[door.who]), door.name
            if door.kind == "form":
                assert all(typed in exchange.text for typed in FORMS[door.tried].values() if isinstance(typed, str))


async def test_nothing_is_done_in_direct_messages_nor_in_another_server(prepared: PreparedServer) -> None:
    # Owners may do anything in their own server.
    owners = [prepared.stage.server.owner(it) for it in (prepared.without, prepared.strangers)]
    places = [owner.say(owner.guild.channel("general"), "Hello") for owner in owners]
    for door in (*commands(), *custom_ids()):
        elsewhere = [use(prepared, door, owner, message) for owner, message in zip(owners, places, strict=True)]
        directly, *there = await refused(
            prepared, door.name, [use(prepared, door, prepared["owner"], prepared.in_direct), *elsewhere]
        )
        assert sentence(directly) == said_to(prepared["owner"].user, errors.NotHere()), door.name
        assert all(sentence(each) == said_to(each.user, errors.NoWorkshop()) for each in there), door.name


async def test_nothing_is_suggested_to_those_a_command_is_not_for(prepared: PreparedServer) -> None:
    for door in commands():
        for option in (o["name"] for o in prepared.node(door.name).get("options", []) if o.get("autocomplete")):
            found = {
                name: await forging.suggestions(person, door.name, option, prepared.plenary)
                for name, person in prepared.people.items()
            }
            assert not any(found[name] for name in door.may_not), (door.name, option)
            assert any(found[name] for name in door.may), (door.name, option)
            direct = await forging.suggestions(prepared["owner"], door.name, option, prepared["owner"].direct)
            assert direct == [], (door.name, option)


# what was never offered


async def test_custom_ids_that_were_never_given_out_lead_nowhere(prepared: PreparedServer) -> None:
    for door in custom_ids():
        tried = door.tried.format(**prepared.ids)
        forged = [id for id in forgeries.custom_ids(door, tried) if id != tried]
        if door.kind == "form":
            typed = [forging.submit(prepared.chief, id, {"nobody": "Typed"}, prepared.plenary) for id in forged]
            assert all("Typed" in exchange.text for exchange in await refused(prepared, door.name, typed)), door.name
        else:
            await refused(
                prepared, door.name, [forging.choose(prepared.chief, id, ["zzz"], prepared.in_public) for id in forged]
            )
    nonsense = ["", ":", "zzz", "privacy", "announce", "prompt:rate:ease", "::::", "x" * 100, "privacy:erase:all"]
    for exchange in await refused(
        prepared, "nonsense", [forging.press(prepared.chief, id, prepared.in_public) for id in nonsense]
    ):
        assert sentence(exchange) == said_to(prepared.chief.user, errors.NoLongerInUse())


async def test_values_that_no_menu_or_form_offered_are_not_taken(prepared: PreparedServer) -> None:
    for id, picked in forgeries.PICKED.items():
        tried = id.format(**prepared.ids)
        await refused(
            prepared, id, [forging.choose(prepared.chief, tried, values, prepared.in_public) for values in picked]
        )
    for id, fields in forgeries.ENTERED:
        for exchange in await refused(prepared, id, [forging.submit(prepared.chief, id, fields, prepared.plenary)]):
            assert "Typed" in exchange.text or exchange.messages[0].attachments or not fields, id


async def test_options_that_were_never_suggested_are_not_taken(prepared: PreparedServer) -> None:
    for door in commands():
        declared = prepared.node(door.name).get("options", [])
        sent, resolved = prepared.filled(prepared.chief, door)
        tries = [
            forging.command(prepared.chief, door.name, options, prepared.plenary, resolved)
            for options in forgeries.options(sent, declared)
        ]
        await refused(prepared, door.name, tries)


async def test_what_is_another_administrations_or_another_workshops_is_out_of_reach(prepared: PreparedServer) -> None:
    mali, organiser, facilitator = prepared["mali"], prepared["organiser"], prepared["facilitator"]
    theirs, ids = prepared.stage.server.owner(prepared.elsewhere), prepared.ids
    posted = theirs.say(prepared.elsewhere.channel("general"), "Hello")
    public, plenary, form = prepared.in_public, prepared.plenary, {"text": "Typed"}
    tries: list[tuple[Awaitable[Response], WorkshopError]] = [
        (mali.slash("keymessage write", message="MW-1", channel=plenary), NotYours()),
        (forging.submit(mali, "keymessage:form:MW-1:1", form, plenary), NotYours()),
        (forging.submit(mali, f"keymessage:form:new:{ids['form']}", form, plenary), NotYours()),
        (forging.press(mali, "keymessage:endorse:ML-1:1", public), OwnMessage()),
        (forging.press(mali, "keymessage:endorse:MW-2:1", public), NotPublished("MW-2")),
        (forging.press(mali, "prompt:pass:step:MW", public), NotYourTurn()),
        (forging.press(mali, "prompt:pass:step:ML", public), errors.TurnIsOver(None)),
        (forging.press(mali, "prompt:answer:theirs", public), PromptClosed()),
        (forging.submit(mali, "prompt:form:theirs", form, plenary), PromptClosed()),
        (forging.press(mali, "evaluate:open:last", public), EvaluationClosed()),
        (forging.press(facilitator, "floor:next:there-first:0", public), errors.UnknownSession("there-first")),
        (forging.press(facilitator, "floor:close:there-first", public), errors.UnknownSession("there-first")),
        *((forging.press(organiser, f"{verb}:{ids[draft]}", public), errors.NothingToDo()) for verb, draft in MIXED_UP),
        (forging.press(theirs, f"schedule:apply:{ids['change']}", posted), errors.NothingToDo()),
        (forging.press(theirs, f"attendance:apply:{ids['report']}", posted), errors.NothingToDo()),
        (forging.press(theirs, "prompt:answer:hopes", posted), PromptClosed()),
        (forging.press(theirs, "floor:close:opening", posted), errors.UnknownSession("opening")),
    ]
    expected = [error for _, error in tries]
    for exchange, error in zip(await refused(prepared, "others", [each for each, _ in tries]), expected, strict=True):
        assert sentence(exchange) == said_to(exchange.user, error), exchange


MIXED_UP = (
    ("schedule:apply", "their_change"),
    ("schedule:apply", "notice"),
    ("schedule:apply", "report"),
    ("announce:send", "change"),
    ("announce:send", "report"),
    ("attendance:apply", "change"),
    ("attendance:apply", "notice"),
)
"""Drafts of another kind, or of another workshop."""


# a second ago


async def test_a_role_counts_as_discord_tells_it_with_the_act(prepared: PreparedServer) -> None:
    """Whatever the gateway told before: here it told nothing."""
    person = prepared.stage.server.new_person(prepared.stage.guild, "Ismaël", locale="fr")
    status = next(door for door in commands() if door.name == "workshop status")
    prepared.stage.guild.give(person, prepared.roles[0])
    assert sentence(await use(prepared, status, person)) != said_to(person.user, REFUSALS[ORGANISER])
    person.member.roles.clear()
    (exchange,) = await refused(prepared, "taken", [use(prepared, status, person)])
    assert sentence(exchange) == said_to(person.user, REFUSALS[ORGANISER])
    person.member.roles.append(prepared.roles[0])
    assert sentence(await use(prepared, status, person)) != said_to(person.user, REFUSALS[ORGANISER])


async def test_a_form_or_a_confirmation_begun_with_the_role_ends_without_it(prepared: PreparedServer) -> None:
    person, guild = prepared.stage.server.new_person(prepared.stage.guild, "Ismaël", locale="fr"), prepared.stage.guild
    begun: list[tuple[str, dict[str, Any], dict[str, str], int]] = [
        ("announce send", {}, {"fr": "Écrit longuement", "en": "Typed at length"}, 0),
        ("synthesis enter", {"administration": "NE"}, {"text": "Écrit longuement"}, 0),
        ("prompt compose", {"kind": "open"}, {"fr": "Écrit longuement", "en": "Typed at length"}, 1),
    ]
    for command, options, fields, role in begun:
        guild.give(person, prepared.roles[role])
        form = (await person.slash(command, options=options)).form
        guild.take(person, prepared.roles[role])
        assert form
        (exchange,) = await refused(prepared, command, [person.submit(form, fields)])
        assert sentence(exchange) == said_to(person.user, REFUSALS[(ORGANISER, FACILITATOR)[role]])
        assert all(typed in exchange.text for typed in fields.values())
    guild.give(person, prepared.roles[0])
    shown = (await person.slash("schedule cancel", session="later")).reply
    guild.take(person, prepared.roles[0])
    assert shown
    (exchange,) = await refused(prepared, "schedule cancel", [person.press(shown, 0)])
    assert sentence(exchange) == said_to(person.user, REFUSALS[ORGANISER])


async def test_what_a_coordinator_wrote_comes_back_when_they_are_taken_out_meanwhile(prepared: PreparedServer) -> None:
    codes, owner, person = (
        await prepared.codes(),
        prepared["owner"],
        prepared.stage.server.new_person(prepared.stage.guild, "Ibrahim", locale="fr"),
    )
    await person.slash("join", administration="NE", code=codes["NE"])
    question = next(m for m in prepared.plenary.history if "prompt:answer:hopes" in str(m.components))
    forms = [(await each).form for each in (person.slash("keymessage write"), person.press(question, 0))]
    await owner.slash("roster remove", member=person)
    await prepared.at_rest()
    for form in forms:
        assert form
        (exchange,) = await refused(prepared, form.title, [person.submit(form, {"text": "Écrit longuement"})])
        assert sentence(exchange) == said_to(person.user, REFUSALS[COORDINATOR])
        assert "Écrit longuement" in exchange.text


# codes


async def test_join_codes_over_the_wire(prepared: PreparedServer) -> None:
    old = await prepared.codes()
    guesser, late, newcomer = (prepared.stage.coordinator(name, "en-GB") for name in ("Guesser", "Late", "Newcomer"))
    tries = [await guesser.slash("join", administration="NE", code=f"AAAAA-AAAA{n}") for n in range(2, 7)]
    assert {each.text for each in tries} == {said_to(guesser.user, errors.WrongCode())}
    waiting = await guesser.slash("join", administration="NE", code=old["NE"])
    assert waiting.text == said_to(guesser.user, errors.TooManyTries(10))
    new = await prepared.codes(reissue=True)
    outdated = await late.slash("join", administration="NE", code=old["NE"])
    assert outdated.text == said_to(late.user, errors.WrongCode())
    typed = new["NE"].lower().replace("-", "  ")
    assert "Niger" in (await newcomer.slash("join", administration="NE", code=typed)).text
    assert guesser.roles == late.roles == []


# who may pass: from here on, things change


async def test_who_may_pass_does_and_is_answered_in_private(prepared: PreparedServer) -> None:
    refusals = {said_to(person.user, error) for person in prepared.people.values() for error in REFUSALS.values()}
    for door in (*commands(), *custom_ids()):
        tries = (use(prepared, door, prepared[name], prepared.private[name]) for name in sorted(door.may))
        for exchange in await asyncio.gather(*tries):
            where = f"{door.name}: {exchange.user.name}: {exchange.text}"
            assert exchange.form or exchange.text, where
            assert sentence(exchange) not in refusals, where
            assert is_private(exchange), where
            assert not any(word in exchange.text for word in OURS), where
