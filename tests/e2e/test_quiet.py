"""Posted messages are edited in place, and messages that require no action are silent."""

from fakecord import Message
from tests.e2e.announcements import prepare, start_session
from tests.e2e.harness import Harness, seconds_from_now, session


def newest_message(harness: Harness, words: str) -> Message | None:
    """The newest public message with these words in the channel of announcements."""
    found = [m for m in harness.guild.channel("announcements").history if words in m.text]
    return found[-1] if found else None


async def test_the_agenda_and_the_opening_are_edited_and_only_what_is_asked_of_people_sounds(harness: Harness) -> None:
    opening = session("opening", seconds_from_now(600), 900)
    closing = session("closing", seconds_from_now(3_600), 600)
    daily, channels = {"agenda": "580s", "summary": "1s"}, {"announcements": "announcements"}
    await prepare(harness, sessions=[opening, closing], daily=daily, channels=channels, mention=["opening"])
    agenda = await harness.until(lambda: newest_message(harness, "Today's agenda"), 40)
    await start_session(harness)
    opened = await harness.until(lambda: newest_message(harness, "The session is open"), 20)
    assert (agenda.silent, opened.silent, len(opened.pinged_roles)) == (False, False, 1)

    before = opened.text
    await harness.organiser.slash("session extend", minutes=20, session="opening")
    await harness.until(lambda: opened.edits and opened.text != before, 20)
    extended = await harness.until(lambda: newest_message(harness, "extended by 20 minutes"), 20)
    assert extended.silent  # those whom it concerns are in the session
    assert "-# EN" not in opened.text.split("\n")[0]
    assert opened.content.count("\n-# EN\n") == 1

    restarted = agenda.text
    await harness.restart_after_kill()  # what stands is known to the next process too
    shown = await harness.organiser.slash("schedule cancel", session="closing")
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)
    await harness.until(lambda: "(cancelled)" in agenda.text and agenda.text != restarted, 20)
    cancelled = await harness.until(lambda: newest_message(harness, "cancelled; it was planned for"), 20)
    assert not cancelled.silent

    await harness.organiser.slash("session end", session="opening")
    over = await harness.until(lambda: newest_message(harness, "The session is over"), 20)
    assert over.silent
    summary = await harness.until(lambda: newest_message(harness, "Summary of"), 20)
    assert summary.silent
    assert len([m for m in harness.guild.channel("announcements").history if "The session is open" in m.text]) == 1
    assert harness.server.violations == []
