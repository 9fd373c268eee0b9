"""Join codes: what makes them, how they may be typed, what ends them, and who tries them all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import CodeNeeded, TooManyTries, UnknownAdministration, WrongCode
from bot.core.people import Person
from bot.core.programme import Administration, Registration
from bot.features.roster import registration
from bot.features.roster.code_throttle import TRIES, WAIT
from bot.storage.keys import KeyFile
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import DeskWorkshop, workshop

AWA = Person(77_000_000_000_000_001, "Awa", "fr")
BINTA = Person(77_000_000_000_000_002, "Binta", "fr")
READ_ALOUD = set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
WRONG = "AAAAA-AAAAA"


async def door(folder: Path) -> DeskWorkshop:
    return await DeskWorkshop.open(folder, workshop(registration=Registration.CODE), each=0)


async def codes(context: WorkshopContext, *, reissue: bool = False) -> dict[str, str]:
    return {a.code: code for a, code in await registration.codes(context, "Secretariat", reissue=reissue)}


async def test_a_code_has_fifty_bits_and_no_letters_taken_for_one_another(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    made = [registration.join_code(desk.context, "MW", generation) for generation in range(300)]
    assert all(len(code) == 11 and code[5] == "-" for code in made)
    assert set("".join(made)) - {"-"} == READ_ALOUD  # 32 letters of 5 bits
    assert len(set(made)) == len(made)
    await desk.close()


async def test_codes_come_of_the_key_file_the_workshop_the_administration_and_the_generation(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    first = await codes(desk.context)
    assert len(set(first.values())) == len(first) == 3
    again = replace(desk.context, keys=KeyFile(tmp_path / "desk.keys"))
    assert await codes(again) == first
    another_key = replace(desk.context, keys=KeyFile(tmp_path / "another.keys"))
    assert not set((await codes(another_key)).values()) & set(first.values())
    another_year = replace(desk.context.workshop, id="next-year")
    assert registration.join_code(replace(desk.context, workshop=another_year), "MW", 0) != first["MW"]
    await desk.close()


@pytest.mark.parametrize("typed", ["ml", " ML ", "Mali", "MALI", "côte d'ivoire", "Cote d’Ivoire"])
async def test_a_delegation_is_found_by_its_code_or_by_its_name_as_people_type_it(tmp_path: Path, typed: str) -> None:
    names = {"CI": "Côte d’Ivoire", "ML": "Mali"}
    of_both = tuple(Administration(code, {"fr": name, "en": name}, "fr", "UTC") for code, name in names.items())
    desk = await DeskWorkshop.open(tmp_path, workshop(administrations=of_both), each=0)
    assert registration.administration_of(desk.context, typed).code == ("ML" if "m" in typed.lower() else "CI")
    with pytest.raises(UnknownAdministration):
        registration.administration_of(desk.context, "Atlantide")
    await desk.close()


async def test_on_automatic_someone_speaks_again_what_discord_says(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(), each=0)
    await registration.join(desk.context, AWA, "ML", None)
    for chosen, spoken in (("en", "en"), (None, "fr")):
        await registration.set_language(desk.context, AWA, chosen, None)
        row = await desk.context.database.row(
            "select language from participants where discord_id = ?", (AWA.discord_id,)
        )
        assert (row and row["language"], desk.context.people[AWA.discord_id].language) == (spoken, spoken)
    await desk.close()


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda c: f" {c[:2]} {c[2:5]} - {c[6:]} ", lambda c: c.replace("-", "–"), "fullwidth"]
)
async def test_a_code_is_taken_however_it_is_typed(tmp_path: Path, typed: object) -> None:
    desk = await door(tmp_path)
    code = (await codes(desk.context))["ML"]
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    given = typed(code) if callable(typed) else wide
    assert (await registration.join(desk.context, AWA, "ML", given)).administration == "ML"
    await desk.close()


async def test_a_code_opens_its_own_delegation_alone(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    given = await codes(desk.context)
    with pytest.raises(CodeNeeded):
        await registration.join(desk.context, AWA, "ML", None)
    for wrong in (given["MW"], given["ML"][:-1], given["ML"] + "A", "", " ", "\0", "é" * 4_000):
        with pytest.raises((WrongCode, CodeNeeded, TooManyTries)):
            await registration.join(desk.context, AWA, "ML", wrong)
    assert desk.context.people == {}
    await desk.close()


async def test_reissued_codes_end_the_old_ones_at_once(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    old, new = await codes(desk.context), await codes(desk.context, reissue=True)
    assert not set(old.values()) & set(new.values())
    with pytest.raises(WrongCode):
        await registration.join(desk.context, AWA, "ML", old["ML"])
    assert (await registration.join(desk.context, AWA, "ML", new["ML"])).administration == "ML"
    assert await codes(desk.context) == new
    actions = await desk.context.database.rows("select action, detail from audit order by id")
    assert [tuple(row) for row in actions][:2] == [("roster codes", ""), ("roster codes", "reissue")]
    await desk.close()


async def test_after_five_wrong_ones_even_the_right_one_waits_also_after_a_restart(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    right = (await codes(desk.context))["ML"]
    for _ in range(TRIES):
        with pytest.raises(WrongCode):
            await registration.join(desk.context, AWA, "ML", WRONG)
        desk.pass_time(timedelta(seconds=30))
    with pytest.raises(TooManyTries) as told:
        await registration.join(desk.context, AWA, "ML", right)
    assert told.value.minutes == 8  # of ten, two and a half are over: what is told is never too soon
    restarted = await WorkshopContext.open(
        desk.context.workshop, desk.context.database, desk.clock, KeyFile(tmp_path / "desk.keys")
    )
    with pytest.raises(TooManyTries):
        await registration.join(restarted, AWA, "MW", right)
    assert (await registration.join(restarted, BINTA, "ML", right)).name == "Binta"
    desk.pass_time(timedelta(minutes=told.value.minutes))
    assert (await registration.join(restarted, AWA, "ML", right)).name == "Awa"
    await desk.close()


async def test_tries_sent_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    tries = (registration.join(desk.context, AWA, "ML", WRONG) for _ in range(50))
    came_to = [type(error) for error in await asyncio.gather(*tries, return_exceptions=True)]
    assert came_to.count(WrongCode) == TRIES
    assert came_to.count(TooManyTries) == 50 - TRIES
    await desk.close()


async def test_who_was_wrong_is_kept_for_minutes_and_under_no_name(tmp_path: Path) -> None:
    desk = await door(tmp_path)
    with pytest.raises(WrongCode):
        await registration.join(desk.context, AWA, "ML", WRONG)
    (row,) = await desk.context.database.rows("select * from wrong_codes")
    assert str(AWA.discord_id) not in str(tuple(row))
    desk.pass_time(WAIT)
    with pytest.raises(WrongCode):
        await registration.join(desk.context, BINTA, "ML", WRONG)
    assert len(await desk.context.database.rows("select * from wrong_codes")) == 1
    await desk.close()
