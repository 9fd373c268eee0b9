"""The purge of a workshop's personal data: when it is due, and the data that are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.instants import format_utc
from bot.core.schedule import Schedule
from bot.features.key_messages import service as key_messages
from bot.features.privacy import purge_store
from bot.features.privacy.copies import update_copies
from bot.features.privacy.model import purge_time
from bot.features.privacy.retention_job import RetentionJob
from bot.scheduling.alarms import Alarms
from bot.storage import drafts
from bot.storage.backups import Backups
from bot.storage.database import Database
from bot.storage.restoring import restore
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import DeskWorkshop, workshop
from tests.features.privacy.helpers import CHANGES, FINAL, IDENTIFYING, found_in, table

WEEK, DUE = timedelta(days=7), datetime(2022, 3, 17, 23, 0, tzinfo=UTC)


OLD = ("Olga Ancienne", "Guest Ancien", "a surgeon")
"""A name that acted, one that was acted on, and what was said of it, from before ids were kept."""


def old_rows(tx: Transaction) -> None:
    tx.execute(
        "insert into audit (workshop, at, actor, action, target, detail, about, remark)"
        " values ('desk', '2021-03-14T10:00:00Z', ?, 'attendance mark', 'messages', 'late', ?, ?)",
        OLD,
    )


@dataclass
class Retention:
    """The job of a workshop, and a bot that can be on or off while time passes."""

    desk: DeskWorkshop
    job: RetentionJob

    @classmethod
    def of(cls, desk: DeskWorkshop) -> Retention:
        context = desk.context
        return cls(desk, RetentionJob(context.database, desk.clock, Alarms(desk.clock), [context]))

    async def run_for(self, time: timedelta) -> None:
        """Let the bot run, with one check per hour."""
        await self.job.work()
        until = self.desk.clock.now() + time
        while self.desk.clock.now() < until:
            self.desk.set_time(min(self.desk.clock.now() + timedelta(hours=1), until))
            await self.job.work()

    def be_off_until(self, at: datetime) -> None:
        self.desk.set_time(at)
        self.job = Retention.of(self.desk).job

    def reload(self, retention: timedelta) -> None:
        self.desk.context.workshop = replace(self.desk.context.workshop, retention=retention)

    @property
    def notices(self) -> list[str]:
        return [
            row[0] for row in table(self.desk.context, "select payload from organiser_alerts where key like 'purge/%'")
        ]

    @property
    def is_purged(self) -> bool:
        return not self.desk.context.people


async def test_it_purges_at_its_time_and_writes_to_the_log(desk: DeskWorkshop, tmp_path: Path) -> None:
    context, retention = desk.context, Retention.of(desk)
    await context.write(old_rows)
    Backups(context.database.path).make(context.now())
    stored = "select purge_at, purged_at from workshops"
    await retention.run_for(WEEK)
    assert table(context, stored) == [(format_utc(DUE), None)]
    retention.be_off_until(DUE - WEEK)
    await retention.run_for(WEEK - timedelta(seconds=1))
    assert (len(retention.notices), retention.is_purged) == (1, False)
    await retention.run_for(timedelta(seconds=1))
    again = format_utc(DUE + timedelta(days=365))  # for data that come in from now on
    assert table(context, stored) == [(again, format_utc(DUE))]
    assert found_in(tmp_path / "backups", *IDENTIFYING) != []
    assert await update_copies(context.database, [context], DUE + WEEK - timedelta(hours=1), purge=True) == []
    assert found_in(tmp_path / "backups", *IDENTIFYING) != []
    assert await update_copies(context.database, [context], DUE + WEEK, purge=True) == []
    assert found_in(tmp_path, *IDENTIFYING, "MW 1", "NE 2", "Secrétariat", *OLD) == []
    assert Backups(context.database.path).all()[-1].at == DUE
    assert table(context, "select actor, detail from audit where action = 'privacy purge'") == [("atelier", "7 people")]
    assert context.guests == {}
    assert table(context, "select * from direct_messages") == []
    assert table(context, "select * from interpreter_items") == []
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


async def test_a_wrong_date_purges_nothing_before_the_bot_has_run_with_it_for_a_week(desk: DeskWorkshop) -> None:
    retention = Retention.of(desk)
    await retention.run_for(timedelta(days=10))
    retention.reload(timedelta(hours=1))  # over, and the clock stands after it
    await retention.run_for(timedelta(days=2))
    assert (len(retention.notices), retention.is_purged) == (1, False)
    retention.be_off_until(desk.clock.now() + timedelta(days=30))
    await retention.run_for(timedelta(days=4, hours=20))
    assert not retention.is_purged
    await retention.run_for(timedelta(hours=5))
    assert (len(retention.notices), retention.is_purged) == (1, True)


async def test_a_corrected_date_purges_nothing_and_begins_anew(desk: DeskWorkshop) -> None:
    retention = Retention.of(desk)
    desk.pass_time(timedelta(days=10))
    retention.reload(timedelta(hours=1))
    await retention.run_for(timedelta(days=6))
    retention.reload(timedelta(days=365))
    await retention.run_for(timedelta(days=6))
    retention.reload(timedelta(hours=1))
    await retention.run_for(timedelta(days=6))
    assert (len(retention.notices), retention.is_purged) == (2, False)


async def test_the_week_before_is_kept_by_a_bot_that_was_off(desk: DeskWorkshop) -> None:
    retention = Retention.of(desk)
    await retention.run_for(WEEK)
    retention.be_off_until(DUE + timedelta(days=3))
    await retention.run_for(WEEK - timedelta(hours=1))
    assert (len(retention.notices), retention.is_purged) == (1, False)
    await retention.run_for(timedelta(hours=1))
    assert retention.is_purged


async def test_an_organiser_may_have_it_done_at_once(desk: DeskWorkshop) -> None:
    retention = Retention.of(desk)
    desk.pass_time(timedelta(days=10))
    retention.reload(timedelta(hours=1))
    await retention.job.work()
    await desk.context.write(purge_store.confirm, desk.context.id, desk.clock.now())
    await retention.job.work()
    assert retention.is_purged


async def test_where_nothing_is_kept_there_is_nothing_to_wait_for(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(retention=timedelta(days=1)), each=0)
    desk.set_time(DUE)
    retention = Retention.of(desk)
    await retention.job.work()
    assert retention.notices == []
    assert desk.context.purged_at == DUE
    await desk.join("MW 1", "MW", 5)  # whoever comes later is kept for as long again
    await retention.run_for(timedelta(hours=23))
    assert not retention.is_purged
    await desk.close()


async def test_an_imported_report_that_nobody_confirms_goes_after_a_week(desk: DeskWorkshop) -> None:
    retention, context = Retention.of(desk), desk.context
    await context.write(drafts.add, context.id, drafts.REPORT, 1, "{}", context.now())
    reports = "select count(*) from drafts where kind = 'report'"
    await retention.run_for(WEEK)
    assert table(context, reports) == [(1,)]
    await retention.run_for(timedelta(hours=1))
    assert table(context, reports) == [(0,)]


async def test_a_restored_backup_is_not_purged_again_without_notice(desk: DeskWorkshop) -> None:
    context, retention = desk.context, Retention.of(desk)
    desk.pass_time(timedelta(days=10))
    retention.reload(timedelta(hours=1))
    await retention.run_for(WEEK + timedelta(hours=1))
    assert retention.is_purged
    await context.database.close()
    backup = Backups(context.database.path).all()[-1]
    restore(context.database.path, backup.path, desk.clock.now())
    database = await Database.open(context.database.path)
    desk.context = await WorkshopContext.open(context.workshop, database, desk.clock, context.keys)
    assert "Awa Traoré Keïta" in [person.name for person in desk.context.all_participants()]
    await Retention.of(desk).job.work()
    assert desk.context.people


def test_retention_counts_from_the_end_of_the_last_day_and_waits_for_the_last_form() -> None:
    described = workshop(**CHANGES)
    schedule = Schedule.of(described)
    assert purge_time(described, schedule, None) == datetime(2022, 3, 17, 23, 0, tzinfo=UTC)
    assert purge_time(replace(described, retention=timedelta(hours=1)), schedule, None) == FINAL.closes
    assert purge_time(replace(described, retention=None), schedule, None) is None
    purged = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    assert purge_time(described, schedule, purged) == purged + timedelta(days=365)
