"""The purge of a workshop's personal data: when it is due, and what stays."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.instants import format_utc
from bot.core.schedule import Schedule
from bot.features.key_messages import service as key_messages
from bot.features.privacy.model import purge_time
from bot.features.privacy.retention_job import RetentionJob
from bot.scheduling.alarms import Alarms
from bot.storage.backups import Backups
from bot.storage.transaction import Transaction
from tests.features.key_messages.desk_workshop import DeskWorkshop, workshop
from tests.features.privacy.helpers import CHANGES, FINAL, IDENTIFYING, found_in, table

OLD = ("Olga Ancienne", "Guest Ancien", "a surgeon")
"""A name that acted, one that was acted on, and what was said of it, from before ids were kept."""


def old_rows(tx: Transaction) -> None:
    tx.execute(
        "insert into audit (workshop, at, actor, action, target, detail, about, remark)"
        " values ('desk', '2021-03-14T10:00:00Z', ?, 'attendance mark', 'messages', 'late', ?, ?)",
        OLD,
    )


async def test_it_purges_at_its_time_and_writes_to_the_log(desk: DeskWorkshop, tmp_path: Path) -> None:
    context = desk.context
    alarms = Alarms(desk.clock)
    alarms.start()
    job = RetentionJob(context.database, desk.clock, alarms, [context])
    await context.write(old_rows)
    Backups(context.database.path).make(context.now())
    stored, due = "select purge_at, purged_at from workshops", datetime(2022, 3, 17, 23, 0, tzinfo=UTC)
    try:
        job.start()
        while table(context, stored) == [(None, None)]:
            await asyncio.wait_for(context.database.row("select 1"), 5)
        assert table(context, stored) == [(format_utc(due), None)]
        desk.set_time(due)
        while context.people:
            await asyncio.wait_for(context.database.row("select 1"), 5)
        again = format_utc(due + timedelta(days=365))  # for data that come in from now on
        while table(context, stored) != [(again, format_utc(due))]:
            await asyncio.wait_for(context.database.row("select 1"), 5)
    finally:
        await job.stop()
        alarms.stop()
    assert found_in(tmp_path, *IDENTIFYING, "MW 1", "NE 2", "Secrétariat", *OLD) == []
    assert [backup.at for backup in Backups(context.database.path).all()] == [due]
    assert table(context, "select actor, detail from audit where action = 'privacy purge'") == [("atelier", "7 people")]
    assert context.guests == {}
    assert table(context, "select * from letters") == []
    assert table(context, "select * from readings") == []
    assert table(context, "select count(*), count(name = '') from participants") == [(7, 7)]
    assert table(context, "select prompt, option_ids, text from anonymous_answers") == [("aside", "", None)]
    assert table(context, "select prompt, option_ids, text from answers order by prompt") == [
        ("open", "", None),
        ("ours", "", "ours: hers"),
        ("pick", "a", None),
    ]
    assert table(context, "select question, text from evaluation_answers order by question") == [
        ("next", None),
        ("which", "x"),
    ]
    assert [m.text for m in await key_messages.all_messages(context)] == ["More exchange"]


def test_retention_counts_from_the_end_of_the_last_day_and_waits_for_the_last_form() -> None:
    described = workshop(**CHANGES)
    schedule = Schedule.of(described)
    assert purge_time(described, schedule, None) == datetime(2022, 3, 17, 23, 0, tzinfo=UTC)
    assert purge_time(replace(described, retention=timedelta(hours=1)), schedule, None) == FINAL.closes
    assert purge_time(replace(described, retention=None), schedule, None) is None
    purged = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    assert purge_time(described, schedule, purged) == purged + timedelta(days=365)
