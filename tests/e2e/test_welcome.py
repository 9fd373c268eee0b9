"""The welcome message over the wire: its content, the button to join, and its updates."""

from typing import Any

import pytest

from fakecord import Message, Permission
from fakecord.posting import delete
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.test_admission import codes, requests

NOTICE = {"fr": "Merci de ne rien enregistrer.", "en": "Please record nothing."}
PRIVACY = {
    "controller": {"fr": "Réseau des écoles", "en": "The School Network"},
    "contact": "data_office@schools.example.org",
    "basis": {"fr": "votre accord", "en": "your consent"},
}
CHANNELS = {"announcements": {"fr": "annonces", "en": "announcements"}}
GROUP = {"language": "en", "timezone": "Europe/Brussels"}


def a_workshop(**more: Any) -> dict[str, Any]:
    return workshop_file(session("opening", seconds_from_now(3_000), 60), **{"channels": CHANNELS, **more})


async def set_up(harness: Harness) -> str:
    return (await (await harness.organiser.slash("workshop setup")).settled(30)).text


async def start(harness: Harness, **more: Any) -> None:
    harness.configure(a_workshop(**more))
    await harness.start_bot()
    await set_up(harness)


def welcomes(harness: Harness, channel: str) -> list[Message]:
    words = ("**Welcome to “", "**Bienvenue à «")
    return [m for m in harness.guild.channel(channel).history if any(each in m.text for each in words)]


def the_welcome(harness: Harness, channel: str = "announcements") -> Message:
    (message,) = welcomes(harness, channel)
    return message


async def test_each_channel_has_a_welcome_that_says_who_answers_for_the_data(harness: Harness) -> None:
    await start(harness, registration="code", notice=NOTICE, privacy=PRIVACY)
    english, french = the_welcome(harness).text, the_welcome(harness, "annonces").text
    for words in ("Workshop (en)", "The School Network", "data\\_office@schools", "your consent", NOTICE["en"]):
        assert words in english
    for words in ("Workshop (fr)", "Réseau des écoles", "votre accord", NOTICE["fr"], "/confidentialité"):
        assert words in french
    assert "The School Network" not in french
    awa = harness.coordinator("Awa", "fr-FR")
    shown = (await awa.slash("privacy show")).text
    assert all(words in shown for words in ("Réseau des écoles", "data\\_office@schools", "votre accord", NOTICE["fr"]))
    assert "corruption" not in shown + english + french  # this workshop's file says nothing of it
    assert "nothing was made" in await set_up(harness)
    assert len(welcomes(harness, "announcements")) == 1
    assert harness.server.violations == []


@pytest.mark.slow
async def test_without_a_word_on_the_data_the_welcome_names_nobody(harness: Harness) -> None:
    await start(harness, registration="open", channels={})
    text = the_welcome(harness).text
    assert "Workshop (fr)" in text
    assert "Workshop (en)" in text
    assert "Who answers" not in text
    assert [button["label"] for button in the_welcome(harness).buttons] == ["S’inscrire / Join"]


async def test_the_code_alone_says_for_whom(harness: Harness) -> None:
    await start(harness, registration="code")
    code = await codes(harness)
    awa = harness.coordinator("Awa", "fr-FR")
    form = (await awa.press(the_welcome(harness), 0)).form
    assert form
    assert [field.custom_id for field in form.fields] == ["code"]
    assert "/confidentialité" in str(form.components)  # read before data are taken
    wrong = await awa.submit(form, {"code": "AAAAA-AAAAA"})
    assert "n’est pas le bon" in wrong.text
    assert harness.rows("select * from participants") == []
    form = (await awa.press(the_welcome(harness), 0)).form
    assert form
    joined = await awa.submit(form, {"code": f" {code['NE'].lower()} "})
    assert "Niger" in joined.text
    await harness.until(lambda: awa.roles == ["Coordinators"])
    assert [row["administration"] for row in harness.rows("select administration from participants")] == ["NE"]

    harness.guild.take(awa, harness.guild.role("Coordinators"))
    again = await awa.press(the_welcome(harness), 0)
    assert again.form is None
    assert "Niger" in again.text
    await harness.until(lambda: awa.roles == ["Coordinators"])  # whoever lost it presses again

    binta = harness.coordinator("Binta", "fr-FR")
    await harness.organiser.slash("roster assign", member=binta, administration="NE")
    await harness.organiser.slash("roster remove", member=binta)
    assert "a mis fin à votre participation" in (await binta.press(the_welcome(harness), 0)).text
    guesser = harness.coordinator("Guesser", "en-GB")
    for number in range(2, 8):
        form = (await guesser.press(the_welcome(harness), 0)).form
        assert form
        refused = await guesser.submit(form, {"code": f"AAAAA-AAAA{number}"})
    assert "Too many wrong codes" in refused.text
    assert harness.server.violations == []


@pytest.mark.slow
@pytest.mark.parametrize("registration", ["open", "approval"])
async def test_without_codes_the_form_has_a_menu(harness: Harness, registration: str) -> None:
    groups = [{"code": f"G{n}", "name": bilingual(f"Group {n}"), **GROUP} for n in range(25)]
    await start(harness, registration=registration, administrations=groups)
    person = harness.coordinator("Person", "en-GB")
    form = (await person.press(the_welcome(harness), 0)).form
    assert form
    assert len(form.fields[0].component["options"]) == 25
    done = await person.submit(form, {"administration": ["G17"]})
    if registration == "open":
        assert "Group 17 (en)" in done.text
        await harness.until(lambda: person.roles == ["Coordinators"])
        return
    assert "An organiser will confirm it soon" in done.text
    (request,) = await harness.until(lambda: requests(harness, "Person"))
    assert "Group 17" in request.text
    waits = await person.press(the_welcome(harness), 0)
    assert waits.form is None
    assert "not approved" in waits.text
    assert harness.server.violations == []


@pytest.mark.slow
async def test_with_more_than_25_groups_the_welcome_points_to_the_command(harness: Harness) -> None:
    groups = [{"code": f"G{n}", "name": bilingual(f"Group {n}"), **GROUP} for n in range(26)]
    await start(harness, registration="open", administrations=groups)
    before = the_welcome(harness)
    assert before.buttons == []
    assert "/join" in before.text

    harness.configure(a_workshop(registration="open", administrations=groups[:25], title=bilingual("Meeting")))
    await harness.organiser.slash("workshop reload")
    await harness.until(lambda: "Meeting (en)" in the_welcome(harness).text, 15, "an edit")
    assert the_welcome(harness).id == before.id
    person = harness.coordinator("Person", "en-GB")
    assert (await person.press(the_welcome(harness), 0)).form
    assert harness.server.violations == []


@pytest.mark.slow
async def test_the_file_may_change_while_the_bot_is_off_and_a_deleted_welcome_comes_with_setup(
    harness: Harness,
) -> None:
    await start(harness, registration="open")
    before = the_welcome(harness)
    assert await harness.bots[-1].terminate() == 0
    harness.configure(a_workshop(registration="code", privacy=PRIVACY))
    await harness.start_bot()
    await harness.until(lambda: "The School Network" in the_welcome(harness).text, 15, "an edit")
    assert the_welcome(harness).id == before.id
    person = harness.coordinator("Person", "en-GB")
    form = (await person.press(the_welcome(harness), 0)).form
    assert form
    assert [field.custom_id for field in form.fields] == ["code"]

    delete(harness.server.world, the_welcome(harness))
    said = await set_up(harness)
    assert "The welcome message is in #announcements." in said
    assert "annonces" not in said
    assert the_welcome(harness).id != before.id


@pytest.mark.slow
async def test_a_kill_after_the_welcome_was_posted_posts_no_second_one(harness: Harness) -> None:
    harness.configure(a_workshop(registration="open"))
    channel = harness.guild.new_channel("annonces")
    await harness.start_bot()
    hold = harness.server.faults.hold("POST", f"/channels/{channel.id}/messages$", before=False)
    await harness.organiser.slash("workshop setup")
    await hold.reached(20)
    await harness.restart_after_kill()
    await set_up(harness)
    assert [len(welcomes(harness, channel)) for channel in ("annonces", "announcements")] == [1, 1]


@pytest.mark.slow
async def test_a_channel_where_the_bot_may_not_write_is_named(harness: Harness) -> None:
    harness.configure(a_workshop(registration="open"))
    await harness.start_bot()
    channel = harness.guild.new_channel("annonces")
    harness.server.faults.refuse("POST", f"/channels/{channel.id}/messages$", 403, 50013)
    assert "The welcome message is missing: Atelier may not post in #annonces" in await set_up(harness)


@pytest.mark.slow
async def test_whoever_runs_setup_gets_the_organisers_role(harness: Harness) -> None:
    harness.configure(a_workshop(registration="open"))
    manager = harness.coordinator("Manager", "en-US")
    harness.guild.give(manager, harness.guild.new_role("Managers", Permission.MANAGE_GUILD))
    await harness.start_bot()
    said = (await (await manager.slash("workshop setup")).settled(30)).text
    assert "You have the role Organisers now." in said
    assert sorted(manager.roles) == ["Managers", "Organisers"]
    assert "You have the role" not in (await (await manager.slash("workshop setup")).settled(30)).text


@pytest.mark.slow
async def test_a_role_that_stood_there_before_lifts_nobody(harness: Harness) -> None:
    """A manager would become an administrator of the server."""
    harness.configure(a_workshop(registration="open"))
    manager = harness.coordinator("Manager", "en-US")
    harness.guild.give(manager, harness.guild.new_role("Managers", Permission.MANAGE_GUILD))
    harness.guild.new_role("Organisers", Permission.ADMINISTRATOR)
    await harness.start_bot()
    await (await manager.slash("workshop setup")).settled(30)
    assert manager.roles == ["Managers"]
