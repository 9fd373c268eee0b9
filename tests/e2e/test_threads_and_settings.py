"""Commands in threads, people in time-out, and commands that the server's settings hide."""

from datetime import timedelta
from typing import Any

import pytest

from fakecord import ALL_CHANNELS, NotAllowed
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import SessionWorkshop

FOR_COORDINATORS = ["programme", "now", "help", "me", "floor request", "floor list", "privacy show", "keymessage list"]
FOR_FACILITATORS = ["session floor", "session status", "workshop status", "attendance show", "workshop setup"]


async def in_session(harness: Harness) -> SessionWorkshop:
    harness.guild.new_channel("Plenary", "stage")
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    return prepared


def a_later_session() -> dict[str, Any]:
    return workshop_file(session("opening", seconds_from_now(3000), 600))


async def test_commands_work_in_threads_private_and_public(harness: Harness) -> None:
    prepared = await in_session(harness)
    general = harness.guild.channel("general")
    public = prepared.awa.start_thread(general, "Le Mali en aparté")
    private = prepared.facilitator.start_thread(general, "Desk", private=True)
    for name in FOR_COORDINATORS:
        assert (await (await prepared.awa.slash(name, channel=public)).settled(30)).text, name
    for name in FOR_FACILITATORS:
        options = {"action": "open"} if name == "session floor" else {}
        assert (await (await prepared.facilitator.slash(name, options=options, channel=private)).settled(30)).text, name
    newcomer = harness.coordinator("Chisomo", "en-GB")
    joined = await (await newcomer.slash("join", channel=public, administration="MW")).settled(30)
    assert "Malawi" in joined.text
    await harness.until(lambda: any(m.buttons for m in prepared.plenary), what="the floor's panel, in the plenary")
    assert [m for m in public.history if m.author is harness.server.bot and m.interaction is None] == []
    assert harness.server.violations == []


async def test_a_form_that_was_open_at_a_time_out_is_still_taken(harness: Harness) -> None:
    """Discord's client offers her no new form, but it sends the one that she is filling in."""
    harness.guild.new_channel("Plenary", "stage")
    prepared = SessionWorkshop(harness)
    await prepared.open([{"id": "hopes", "kind": "open", "text": bilingual("Hopes")}])
    question = await prepared.ask("hopes")
    form = (await prepared.mary.press(question, 0)).form
    assert form
    harness.guild.time_out(prepared.mary, harness.server.world.clock.now() + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        await prepared.mary.press(question, 0)
    assert (await (await prepared.mary.submit(form, {"text": "Trust first"})).settled(30)).text
    assert [row["answerer"] for row in prepared.answers("hopes")]
    assert harness.server.violations == []


async def test_organisers_are_told_of_hidden_commands(harness: Harness) -> None:
    harness.configure(a_later_session())
    await harness.start_bot()
    await harness.set_up()
    desk = harness.guild.channel("organisers")

    def board() -> str:
        return "\n".join(m.text for m in harness.organiser.sees(desk) if not m.ephemeral)

    await harness.until(board, 30, "the board")
    assert "hide" not in board()
    server = harness.server
    server.set_command_permission(harness.guild, "join", harness.guild.everyone, False)
    await harness.until(lambda: "hide /join" in board(), 30, "the board to name /join")
    server.set_command_permission(harness.guild, "join", harness.guild.everyone, True)
    await harness.until(lambda: "hide" not in board(), 30, "the board without it")
    server.set_command_permission(harness.guild, "floor", ALL_CHANNELS, False)
    with server.faults.bot_down():
        await harness.bots[-1].kill()
        server.set_command_permission(harness.guild, None, harness.guild.everyone, False)
    await harness.start_bot()
    status = await (await harness.organiser.slash("workshop status")).settled(30)
    assert "/floor" in status.text
    assert "hide /join" not in status.text
    assert harness.server.violations == []


async def test_a_bot_in_time_out_says_so(harness: Harness) -> None:
    harness.configure(a_later_session())
    await harness.start_bot()
    await harness.set_up()
    harness.guild.time_out(harness.server.bot, harness.server.world.clock.now() + timedelta(hours=1))
    status = await (await harness.organiser.slash("workshop status")).settled(30)
    assert "timed out until" in status.text
    assert "permission" not in status.text
