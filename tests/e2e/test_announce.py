"""Notices by organisers, a pause, and a reload of the workshop file: over the wire."""

from datetime import timedelta

import pytest

from fakecord import NotPossible
from tests.e2e.announcements import ANNOUNCEMENTS, announced, due_at, prepare, statuses, wait_until_sent
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

TEXTS = {"fr": "La salle ouvre à 10 h @everyone", "en": "The room opens at ten @everyone"}


async def announce(harness: Harness, texts: dict[str, str]) -> None:
    opened = await harness.organiser.slash("announce send")
    assert opened.form
    shown = await harness.organiser.submit(opened.form, texts)
    assert shown.reply
    assert all(text in shown.text for text in texts.values())
    await harness.organiser.press(shown.reply, 0)


async def test_a_notice_is_posted_once_in_each_language_and_pings_nobody(harness: Harness) -> None:
    await prepare(harness)
    opened = await harness.organiser.slash("announce send")
    assert opened.form
    with pytest.raises(NotPossible):  # Discord's own form asks for each language
        await harness.organiser.submit(opened.form, {"fr": "Seulement ici", "en": ""})
    assert statuses(harness, "notice") == {}
    await announce(harness, TEXTS)
    await wait_until_sent(harness, "notice")
    await announce(harness, {"fr": "Encore", "en": "Again"})
    await harness.eventually(lambda: len(statuses(harness, "notice")) == 4)
    await wait_until_sent(harness, "notice")
    for language, text in TEXTS.items():
        (message,) = announced(harness, language, text.split("@")[0])
        assert not message.pinged_everyone
    assert (len(announced(harness, "fr", "Encore")), len(announced(harness, "en", "Again"))) == (1, 1)
    assert harness.server.violations == []


async def test_a_later_notice_is_listed_cancelled_and_posted_after_all(harness: Harness) -> None:
    await prepare(harness)
    opened = await harness.organiser.slash("announce send", at=f"{seconds_from_now(3_000):%Y-%m-%d %H:%M}")
    assert opened.form
    shown = await harness.organiser.submit(opened.form, TEXTS)
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)
    listed = (await harness.organiser.slash("announce list")).text
    assert "Notice, “The room opens at ten @\u200beveryone”" in listed
    assert "Opening, “Opening (en)”" in listed
    keys = [key for _, key in await harness.organiser.suggest("announce cancel", "announcement", "notice")]
    for key in keys:
        await harness.organiser.slash("announce cancel", announcement=key)
    assert set(statuses(harness, "notice").values()) == {"cancelled"}
    again = await harness.organiser.slash("announce cancel", announcement=keys[0])
    assert "nothing was changed" in again.text
    for key in keys:
        await harness.organiser.slash("announce retry", announcement=key)
    await wait_until_sent(harness, "notice")
    assert harness.server.violations == []


@pytest.mark.slow
async def test_after_a_pause_the_organiser_chooses_what_is_posted(harness: Harness) -> None:
    await prepare(harness, 15)
    await harness.organiser.slash("workshop pause")
    assert "paused" in (await harness.organiser.slash("workshop status")).text
    past = due_at(harness) + timedelta(seconds=2)
    await harness.eventually(lambda: seconds_from_now(0) > past, 25)
    assert set(statuses(harness).values()) == {"due"}
    await announce(harness, TEXTS)  # a pause does not stop a notice
    await wait_until_sent(harness, "notice")

    choice = await harness.organiser.slash("workshop resume")
    assert "Opening" in choice.text
    assert choice.reply
    await harness.organiser.press(choice.reply, 0)
    await wait_until_sent(harness)
    assert harness.rows("select status from session_states") == [{"status": "open"}]
    assert harness.server.violations == []


async def test_a_reload_applies_a_changed_file_and_keeps_live_changes(harness: Harness) -> None:
    first, second = session("opening", seconds_from_now(3_600), 600), session("closing", seconds_from_now(4_800), 600)
    more = {"channels": {"announcements": ANNOUNCEMENTS}}
    await prepare(harness, sessions=[first, second])
    shown = await harness.organiser.slash("schedule delay", minutes=5, session="opening")
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)

    later = {**second, "start": f"{seconds_from_now(6_000):%H:%M:%S}", "title": {"fr": "Fin", "en": "End"}}
    harness.configure(workshop_file(first, later, **more))
    taken = await (await harness.organiser.slash("workshop reload")).settled()
    assert "Begun or changed live, and left as it is: “End”" in taken.text
    harness.configure(workshop_file(first, {**later, "duration": "soon"}, **more))
    refused = await (await harness.organiser.slash("workshop reload")).settled()
    assert "`soon` is not a duration; write it as `90s`" in refused.text
    colleague = harness.coordinator("Secrétariat – Jean", "fr")
    harness.guild.give(colleague, harness.guild.role("Organisers"))
    refused = await (await colleague.slash("workshop reload")).settled()
    assert "`soon` n’est pas une durée\u202f; écrivez-la sous la forme `90s`" in refused.text
    (harness.folder / "config" / "workshops" / "e2e.yaml").unlink()
    harness.configure({**workshop_file(first, later, **more), "id": "other"})
    refused = await (await harness.organiser.slash("workshop reload")).settled()
    assert "no file here holds the workshop `e2e`" in refused.text
    await harness.until(lambda: announced(harness, "en", "Change of programme"), 20)
    assert harness.server.violations == []
