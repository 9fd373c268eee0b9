"""The programme changed over the wire: shown, confirmed once, told once, followed by Discord's own calendar."""

from __future__ import annotations

from datetime import timedelta

from fakecord import Message, Response
from fakecord.model.event import ScheduledEvent
from tests.e2e.announcing import prepare
from tests.e2e.harness import Stage, in_seconds, session

LINK = "https://kudo.example/room"


def sessions() -> list[dict[str, object]]:
    return [session("opening", in_seconds(3_600), 600), session("closing", in_seconds(4_800), 600)]


async def confirm(stage: Stage, command: str, **options: object) -> Response:
    """Use the command, and press the first button of its preview."""
    shown = await stage.organiser.slash(command, options=options)
    assert shown.reply
    return await stage.organiser.press(shown.reply, 0)


def notices(stage: Stage, channel: str = "announcements") -> list[Message]:
    words = ("Change of programme", "Changement de programme")
    return [m for m in stage.guild.channel(channel).history if any(each in m.text for each in words)]


def event(stage: Stage, name: str) -> ScheduledEvent:
    return next(it for it in stage.guild.events.values() if it.name.startswith(name))


async def test_a_delay_is_shown_with_its_zones_applied_once_and_told_in_each_language(stage: Stage) -> None:
    await prepare(stage, sessions=sessions())
    start = event(stage, "Opening").start
    shown = await stage.organiser.slash("schedule delay", minutes=15, session="opening")
    assert shown.text.count("→") == 2
    assert "Bamako" in shown.text
    assert "Blantyre" in shown.text
    assert shown.reply
    await stage.organiser.press(shown.reply, 0)
    await stage.until(lambda: event(stage, "Opening").start == start + timedelta(minutes=15))
    await stage.until(lambda: notices(stage, "annonces") and notices(stage), 15)
    assert "Changement de programme" in notices(stage, "annonces")[0].text
    assert "Change of programme" in notices(stage)[0].text
    assert (len(notices(stage, "annonces")), len(notices(stage))) == (1, 1)
    assert stage.rows("select count(*) as n from audit where action = 'schedule delay'") == [{"n": 1}]
    assert stage.server.violations == []


async def test_two_taps_change_it_once_and_a_stale_preview_is_shown_anew(stage: Stage) -> None:
    await prepare(stage, sessions=sessions())
    colleague = stage.coordinator("Secrétariat – Jean", "fr")
    stage.guild.give(colleague, stage.guild.role("Organisers"))
    one = await stage.organiser.slash("schedule delay", minutes=15, session="opening")
    other = await colleague.slash("schedule delay", minutes=5, session="opening")
    start = event(stage, "Opening").start

    assert one.reply
    assert other.reply
    await stage.organiser.press(one.reply, 0)
    stale = await colleague.press(other.reply, 0)
    assert "→" in stale.text
    assert stale.reply
    await colleague.press(stale.reply, 0)
    await stage.until(lambda: event(stage, "Opening").start == start + timedelta(minutes=20))
    left = await stage.organiser.slash("schedule cancel", session="closing")
    assert left.reply
    await stage.organiser.press(left.reply, 1)
    assert stage.rows("select status from slots where session = 'closing'") == [{"status": "planned"}]
    await stage.until(lambda: notices(stage), 20)
    assert len(notices(stage)) == 1
    assert stage.server.violations == []


async def test_events_in_a_voice_channel_follow_their_sessions(stage: Stage) -> None:
    channels = {"announcements": "announcements", "stage": "Plenary"}
    await prepare(stage, sessions=sessions(), channels=channels, link=LINK)
    opening, closing = event(stage, "Opening (fr) / Opening (en)"), event(stage, "Closing")
    assert opening.channel is stage.guild.channel("Plenary")
    assert LINK in (opening.description or "")

    await confirm(stage, "schedule cancel", session="closing")
    await stage.until(lambda: closing.status_name == "canceled")
    await stage.organiser.slash("session start", session="opening")
    await stage.until(lambda: opening.status_name == "active")
    await stage.organiser.slash("session end", session="opening")
    await stage.until(lambda: opening.status_name == "completed")
    assert stage.server.violations == []


async def test_events_elsewhere_carry_the_link_and_follow_it(stage: Stage) -> None:
    await prepare(stage, sessions=sessions(), link=LINK)
    opening = event(stage, "Opening")
    assert (opening.channel, opening.location) == (None, LINK)
    await stage.organiser.slash("session link", url="https://zoom.example/9", session="opening")
    await stage.until(lambda: opening.location == "https://zoom.example/9")
    await stage.until(lambda: notices(stage), 3)
    assert "https://zoom.example/9" in notices(stage)[0].text

    moved = in_seconds(5_400).replace(second=0)
    await confirm(stage, "schedule move", session="closing", start=f"{moved:%H:%M}")
    await stage.until(lambda: event(stage, "Closing").start == moved)
    await stage.organiser.slash("session start", session="opening")
    await stage.until(lambda: opening.status_name == "active")
    end = opening.end
    assert end
    again = await stage.organiser.slash("session start")  # pressed twice, it opens nothing else
    assert "“Opening (en)” is still open" in again.text
    assert [row["session"] for row in stage.rows("select session from slots where status = 'open'")] == ["opening"]
    await stage.organiser.slash("session extend", minutes=5, session="opening")
    await stage.until(lambda: opening.end == end + timedelta(minutes=5))
    await stage.organiser.slash("session end", session="opening")
    await stage.until(lambda: opening.status_name == "completed")
    assert stage.server.violations == []


async def test_a_stage_is_live_while_its_session_is_on(stage: Stage) -> None:
    stage.guild.community = True
    place = stage.guild.new_channel("Plenary", "stage")
    await prepare(stage, sessions=sessions(), channels={"announcements": "announcements", "stage": "Plenary"})
    await stage.organiser.slash("session start", session="opening")
    await stage.until(lambda: place.id in stage.guild.stages)
    assert stage.guild.stages[place.id].topic == "Opening (fr) / Opening (en)"
    await stage.until(lambda: event(stage, "Opening").status_name == "active")
    await stage.organiser.slash("session end", session="opening")
    await stage.until(lambda: place.id not in stage.guild.stages)
    await stage.until(lambda: event(stage, "Opening").status_name == "completed")
    assert stage.server.violations == []


async def test_an_event_follows_once_discord_answers_again(stage: Stage) -> None:
    await prepare(stage, sessions=sessions())
    start = event(stage, "Opening").start
    stage.server.faults.refuse("PATCH", "/scheduled-events/", 503, times=1)
    await confirm(stage, "schedule delay", minutes=15, session="opening")
    await stage.until(lambda: event(stage, "Opening").start == start + timedelta(minutes=15), 20)
    assert stage.server.violations == []


async def test_the_organisers_alone_read_who_was_missing_and_reminders_come_directly_to_those_who_want_them(
    stage: Stage,
) -> None:
    soon = [session("opening", in_seconds(30), 600)]
    await prepare(stage, sessions=soon, reminders=["10s"], daily={"agenda": "2h", "summary": "1s"})
    awa, chisomo = stage.coordinator("Awa", "fr"), stage.coordinator("Chisomo", "en-GB")
    await awa.slash("join", administration="ML")
    await chisomo.slash("join", administration="MW")
    await awa.slash("language", direct_messages=True)
    await stage.until(lambda: awa.inbox, 30)
    assert "Rappel" in awa.inbox[0].text
    assert chisomo.inbox == []

    await stage.until(lambda: any(m.buttons for m in stage.guild.channel("annonces").history), 20)
    await awa.slash("checkin")
    await stage.organiser.slash("session end", session="opening")
    missing = await stage.until(
        lambda: [m for m in stage.guild.channel("organisers").history if "Malawi" in m.text and "Niger" in m.text], 15
    )
    assert len(missing) == 1
    for channel in ("annonces", "announcements"):
        assert not [m for m in stage.guild.channel(channel).history if "Niger" in m.text]
    assert len(awa.inbox) == 1
    assert stage.server.violations == []
