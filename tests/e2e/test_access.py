"""Every command, button, menu and form: who may use it, and what everyone else reads.

One bot serves all tests of this file. All of them but the last expect refusals, which change no row of the database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import pytest
import pytest_asyncio

from bot.chat.access import COORDINATOR, FACILITATOR, ORGANISER
from bot.chat.custom_ids import named
from bot.core import errors
from bot.core.errors import WorkshopError
from bot.features.evaluations.errors import EvaluationClosed
from bot.features.key_messages.errors import NotPublished, NotYours, OwnMessage
from bot.features.prompts.errors import NotYourTurn, PromptClosed
from fakecord import NotAllowed as CommandHidden
from fakecord import Response
from fakecord.people.command_options import check_can_use
from tests.e2e import forged_values
from tests.e2e.access_calls import command_names, here, is_private, refusal_text, there, use, use_custom_id
from tests.e2e.access_checks import INTERNAL_ERROR_WORDS, REFUSALS, nothing_went_wrong, refused, sentence
from tests.e2e.access_server import LAST_YEAR, PreparedServer
from tests.e2e.access_table import FORM_FIELDS, REQUIRED_PERMISSIONS, commands, custom_ids
from tests.e2e.forged_requests import forge_choice, forge_command, forge_form, forge_press, forge_suggestions
from tests.e2e.harness import Harness

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def prepared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PreparedServer]:
    harness = await Harness.build(tmp_path_factory.mktemp("access"))
    try:
        yield await PreparedServer.on(harness)
        nothing_went_wrong(harness)
    finally:
        await harness.close()


# the table is complete


async def test_every_command_is_in_the_table(prepared: PreparedServer) -> None:
    registered = [name for command in prepared.command_registry.of(None) for name in command_names(command)]
    assert sorted(registered) == sorted(rule.name for rule in commands())


async def test_discord_shows_commands_only_to_people_who_may_use_them(prepared: PreparedServer) -> None:
    """Discord only checks permissions: a manager without our roles does not see the facilitators' commands."""
    asked = {command["name"]: command["default_member_permissions"] for command in prepared.command_registry.of(None)}
    bits = {"manage_guild": str(1 << 5), "manage_events": str(1 << 33)}
    assert {name: bit for name, bit in asked.items() if bit} == {
        name: bits[bit] for name, bit in REQUIRED_PERMISSIONS.items()
    }
    for group, bit in REQUIRED_PERMISSIONS.items():
        sees = set()
        for name, person in prepared.people.items():
            try:
                check_can_use(prepared.command(group), person.member, prepared.plenary, {})
                sees.add(name)
            except CommandHidden:
                pass
        assert sees == {"organiser", "owner", "manager" if bit == "manage_guild" else "facilitator"}, group


# who may not pass


async def test_people_without_access_are_refused_in_their_language(prepared: PreparedServer) -> None:
    await prepared.wait_until_idle()
    for rule in (*commands(), *custom_ids()):
        prepared.take_roles_from_former()
        tries = [use(prepared, rule, prepared[name]) for name in sorted(rule.denied)]
        for exchange in await refused(prepared, rule.name, tries):
            assert sentence(exchange) == refusal_text(exchange.user, REFUSALS[rule.who]), rule.name
            if rule.kind == "form":
                assert all(
                    typed in exchange.text for typed in FORM_FIELDS[rule.example].values() if isinstance(typed, str)
                )


async def test_nothing_works_in_direct_messages_or_in_another_server(prepared: PreparedServer) -> None:
    # Owners may do anything in their own server.
    owners = [prepared.harness.server.owner(it) for it in (prepared.without, prepared.strangers)]
    places = [owner.say(owner.guild.channel("general"), "Hello") for owner in owners]
    for rule in (*commands(), *custom_ids()):
        elsewhere = [use(prepared, rule, owner, message) for owner, message in zip(owners, places, strict=True)]
        directly, *there = await refused(
            prepared, rule.name, [use(prepared, rule, prepared["owner"], prepared.in_direct), *elsewhere]
        )
        assert sentence(directly) == refusal_text(prepared["owner"].user, errors.NotHere()), rule.name
        assert all(sentence(each) == refusal_text(each.user, errors.NoWorkshop()) for each in there), rule.name


async def test_people_without_access_get_no_suggestions(prepared: PreparedServer) -> None:
    for rule in commands():
        for option in (o["name"] for o in prepared.node(rule.name).get("options", []) if o.get("autocomplete")):
            found = {
                name: await forge_suggestions(person, rule.name, option, prepared.plenary)
                for name, person in prepared.people.items()
            }
            assert not any(found[name] for name in rule.denied), (rule.name, option)
            if rule.name != "synthesis progress":  # it suggests what the edition before published: here is none
                assert any(found[name] for name in rule.allowed), (rule.name, option)
            direct = await forge_suggestions(prepared["owner"], rule.name, option, prepared["owner"].direct)
            assert direct == [], (rule.name, option)


# forged requests


async def test_forged_custom_ids_are_refused(prepared: PreparedServer) -> None:
    for rule in custom_ids():
        example = rule.example.format(**prepared.ids)
        forged = [here(id) for id in forged_values.custom_ids(rule, example) if id != example]
        if rule.kind == "form":
            typed = [forge_form(prepared.chief, id, {"nobody": "Typed"}, prepared.plenary) for id in forged]
            assert all("Typed" in exchange.text for exchange in await refused(prepared, rule.name, typed)), rule.name
        else:
            await refused(
                prepared,
                rule.name,
                [forge_choice(prepared.chief, id, ["zzz"], prepared.in_public) for id in forged],
            )
    nonsense = [":", "zzz", "privacy", "announce", "prompt:rate:ease", "::::", "x" * 93, "privacy:erase:all"]
    nonsense = ["", *nonsense, *map(here, nonsense), "0" * 100, "privacy:erase", "signin"]
    for exchange in await refused(
        prepared, "nonsense", [forge_press(prepared.chief, id, prepared.in_public) for id in nonsense]
    ):
        assert sentence(exchange) == refusal_text(prepared.chief.user, errors.NoLongerInUse())


async def test_custom_ids_of_another_edition_are_refused(prepared: PreparedServer) -> None:
    """Last year's messages are still on this server. Their buttons do not act on this year's workshop."""
    await prepared.wait_until_idle()
    for rule in custom_ids():
        example = rule.example.format(**prepared.ids)
        tries = [
            use_custom_id(rule, person, prepared.in_public, named(edition, example))
            for edition in (LAST_YEAR, "no-file-any-more")
            for person in (prepared.chief, prepared["owner"], prepared["outsider"])
        ]
        for exchange in await refused(prepared, rule.name, tries):
            assert sentence(exchange) == refusal_text(exchange.user, errors.OtherEdition()), rule.name


async def test_forged_values_of_menus_and_forms_are_refused(prepared: PreparedServer) -> None:
    for id, picked in forged_values.FORGED_CHOICES.items():
        example = id.format(**prepared.ids)
        await refused(
            prepared,
            id,
            [forge_choice(prepared.chief, here(example), values, prepared.in_public) for values in picked],
        )
    for id, fields in forged_values.FORGED_FIELDS:
        named = here(id.format(**prepared.ids))
        for exchange in await refused(prepared, id, [forge_form(prepared.chief, named, fields, prepared.plenary)]):
            assert "Typed" in exchange.text or exchange.messages[0].attachments or not fields, id


async def test_forged_options_are_refused(prepared: PreparedServer) -> None:
    for rule in commands():
        declared = prepared.node(rule.name).get("options", [])
        sent, resolved = prepared.command_options(prepared.chief, rule)
        tries = [
            forge_command(prepared.chief, rule.name, options, prepared.plenary, resolved)
            for options in forged_values.options(sent, declared)
        ]
        await refused(prepared, rule.name, tries)


async def test_objects_of_other_administrations_and_workshops_are_out_of_reach(prepared: PreparedServer) -> None:
    mali, organiser, facilitator = prepared["mali"], prepared["organiser"], prepared["facilitator"]
    theirs, ids = prepared.harness.server.owner(prepared.elsewhere), prepared.ids
    posted = theirs.say(prepared.elsewhere.channel("general"), "Hello")
    public, plenary, form = prepared.in_public, prepared.plenary, {"text": "Typed"}
    tries: list[tuple[Awaitable[Response], WorkshopError]] = [
        (mali.slash("keymessage write", message="MW-1", channel=plenary), NotYours()),
        (forge_form(mali, here("keymessage:form:MW-1:1"), form, plenary), NotYours()),
        (forge_press(mali, here("keymessage:endorse:ML-1:1"), public), OwnMessage()),
        (forge_press(mali, here("keymessage:endorse:MW-2:1"), public), NotPublished("MW-2")),
        (forge_press(mali, here("prompt:pass:step:MW"), public), NotYourTurn()),
        (forge_press(mali, here("prompt:pass:step:ML"), public), errors.TurnIsOver(None)),
        (forge_press(mali, here("prompt:answer:theirs"), public), PromptClosed()),
        (forge_form(mali, here("prompt:form:theirs"), form, plenary), PromptClosed()),
        (forge_press(mali, here("evaluate:open:last"), public), EvaluationClosed()),
        (forge_press(facilitator, here("floor:next:there-first:0"), public), errors.UnknownSession("there-first")),
        (forge_press(facilitator, here("floor:close:there-first"), public), errors.UnknownSession("there-first")),
        *(
            (forge_press(organiser, here(f"{verb}:{ids[draft]}"), public), errors.NothingToDo())
            for verb, draft in forged_values.FOREIGN_DRAFTS
        ),
        (forge_press(theirs, there(f"schedule:apply:{ids['change']}"), posted), errors.NothingToDo()),
        (forge_press(theirs, there(f"attendance:apply:{ids['report']}"), posted), errors.NothingToDo()),
        (forge_press(theirs, there("prompt:answer:hopes"), posted), PromptClosed()),
        (forge_press(theirs, there("floor:close:opening"), posted), errors.UnknownSession("opening")),
    ]
    expected = [error for _, error in tries]
    for exchange, error in zip(await refused(prepared, "others", [each for each, _ in tries]), expected, strict=True):
        assert sentence(exchange) == refusal_text(exchange.user, error), exchange


# roles that change meanwhile


async def test_the_roles_in_the_interaction_count(prepared: PreparedServer) -> None:
    """Even if the gateway has not reported the change yet, as here."""
    person = prepared.harness.server.new_person(prepared.harness.guild, "Ismaël", locale="fr")
    status = next(rule for rule in commands() if rule.name == "workshop status")
    prepared.harness.guild.give(person, prepared.roles[0])
    assert sentence(await use(prepared, status, person)) != refusal_text(person.user, REFUSALS[ORGANISER])
    person.member.roles.clear()
    (exchange,) = await refused(prepared, "taken", [use(prepared, status, person)])
    assert sentence(exchange) == refusal_text(person.user, REFUSALS[ORGANISER])
    person.member.roles.append(prepared.roles[0])
    assert sentence(await use(prepared, status, person)) != refusal_text(person.user, REFUSALS[ORGANISER])


async def test_a_form_opened_with_a_role_is_refused_after_the_role_is_taken(prepared: PreparedServer) -> None:
    person, guild = (
        prepared.harness.server.new_person(prepared.harness.guild, "Ismaël", locale="fr"),
        prepared.harness.guild,
    )
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
        assert sentence(exchange) == refusal_text(person.user, REFUSALS[(ORGANISER, FACILITATOR)[role]])
        assert all(typed in exchange.text for typed in fields.values())
    guild.give(person, prepared.roles[0])
    shown = (await person.slash("schedule cancel", session="later")).reply
    guild.take(person, prepared.roles[0])
    assert shown
    (exchange,) = await refused(prepared, "schedule cancel", [person.press(shown, 0)])
    assert sentence(exchange) == refusal_text(person.user, REFUSALS[ORGANISER])


async def test_a_removed_coordinator_gets_the_text_of_the_form_back(prepared: PreparedServer) -> None:
    codes, owner, person = (
        await prepared.codes(),
        prepared["owner"],
        prepared.harness.server.new_person(prepared.harness.guild, "Ibrahim", locale="fr"),
    )
    await person.slash("join", administration="NE", code=codes["NE"])
    question = next(m for m in prepared.plenary.history if "prompt:answer:hopes" in str(m.components))
    forms = [(await each).form for each in (person.slash("keymessage write"), person.press(question, 0))]
    await owner.slash("roster remove", member=person)
    await prepared.wait_until_idle()
    for form in forms:
        assert form
        (exchange,) = await refused(prepared, form.title, [person.submit(form, {"text": "Écrit longuement"})])
        assert sentence(exchange) == refusal_text(person.user, REFUSALS[COORDINATOR])
        assert "Écrit longuement" in exchange.text


# codes


async def test_wrong_and_outdated_join_codes_are_refused(prepared: PreparedServer) -> None:
    old = await prepared.codes()
    guesser, late, newcomer = (prepared.harness.coordinator(name, "en-GB") for name in ("Guesser", "Late", "Newcomer"))
    tries = [await guesser.slash("join", administration="NE", code=f"AAAAA-AAAA{n}") for n in range(2, 7)]
    assert {each.text for each in tries} == {refusal_text(guesser.user, errors.WrongCode())}
    waiting = await guesser.slash("join", administration="NE", code=old["NE"])
    assert waiting.text == refusal_text(guesser.user, errors.TooManyTries(10))
    new = await prepared.codes(reissue=True)
    outdated = await late.slash("join", administration="NE", code=old["NE"])
    assert outdated.text == refusal_text(late.user, errors.WrongCode())
    typed = new["NE"].lower().replace("-", "  ")
    assert "Niger" in (await newcomer.slash("join", administration="NE", code=typed)).text
    assert guesser.roles == late.roles == []


# from here on, things change


@pytest.mark.slow
async def test_people_with_access_are_answered_in_private(prepared: PreparedServer) -> None:
    refusals = {refusal_text(person.user, error) for person in prepared.people.values() for error in REFUSALS.values()}
    for rule in (*commands(), *custom_ids()):
        tries = (use(prepared, rule, prepared[name], prepared.private[name]) for name in sorted(rule.allowed))
        for exchange in await asyncio.gather(*tries):
            where = f"{rule.name}: {exchange.user.name}: {exchange.text}"
            assert exchange.form or exchange.text, where
            assert sentence(exchange) not in refusals, where
            assert is_private(exchange), where
            assert not any(word in exchange.text for word in INTERNAL_ERROR_WORDS), where
