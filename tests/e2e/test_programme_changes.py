"""Changes of the programme over the wire: preview, confirmation, announcement, and Discord's scheduled events."""

from datetime import timedelta

import pytest

from fakecord import Message, Response
from fakecord.model.event import ScheduledEvent
from tests.e2e.announcements import prepare
from tests.e2e.harness import Harness, seconds_from_now, session

LINK = "https://kudo.example/room"


def sessions() -> list[dict[str, object]]:
    return [session("opening", seconds_from_now(3_600), 600), session("closing", seconds_from_now(4_800), 600)]


async def confirm(harness: Harness, command: str, **options: object) -> Response:
    """Use the command, and press the first button of its preview."""
    shown = await harness.organiser.slash(command, options=options)
    assert shown.reply
    return await harness.organiser.press(shown.reply, 0)


def notices(harness: Harness, channel: str = "announcements") -> list[Message]:
    words = ("Change of programme", "Changement de programme")
    return [m for m in harness.guild.channel(channel).history if any(each in m.text for each in words)]


def event(harness: Harness, name: str) -> ScheduledEvent:
    return next(it for it in harness.guild.events.values() if it.name.startswith(name))


async def test_a_delay_is_previewed_applied_once_and_announced_in_each_language(harness: Harness) -> None:
    await prepare(harness, sessions=sessions())
    start = event(harness, "Opening").start
    shown = await harness.organiser.slash("schedule delay", minutes=15, session="opening")
    assert shown.text.count("postponed by 15 minutes") == 2
    assert "Bamako" in shown.text
    assert "Blantyre" in shown.text
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)
    await harness.until(lambda: event(harness, "Opening").start == start + timedelta(minutes=15))
    await harness.until(lambda: notices(harness, "annonces") and notices(harness), 15)
    assert "Changement de programme" in notices(harness, "annonces")[0].text
    assert "Change of programme" in notices(harness)[0].text
    assert (len(notices(harness, "annonces")), len(notices(harness))) == (1, 1)
    assert harness.rows("select count(*) as n from audit where action = 'schedule delay'") == [{"n": 1}]
    assert harness.server.violations == []


@pytest.mark.slow
async def test_an_outdated_preview_is_shown_again(harness: Harness) -> None:
    await prepare(harness, sessions=sessions())
    colleague = harness.coordinator("Secrétariat – Jean", "fr")
    harness.guild.give(colleague, harness.guild.role("Organisers"))
    one = await harness.organiser.slash("schedule delay", minutes=15, session="opening")
    other = await colleague.slash("schedule delay", minutes=5, session="opening")
    start = event(harness, "Opening").start

    assert one.reply
    assert other.reply
    await harness.organiser.press(one.reply, 0)
    stale = await colleague.press(other.reply, 0)
    assert "repoussée de 5 minutes" in stale.text
    assert stale.reply
    await colleague.press(stale.reply, 0)
    await harness.until(lambda: event(harness, "Opening").start == start + timedelta(minutes=20))
    left = await harness.organiser.slash("schedule cancel", session="closing")
    assert left.reply
    await harness.organiser.press(left.reply, 1)
    assert harness.rows("select status from session_states where session = 'closing'") == [{"status": "planned"}]
    await harness.until(lambda: notices(harness), 20)
    assert len(notices(harness)) == 1
    assert harness.server.violations == []


async def test_events_in_a_voice_channel_follow_their_sessions(harness: Harness) -> None:
    channels = {"announcements": "announcements", "stage": "Plenary"}
    await prepare(harness, sessions=sessions(), channels=channels, link=LINK)
    opening, closing = event(harness, "Opening (fr) / Opening (en)"), event(harness, "Closing")
    assert opening.channel is harness.guild.channel("Plenary")
    assert LINK in (opening.description or "")

    await confirm(harness, "schedule cancel", session="closing")
    await harness.until(lambda: closing.status_name == "canceled")
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: opening.status_name == "active")
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: opening.status_name == "completed")
    assert harness.server.violations == []


@pytest.mark.slow
async def test_external_events_have_the_link_and_follow_its_changes(harness: Harness) -> None:
    await prepare(harness, sessions=sessions(), link=LINK)
    opening = event(harness, "Opening")
    assert (opening.channel, opening.location) == (None, LINK)
    await harness.organiser.slash("session link", url="https://zoom.example/9", session="opening")
    await harness.until(lambda: opening.location == "https://zoom.example/9")
    await harness.until(lambda: notices(harness), 3)
    assert "https://zoom.example/9" in notices(harness)[0].text

    moved = seconds_from_now(5_400).replace(second=0)
    await confirm(harness, "schedule move", session="closing", start=f"{moved:%H:%M}")
    await harness.until(lambda: event(harness, "Closing").start == moved)
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: opening.status_name == "active")
    end = opening.end
    assert end
    again = await harness.organiser.slash("session start")  # a second time, it opens no other session
    assert "“Opening (en)” is still open" in again.text
    assert [row["session"] for row in harness.rows("select session from session_states where status = 'open'")] == [
        "opening"
    ]
    await harness.organiser.slash("session extend", minutes=5, session="opening")
    await harness.until(lambda: opening.end == end + timedelta(minutes=5))
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: opening.status_name == "completed")
    assert harness.server.violations == []


@pytest.mark.slow
async def test_a_stage_is_live_during_its_session(harness: Harness) -> None:
    harness.guild.community = True
    place = harness.guild.new_channel("Plenary", "stage")
    await prepare(harness, sessions=sessions(), channels={"announcements": "announcements", "stage": "Plenary"})
    await harness.organiser.slash("session start", session="opening")
    await harness.until(lambda: place.id in harness.guild.stages)
    assert harness.guild.stages[place.id].topic == "Opening (fr) / Opening (en)"
    await harness.until(lambda: event(harness, "Opening").status_name == "active")
    await harness.organiser.slash("session end", session="opening")
    await harness.until(lambda: place.id not in harness.guild.stages)
    await harness.until(lambda: event(harness, "Opening").status_name == "completed")
    assert harness.server.violations == []


@pytest.mark.slow
async def test_an_event_is_updated_after_discord_recovers(harness: Harness) -> None:
    await prepare(harness, sessions=sessions())
    start = event(harness, "Opening").start
    harness.server.faults.refuse("PATCH", "/scheduled-events/", 503, times=1)
    await confirm(harness, "schedule delay", minutes=15, session="opening")
    await harness.until(lambda: event(harness, "Opening").start == start + timedelta(minutes=15), 20)
    assert harness.server.violations == []


@pytest.mark.slow
async def test_only_organisers_read_who_was_missing_and_reminders_are_sent_directly_on_request(
    harness: Harness,
) -> None:
    soon = [session("opening", seconds_from_now(30), 600)]
    await prepare(harness, sessions=soon, reminders=["10s"], daily={"agenda": "2h", "summary": "1s"})
    awa, chisomo = harness.coordinator("Awa", "fr"), harness.coordinator("Chisomo", "en-GB")
    await awa.slash("join", administration="ML")
    await chisomo.slash("join", administration="MW")
    await awa.slash("language", direct_messages=True)
    await harness.until(lambda: awa.inbox, 30)
    assert "Rappel" in awa.inbox[0].text
    assert chisomo.inbox == []

    await harness.until(lambda: any("signin" in str(m.buttons) for m in harness.guild.channel("annonces").history), 20)
    await awa.slash("checkin")
    await harness.organiser.slash("session end", session="opening")
    missing = await harness.until(
        lambda: [m for m in harness.guild.channel("organisers").history if "Malawi" in m.text and "Niger" in m.text], 15
    )
    assert len(missing) == 1
    for channel in ("annonces", "announcements"):
        assert not [m for m in harness.guild.channel(channel).history if "Niger" in m.text]
    assert len(awa.inbox) == 1
    assert harness.server.violations == []
