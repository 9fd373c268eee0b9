"""What organisers announce by hand, a pause, and a changed file taken in: over the wire."""

from __future__ import annotations

import pytest

from fakecord import NotPossible
from tests.e2e.announcing import ANNOUNCEMENTS, all_are, begin, prepare, said, statuses
from tests.e2e.harness import Stage, in_seconds, session, workshop_file

TEXTS = {"fr": "La salle ouvre à 10 h @everyone", "en": "The room opens at ten @everyone"}


async def announce(stage: Stage, texts: dict[str, str]) -> None:
    opened = await stage.organiser.slash("announce send")
    assert opened.form
    shown = await stage.organiser.submit(opened.form, texts)
    assert shown.reply
    assert all(text in shown.text for text in texts.values())
    await stage.organiser.press(shown.reply, 0)


async def test_each_notice_is_said_once_in_each_language_and_pings_nobody(stage: Stage) -> None:
    await prepare(stage)
    await announce(stage, TEXTS)
    await all_are(stage, "sent", "notice")
    await announce(stage, {"fr": "Encore", "en": "Again"})
    await stage.eventually(lambda: len(statuses(stage, "notice")) == 4)
    await all_are(stage, "sent", "notice")
    for language, text in TEXTS.items():
        (message,) = said(stage, language, text.split("@")[0])
        assert not message.pinged_everyone
    assert (len(said(stage, "fr", "Encore")), len(said(stage, "en", "Again"))) == (1, 1)
    assert stage.server.violations == []


async def test_a_text_that_lacks_a_language_is_not_sent(stage: Stage) -> None:
    await prepare(stage)
    opened = await stage.organiser.slash("announce send")
    assert opened.form
    with pytest.raises(NotPossible):  # Discord's own form asks for it
        await stage.organiser.submit(opened.form, {"fr": "Seulement ici", "en": ""})
    assert statuses(stage, "notice") == {}
    assert stage.server.violations == []


async def test_one_for_later_is_listed_and_can_be_cancelled_and_said_after_all(stage: Stage) -> None:
    await prepare(stage)
    opened = await stage.organiser.slash("announce send", at=f"{in_seconds(3_000):%Y-%m-%d %H:%M}")
    assert opened.form
    shown = await stage.organiser.submit(opened.form, TEXTS)
    assert shown.reply
    await stage.organiser.press(shown.reply, 0)
    listed = (await stage.organiser.slash("announce list")).text
    assert "Notice, “The room opens at ten @\u200beveryone”" in listed
    assert "Opening, “Opening (en)”" in listed
    keys = [key for _, key in await stage.organiser.suggest("announce cancel", "announcement", "notice")]
    for key in keys:
        await stage.organiser.slash("announce cancel", announcement=key)
    assert set(statuses(stage, "notice").values()) == {"cancelled"}
    again = await stage.organiser.slash("announce cancel", announcement=keys[0])
    assert "nothing was changed" in again.text
    for key in keys:
        await stage.organiser.slash("announce retry", announcement=key)
    await all_are(stage, "sent", "notice")
    assert stage.server.violations == []


async def test_a_pause_holds_the_room_and_the_organiser_chooses_what_is_said(stage: Stage) -> None:
    await prepare(stage, 15)
    await stage.organiser.slash("workshop pause")
    assert "paused" in (await stage.organiser.slash("workshop status")).text
    past = in_seconds(17)
    await stage.eventually(lambda: in_seconds(0) > past, 25)
    assert set(statuses(stage).values()) == {"due"}
    await announce(stage, TEXTS)  # what someone asks for goes out all the same
    await all_are(stage, "sent", "notice")

    choice = await stage.organiser.slash("workshop resume")
    assert "Opening" in choice.text
    assert choice.reply
    await stage.organiser.press(choice.reply, 0)
    await all_are(stage, "sent")
    assert stage.rows("select status from slots") == [{"status": "open"}]
    assert stage.server.violations == []


async def test_a_changed_file_is_taken_in_and_live_changes_stand(stage: Stage) -> None:
    first, second = session("opening", in_seconds(3_600), 600), session("closing", in_seconds(4_800), 600)
    more = {"channels": {"announcements": ANNOUNCEMENTS}}
    await prepare(stage, sessions=[first, second])
    shown = await stage.organiser.slash("schedule delay", minutes=5, session="opening")
    assert shown.reply
    await stage.organiser.press(shown.reply, 0)

    later = {**second, "start": f"{in_seconds(6_000):%H:%M:%S}", "title": {"fr": "Fin", "en": "End"}}
    stage.configure(workshop_file(first, later, **more))
    taken = await (await stage.organiser.slash("workshop reload")).settled()
    assert "Changed live" in taken.text
    assert "Opening" in taken.text
    assert "End" in taken.text
    stage.configure(workshop_file(first, {**later, "duration": "soon"}, **more))
    refused = await (await stage.organiser.slash("workshop reload")).settled()
    assert "`soon` is not a duration; write it as `90s`" in refused.text
    colleague = stage.coordinator("Secrétariat – Jean", "fr")
    stage.guild.give(colleague, stage.guild.role("Organisers"))
    refused = await (await colleague.slash("workshop reload")).settled()
    assert "`soon` n’est pas une durée\u202f; écrivez-la sous la forme `90s`" in refused.text
    (stage.folder / "config" / "workshops" / "e2e.yaml").unlink()
    stage.configure({**workshop_file(first, later, **more), "id": "other"})
    refused = await (await stage.organiser.slash("workshop reload")).settled()
    assert "no file here holds the workshop `e2e`" in refused.text
    await stage.until(lambda: said(stage, "en", "Change of programme"), 20)
    assert stage.server.violations == []


async def test_begun_by_hand_it_is_announced_at_once(stage: Stage) -> None:
    await prepare(stage)
    await begin(stage)
    await stage.until(lambda: said(stage, "fr"), 2)
    assert stage.server.violations == []
