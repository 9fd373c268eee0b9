"""What trouble does to announcements: late, skipped or failed, named to the organisers once, mended by hand."""

from __future__ import annotations

from tests.e2e.announcing import (
    ANNOUNCEMENTS,
    OPENING,
    all_are,
    assert_said_once,
    begin,
    database_held,
    posting,
    prepare,
    said,
    statuses,
    told,
)
from tests.e2e.harness import Stage, in_seconds, session


async def test_one_channel_in_trouble_holds_up_no_other_and_the_organisers_hear_of_it(stage: Stage) -> None:
    await prepare(stage)
    stage.server.faults.refuse("POST", posting(stage, "fr"), 503, times=2)
    await begin(stage)
    await stage.eventually(lambda: statuses(stage)[OPENING["en"]] == "sent")
    assert statuses(stage)[OPENING["fr"]] == "claimed"
    await stage.eventually(lambda: statuses(stage)[OPENING["fr"]] == "late", 20)
    await stage.until(lambda: told(stage, "late"))
    assert_said_once(stage)
    assert len(told(stage)) == 1
    assert told(stage)[0].buttons == []  # it was said: there is nothing to post


async def test_a_connection_cut_after_discord_took_it(stage: Stage) -> None:
    await prepare(stage)
    stage.server.faults.cut("POST", posting(stage, "fr"), before=False)
    stage.server.faults.rate_limit(posting(stage, "en"), 1.5)
    await begin(stage)
    await stage.until(lambda: said(stage, "fr"), 15)
    stage.server.world.nonces.clear()
    await all_are(stage, "sent")
    assert_said_once(stage)


async def test_a_deleted_channel_fails_by_name_and_post_now_works_once_it_is_made_again(stage: Stage) -> None:
    await prepare(stage)
    stage.server.delete_channel(stage.guild.channel(ANNOUNCEMENTS["fr"]))
    await begin(stage)
    await stage.eventually(lambda: statuses(stage)[OPENING["fr"]] == "failed", 15)
    await stage.eventually(lambda: statuses(stage)[OPENING["en"]] == "sent")
    report = (await stage.until(lambda: told(stage, "#annonces")))[0]
    status = await stage.organiser.slash("workshop status")
    assert "annonces" in status.text

    await (await stage.organiser.slash("workshop setup")).settled(20)
    await stage.organiser.press(report, 0)
    await all_are(stage, "sent")
    again = await stage.organiser.press(report, 0)
    assert "nothing was changed" in again.text
    assert_said_once(stage)


async def test_a_missing_permission_fails_by_name_and_retry_works_once_it_is_given(stage: Stage) -> None:
    await prepare(stage)
    channel = stage.guild.channel(ANNOUNCEMENTS["fr"])
    channel.set_overwrite(stage.guild.me, deny=1 << 11)  # Send Messages
    await begin(stage)
    await stage.eventually(lambda: statuses(stage)[OPENING["fr"]] == "failed", 15)
    await stage.until(lambda: told(stage, "#annonces"))
    assert "Send Messages" in (await stage.organiser.slash("workshop status")).text
    stage.server.violations.clear()  # it was refused, as it had to be

    channel.set_overwrite(stage.guild.me, allow=1 << 11)
    keys = [key for _, key in await stage.organiser.suggest("announce retry", "announcement")]
    assert keys == [OPENING["fr"]]
    await stage.organiser.slash("announce retry", announcement=keys[0])
    await all_are(stage, "sent")
    assert_said_once(stage)


async def test_an_outage_ends_in_one_report_also_across_a_kill(stage: Stage) -> None:
    past_all_grace = in_seconds(14 + 7 + 1 + 6 + 1)
    sessions = [session(f"talk-{number}", in_seconds(14 + number), 1) for number in range(8)]
    await prepare(stage, sessions=[*sessions, session("opening", in_seconds(600), 60)], late_grace="6s")
    with stage.server.faults.bot_down():
        await stage.bots[-1].kill()
    await stage.eventually(lambda: in_seconds(0) > past_all_grace, 40)

    await stage.start_bot()
    hold = stage.server.faults.hold("POST", rf"/channels/{stage.guild.channel('organisers').id}/messages", before=False)
    await hold.reached(20)
    assert len(stage.rows("select key from announcements where status = 'skipped'")) == 32
    stage.server.world.nonces.clear()
    await stage.restart_after_kill()
    await stage.eventually(lambda: stage.rows("select 1 from asides where said_at is not null"), 20)
    await stage.organiser.slash("workshop status")
    assert len(told(stage)) == 1
    assert "17 more" in told(stage)[0].text
    assert [m.text for m in stage.guild.channel("announcements").history] == []

    report = told(stage)[0]
    await stage.organiser.choose(report, [report.selects[0]["options"][0]["value"]])
    await stage.eventually(lambda: stage.rows("select 1 from announcements where status = 'sent'"))
    assert stage.server.violations == []


async def test_without_grace_what_is_on_time_is_said(stage: Stage) -> None:
    await prepare(stage, late_grace="0s")
    await begin(stage)
    await all_are(stage, "sent")
    assert_said_once(stage)


async def test_a_database_that_another_program_holds_for_ten_seconds(stage: Stage) -> None:
    await prepare(stage, 15)
    with database_held(stage):
        until = in_seconds(18)
        await stage.eventually(lambda: in_seconds(0) > until, 20)
    await stage.eventually(lambda: set(statuses(stage).values()) <= {"late", "sent"}, 20)
    assert_said_once(stage)
    assert stage.rows("select status from slots") == [{"status": "open"}]


async def test_a_gateway_that_drops_resumes_and_forgets_says_nothing_twice(stage: Stage) -> None:
    await prepare(stage)
    await begin(stage)
    await all_are(stage, "sent")
    await stage.server.faults.drop_gateway(resumable=True)
    await stage.server.ready(20)
    await stage.server.faults.invalidate_session(resumable=False)
    await stage.until(lambda: not stage.server.connected, 20)
    await stage.server.ready(20)
    stage.server.faults.ask_to_reconnect()
    await stage.server.ready(20)
    await stage.organiser.slash("session end", session="opening")
    await all_are(stage, "sent", "closing")
    for language in ANNOUNCEMENTS:
        assert len(said(stage, language)) == 2  # the opening and the closing
    assert stage.server.violations == []
