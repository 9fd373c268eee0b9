"""Announcements that are late, skipped or failed: reported to the organisers once, and repaired by hand."""

from datetime import timedelta

from tests.e2e.announcements import (
    ANNOUNCEMENTS,
    OPENING,
    announced,
    assert_announced_once,
    due_at,
    failure_reports,
    locked_database,
    messages_path,
    prepare,
    start_session,
    statuses,
    wait_until_sent,
)
from tests.e2e.harness import Harness, seconds_from_now, session


async def test_a_failing_channel_delays_no_other_and_is_reported(harness: Harness) -> None:
    await prepare(harness)
    harness.server.faults.refuse("POST", messages_path(harness, "fr"), 503, times=2)
    await start_session(harness)
    await harness.eventually(lambda: statuses(harness)[OPENING["en"]] == "sent")
    assert statuses(harness)[OPENING["fr"]] == "claimed"
    await harness.eventually(lambda: statuses(harness)[OPENING["fr"]] == "late", 20)
    await harness.until(lambda: failure_reports(harness, "late"))
    assert_announced_once(harness)
    assert len(failure_reports(harness)) == 1
    assert failure_reports(harness)[0].buttons == []  # it was posted late, so nothing is left to post


async def test_a_connection_cut_after_the_post_posts_nothing_twice(harness: Harness) -> None:
    await prepare(harness)
    harness.server.faults.cut("POST", messages_path(harness, "fr"), before=False)
    harness.server.faults.rate_limit(messages_path(harness, "en"), 1.5)
    await start_session(harness)
    await harness.until(lambda: announced(harness, "fr"), 15)
    harness.server.world.nonces.clear()
    await wait_until_sent(harness)
    assert_announced_once(harness)


async def test_a_deleted_channel_is_reported_and_post_now_works_after_setup(harness: Harness) -> None:
    await prepare(harness)
    harness.server.delete_channel(harness.guild.channel(ANNOUNCEMENTS["fr"]))
    await start_session(harness)
    await harness.eventually(lambda: statuses(harness)[OPENING["fr"]] == "failed", 15)
    await harness.eventually(lambda: statuses(harness)[OPENING["en"]] == "sent")
    report = (await harness.until(lambda: failure_reports(harness, "#annonces")))[0]
    status = await harness.organiser.slash("workshop status")
    assert "annonces" in status.text

    await (await harness.organiser.slash("workshop setup")).settled(20)
    await harness.organiser.press(report, 0)
    await wait_until_sent(harness)
    again = await harness.organiser.press(report, 0)
    assert "nothing was changed" in again.text
    assert_announced_once(harness)


async def test_a_missing_permission_is_reported_and_retry_works_after_it_is_given(harness: Harness) -> None:
    await prepare(harness)
    channel = harness.guild.channel(ANNOUNCEMENTS["fr"])
    channel.set_overwrite(harness.guild.me, deny=1 << 11)  # Send Messages
    await start_session(harness)
    await harness.eventually(lambda: statuses(harness)[OPENING["fr"]] == "failed", 15)
    await harness.until(lambda: failure_reports(harness, "#annonces"))
    assert "Send Messages" in (await harness.organiser.slash("workshop status")).text
    harness.server.violations.clear()  # the refusal was expected

    channel.set_overwrite(harness.guild.me, allow=1 << 11)
    keys = [key for _, key in await harness.organiser.suggest("announce retry", "announcement")]
    assert keys == [OPENING["fr"]]
    await harness.organiser.slash("announce retry", announcement=keys[0])
    await wait_until_sent(harness)
    assert_announced_once(harness)


async def test_an_outage_is_reported_once_even_after_a_kill(harness: Harness) -> None:
    past_all_grace = seconds_from_now(14 + 7 + 1 + 6 + 1)
    sessions = [session(f"talk-{number}", seconds_from_now(14 + number), 1) for number in range(8)]
    await prepare(harness, sessions=[*sessions, session("opening", seconds_from_now(600), 60)], late_grace="6s")
    await harness.until(lambda: harness.guild.channel("organisers").history, 10, "the board")
    with harness.server.faults.bot_down():
        await harness.bots[-1].kill()
    await harness.eventually(lambda: seconds_from_now(0) > past_all_grace, 40)

    await harness.start_bot()
    hold = harness.server.faults.hold(
        "POST", rf"/channels/{harness.guild.channel('organisers').id}/messages", before=False
    )
    await hold.reached(20)
    assert len(harness.rows("select key from announcements where status = 'skipped'")) == 32
    harness.server.world.nonces.clear()
    await harness.restart_after_kill()
    await harness.eventually(lambda: harness.rows("select 1 from organiser_alerts where said_at is not null"), 20)
    await harness.organiser.slash("workshop status")
    assert len(failure_reports(harness)) == 1
    assert "17 more" in failure_reports(harness)[0].text
    assert [m.text for m in announced(harness, "en", "") if "Welcome to" not in m.text] == []

    report = failure_reports(harness)[0]
    values = [option["value"] for option in report.selects[0]["options"]]
    opening, closing = (next(value for value in values if kind in value) for kind in ("/opening", "/closing"))
    untrue = await harness.organiser.choose(report, [opening])  # the session is over
    assert "no longer applies" in untrue.text
    await harness.organiser.choose(report, [closing])
    await harness.eventually(lambda: harness.rows("select 1 from announcements where status = 'sent'"))
    assert harness.server.violations == []


async def test_announcements_on_time_need_no_grace(harness: Harness) -> None:
    await prepare(harness, late_grace="0s")
    await start_session(harness)
    await wait_until_sent(harness)
    assert_announced_once(harness)


async def test_announcements_wait_for_a_locked_database(harness: Harness) -> None:
    await prepare(harness, 15)
    with locked_database(harness):
        until = due_at(harness) + timedelta(seconds=6)
        await harness.eventually(lambda: seconds_from_now(0) > until, 20)
    await harness.eventually(lambda: set(statuses(harness).values()) <= {"late", "sent"}, 20)
    assert_announced_once(harness)
    assert harness.rows("select status from session_states") == [{"status": "open"}]


async def test_reconnections_announce_nothing_twice(harness: Harness) -> None:
    await prepare(harness)
    await start_session(harness)
    await wait_until_sent(harness)
    await harness.server.faults.drop_gateway(resumable=True)
    await harness.server.ready(20)
    await harness.server.faults.invalidate_session(resumable=False)
    await harness.until(lambda: not harness.server.connected, 20)
    await harness.server.ready(20)
    harness.server.faults.ask_to_reconnect()
    await harness.server.ready(20)
    await harness.organiser.slash("session end", session="opening")
    await wait_until_sent(harness, "closing")
    for language in ANNOUNCEMENTS:
        assert len(announced(harness, language)) == 2  # the opening and the closing
    assert harness.server.violations == []
