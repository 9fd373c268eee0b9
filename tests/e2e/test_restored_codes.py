"""Replaced join codes stay invalid, whichever backup is restored."""

import csv
import io
from typing import Any

from tests.e2e.command_line import run
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file


async def codes(harness: Harness, **options: Any) -> dict[str, str]:
    sent = await (await harness.organiser.slash("roster codes", **options)).settled()
    assert sent.reply
    rows = csv.DictReader(io.StringIO(sent.reply.attachments[0].content.decode("utf-8-sig")))
    return {row["administration"]: row["code"] for row in rows}


async def test_a_restored_backup_does_not_bring_back_codes_that_were_reissued(harness: Harness) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3600), 60), registration="code"))
    await harness.start_bot()
    await harness.set_up()
    first = await codes(harness)
    second = await codes(harness, reissue=True)
    assert await run(harness.folder, "backup", "copy.db") == (0, "")
    third = await codes(harness, reissue=True)
    with harness.server.faults.bot_down():
        assert await harness.bots[-1].terminate() == 0
    assert await run(harness.folder, "restore", "copy.db") == (0, "")
    await harness.start_bot()

    assert await codes(harness) == third
    awa, mary = harness.coordinator("Awa", "fr"), harness.coordinator("Mary", "en-GB")
    for old in (first, second):
        await (await awa.slash("join", administration="ML", code=old["ML"])).settled()
        await (await mary.slash("join", administration="MW", code=old["MW"])).settled()
    assert harness.rows("select * from participants") == []
    await (await awa.slash("join", administration="ML", code=third["ML"])).settled()
    assert [row["name"] for row in harness.rows("select name from participants")] == ["Awa"]
    assert harness.server.violations == []
