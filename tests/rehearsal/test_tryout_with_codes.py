"""A small workshop with sign-in codes, tried by hand: the others type the code, refusals tick nothing off, and the
clock names what somebody's act made due."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from bot.i18n.catalogue import available
from bot.rehearsal.tryout.session import Tryout, TryoutOptions, opened
from bot.workshop_file import read_workshop
from fakecord import Person
from fakecord.model.interaction import Interaction
from tests.e2e.tried_workshop import small_workshop
from tests.rehearsal.tried_by_hand import announced, done, leap_to, next_label, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")
CHANGE = "the notice of what changed in the programme"


def written(file: Path) -> Path:
    described = small_workshop() | {"attendance": {"opens": "15m", "code": True}}
    model, names = described["administrations"][0], ("Kenya", "Liberia", "Rwanda")
    described["administrations"] += [
        {**model, "code": name[:2].upper(), "name": {"fr": name, "en": name}} for name in names
    ]
    file.write_text(yaml.safe_dump(described, allow_unicode=True), encoding="utf-8")
    return file


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tryout(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tryout]:
    """The tests use it in their order."""
    file = written(tmp_path_factory.mktemp("codes") / "codes.yaml")
    workshop, faults = read_workshop(file, available())
    assert workshop, faults
    async with opened(TryoutOptions(workshop, file, "en", participants=8)) as built:
        built.host.on_change(built.play.environment.server.notify)
        yield built
    assert built.play.environment.server.violations == []
    assert built.play.expectations.faults == []


async def test_what_is_refused_is_not_ticked_off(tryout: Tryout) -> None:
    organiser, facilitator = tryout.people.cast.organiser, tryout.people.cast.facilitator
    for command in ("roster show", "roster codes", "synthesis publish"):
        await (await organiser.slash(command)).settled()
    assert done(tryout, organiser) == []
    await set_up(tryout)
    await tryout.play.environment.server.until(lambda: done(tryout, organiser) == ["workshop setup"])
    await (await organiser.slash("roster show")).settled()
    assert done(tryout, organiser) == ["workshop setup", "roster show"]
    await (await facilitator.slash("prompt close")).settled()
    await (await facilitator.slash("session extend", minutes=5, session="opening")).settled()
    assert "prompt close" not in done(tryout, facilitator)
    coordinator = tryout.people.played[0].person
    await (await coordinator.slash("floor request")).settled()
    assert done(tryout, coordinator) == []


async def test_a_change_is_named_until_its_notice_is_out(tryout: Tryout) -> None:
    organiser, clock = tryout.people.cast.organiser, tryout.host.clock
    while clock.next() and CHANGE in next_label(tryout)[1]:
        await clock.leap()
    begun, notices = clock.now(), len(announced(tryout, "Opening"))
    asked = await (await organiser.slash("schedule delay", minutes=10, session="opening")).settled()
    assert asked.reply
    await (await organiser.press(asked.reply, 0)).settled()
    await tryout.play.environment.server.until(lambda: next_label(tryout)[1] == CHANGE)
    following = clock.next()
    assert following
    assert following.at - begun == timedelta(seconds=10)
    assert following.label["fr"] == "l’avis de modification du programme"
    await clock.leap()
    await tryout.play.environment.server.until(lambda: len(announced(tryout, "Opening")) > notices)
    assert next_label(tryout)[1] == "the day’s agenda"
    assert "schedule delay" in done(tryout, organiser)


async def test_what_organisers_announce_for_later_is_named(tryout: Tryout) -> None:
    organiser, clock = tryout.people.cast.organiser, tryout.host.clock
    at = f"{clock.now() + timedelta(minutes=7):%Y-%m-%d} {(clock.now() + timedelta(hours=1, minutes=7)):%H:%M}"
    asked = await organiser.slash("announce send", at=at)
    assert asked.form
    filled = {field.custom_id: "Bring your notes." for field in asked.form.fields}
    confirmation = await (await organiser.submit(asked.form, filled)).settled()
    assert confirmation.reply
    assert next_label(tryout)[1] == "the day’s agenda"
    await (await organiser.press(confirmation.reply, 0)).settled()
    assert next_label(tryout)[1] == "the organisers’ announcement"
    await clock.leap()
    await tryout.play.environment.server.until(lambda: announced(tryout, "Bring your notes."))
    assert next_label(tryout)[1] == "the day’s agenda"


async def test_the_others_sign_in_with_the_code_that_is_shown(tryout: Tryout) -> None:
    await leap_to(tryout, "the opening of “Opening")
    server, others = tryout.play.environment.server, tryout.people.others
    comes = {each.name for each in others if each.habit.name != "ABSENT"}
    assert comes
    await server.until(lambda: tryout.play.present.get("opening") == comes, 60)
    facilitator = tryout.people.cast.facilitator
    assert "session code" not in done(tryout, facilitator)
    status = (await (await facilitator.slash("session status", session="opening")).settled()).text
    assert f"{len(comes)} people present" in status


def cleared_by(tryout: Tryout, who: Person) -> list[Interaction]:
    """The key messages that they cleared for publication."""
    used = tryout.play.environment.server.interactions
    return [each for each in used if each.name == "synthesis clear" and each.who is who.user and each.ack]


async def test_all_but_one_of_the_others_messages_are_ready_to_be_published(tryout: Tryout) -> None:
    organiser, server, written = tryout.people.cast.organiser, tryout.play.environment.server, tryout.play.expectations
    await leap_to(tryout, "the key-message desk opens")
    leads = {each.administration.code for each in tryout.people.others if each.leads}
    assert len(leads) > 1
    await server.until(lambda: len(cleared_by(tryout, tryout.people.assistant)) == len(leads) - 1, 60)
    first = next(iter(written.key_messages))
    opened = await organiser.slash("synthesis translate")
    assert opened.form
    assert first in opened.form.custom_id
    await (await organiser.submit(opened.form, {each.custom_id: "…" for each in opened.form.fields})).settled()
    await (await organiser.slash("synthesis clear", message=first)).settled()
    await (await organiser.slash("synthesis publish")).settled()
    await server.until(lambda: "synthesis publish" in done(tryout, organiser), 30)
