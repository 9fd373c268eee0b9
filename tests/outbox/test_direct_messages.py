"""Direct messages: each reader has each once, whatever crashes; nobody is written to who should not be."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.instants import parse_utc
from bot.core.people import Person
from bot.core.programme import Desk, Registration
from bot.core.schedule import cancelled, delayed
from bot.features.announcements.model import Status
from bot.features.announcements.sending import say
from bot.features.privacy import service as privacy
from bot.features.programme import session_service as sessions
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.outbox import direct_message_store as kept
from bot.outbox import direct_messages as letters
from bot.outbox.direct_message_queue import PACE, Postroom
from bot.outbox.direct_messages import Letter
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext
from tests.features.helpers import Crash, FakeCourier, HandClock
from tests.features.random_days import DaysAtWork, at, workshop

AWA, KOFFI, MARY = Person(11, "Awa"), Person(12, "Koffi"), Person(13, "Mary")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
KEY = "hopes/nudge/1"


@dataclass
class Mail:
    """Three people who take letters, in a workshop on its way; what outlives the bot, and the bot of the hour."""

    days: DaysAtWork
    courier: FakeCourier
    postroom: Postroom

    @property
    def context(self) -> WorkshopContext:
        return self.days.context

    async def send(self, text: str = "Please answer", key: str = KEY) -> None:
        await self.postroom.send(self.context, key, [Letter(who, text) for who in self.context.all_participants()])

    async def bring_all(self) -> bool:
        """Where the process crashes on the way, another begins and goes on."""
        try:
            return await self.postroom.bring_all()
        except Crash:
            await self.crash()
            return await self.bring_all()

    async def crash(self) -> None:
        await self.days.crash()
        self.postroom = _postroom(self.days.clock, self.courier, self.days.context)

    async def statuses(self) -> dict[int, str]:
        rows = await self.context.database.rows("select discord_id, status from letters order by discord_id")
        return {row["discord_id"]: row["status"] for row in rows}

    async def unreachable(self) -> list[str]:
        return [who.name for who in await letters.unreachable(self.context)]


def _postroom(clock: HandClock, courier: FakeCourier, *registry: WorkshopContext) -> Postroom:
    postroom = Postroom(clock, courier)
    postroom._rooms.extend(registry)  # its turns are taken by hand
    return postroom


@pytest.fixture
async def mail(tmp_path: Path) -> AsyncIterator[Mail]:
    key_messages = Desk("d", at(16, 17), reminders=(timedelta(minutes=10),))
    days = await DaysAtWork.begin(tmp_path, workshop(registration=Registration.OPEN, desk=key_messages))
    for person in (AWA, KOFFI, MARY):
        await take_letters(days.context, person)
    courier = FakeCourier(days.clock)
    built = Mail(days, courier, _postroom(days.clock, courier, days.context))
    yield built
    await built.days.close()


async def take_letters(context: WorkshopContext, person: Person) -> None:
    await registration.join(context, person, "MW", None)
    await registration.set_language(context, person, "en", direct_messages=True)


async def test_each_has_each_letter_once_and_its_text_goes(mail: Mail) -> None:
    await mail.send()
    await mail.send()  # the same thing, queued again
    assert not await mail.bring_all()
    assert not await mail.bring_all()
    await mail.send()  # and again, once it was sent
    assert not await mail.bring_all()
    assert mail.courier.inboxes == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    rows = await mail.context.database.rows("select status, text, message_id from letters order by discord_id")
    assert [tuple(row) for row in rows] == [("sent", None, 1), ("sent", None, 2), ("sent", None, 3)]


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut", "stumble"])
@pytest.mark.parametrize("at_letter", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_one(mail: Mail, trouble: str, at_letter: int) -> None:
    mail.courier.trouble = ["" for _ in range(at_letter)] + [trouble]
    await mail.send()
    left = await mail.bring_all()
    assert len(mail.courier.brought) == (2 if trouble in ("refuse", "stumble") else 3)
    assert left == (trouble in ("refuse", "cut", "stumble"))
    assert not await mail.bring_all()
    assert sorted(mail.courier.inboxes) == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    assert set((await mail.statuses()).values()) == {"sent"}


async def test_one_like_it_sent_before_is_not_taken_for_it(mail: Mail) -> None:
    await mail.send(key="hopes/nudge/1")
    await mail.bring_all()
    mail.courier.trouble = ["crash before"]
    await mail.send(key="hopes/nudge/2")
    await mail.bring_all()
    assert [name for name, _ in mail.courier.inboxes].count("Awa") == 2


async def test_an_announcement_and_its_letters_are_noted_together(mail: Mail) -> None:
    mail.days.clock.at = DUE
    mail.days.herald.trouble = ["crash after"]
    with pytest.raises(Crash):
        await say(mail.context, mail.days.herald, REMINDER)
    assert await mail.statuses() == {}
    await mail.crash()
    assert await say(mail.context, mail.days.herald, REMINDER) is Status.SENT
    assert await mail.statuses() == {11: "waiting", 12: "waiting", 13: "waiting"}
    await mail.crash()  # at the very moment after that commit
    await mail.bring_all()
    assert await say(mail.context, mail.days.herald, REMINDER) is None
    await mail.bring_all()
    assert mail.courier.inboxes == [(name, f"{REMINDER} to {name}") for name in ("Awa", "Koffi", "Mary")]
    assert len(mail.days.herald.posted) == 1


async def test_what_failed_is_tried_after_what_is_new(mail: Mail) -> None:
    mail.courier.trouble = ["refuse"]
    await mail.send()
    assert await mail.bring_all()
    mail.courier.asked.clear()
    await mail.send("News", key="another")
    assert not await mail.bring_all()
    assert mail.courier.asked == ["Awa", "Koffi", "Mary", "Awa"]
    assert mail.courier.brought[-1].text == "Please answer"


async def test_past_the_grace_it_is_dropped_and_within_it_is_not(mail: Mail) -> None:
    await mail.send()
    mail.days.clock.at += GRACE
    mail.courier.trouble = ["refuse"]
    assert await mail.bring_all()
    mail.days.clock.at += timedelta(seconds=1)
    assert not await mail.bring_all()
    assert await mail.statuses() == {11: "dropped", 12: "sent", 13: "sent"}
    assert await mail.context.database.rows("select 1 from letters where text is not null") == []


async def remind(mail: Mail) -> None:
    mail.days.clock.at = DUE
    assert await say(mail.context, mail.days.herald, REMINDER) is Status.SENT


async def test_a_reminder_of_what_has_begun_helps_nobody(mail: Mail) -> None:
    await remind(mail)
    mail.days.clock.at = at(15, 10)  # well within the grace
    await sessions.start_and_end_due(mail.context)
    await mail.bring_all()
    assert mail.courier.asked == []
    assert set((await mail.statuses()).values()) == {"dropped"}


async def test_nor_does_one_of_a_desk_that_has_closed(mail: Mail) -> None:
    mail.days.clock.at = at(16, 16, 50)
    assert await say(mail.context, mail.days.herald, "desk/desk_reminder/10m/en") is Status.SENT
    mail.days.clock.at = at(16, 17)
    await mail.bring_all()
    assert mail.courier.asked == []
    assert set((await mail.statuses()).values()) == {"dropped"}


@pytest.mark.parametrize("how", ["moved", "given up"])
async def test_nor_does_one_of_what_was_moved_or_given_up(mail: Mail, how: str) -> None:
    await remind(mail)
    change = {
        "moved": lambda schedule: delayed(schedule, session="a", by=timedelta(minutes=5), cascade=False),
        "given up": lambda schedule: cancelled(schedule, session="a"),
    }[how]
    await sessions.change_schedule(mail.context, change, "S", "schedule", "a")
    await mail.bring_all()
    assert mail.courier.asked == []


async def test_who_left_was_erased_or_switched_them_off_gets_none(mail: Mail) -> None:
    await mail.send()
    await roster.remove(mail.context, AWA.discord_id, AWA.name, "S")
    await privacy.erase(mail.context, KOFFI)
    await registration.set_language(mail.context, MARY, "en", direct_messages=False)
    await mail.bring_all()
    assert mail.courier.asked == []
    assert await mail.statuses() == {11: "dropped", 13: "dropped"}
    await mail.send(key="another")
    assert await mail.context.database.rows("select 1 from letters where key = 'another'") == []


async def test_erased_between_being_looked_up_and_being_brought_she_gets_none(mail: Mail) -> None:
    await mail.send()
    first = (await mail.context.database.read(kept.open_ones, mail.context.id))[0]
    await privacy.erase(mail.context, AWA)

    def write(tx: Transaction) -> None:
        assert not kept.claim(tx, first, mail.context.now())

    await mail.context.database.write(write)


async def test_closed_to_us_she_is_named_until_one_comes_through(mail: Mail) -> None:
    mail.courier.closed = {"Awa"}
    await mail.send()
    assert not await mail.bring_all()
    assert not await mail.bring_all()
    assert mail.courier.asked == ["Awa", "Koffi", "Mary"]  # once, and she held up nobody
    await mail.crash()
    assert await mail.unreachable() == ["Awa"]
    await mail.bring_all()
    assert mail.courier.asked == ["Awa", "Koffi", "Mary"]

    mail.courier.closed = set()
    mail.days.clock.at += timedelta(minutes=1)
    await mail.send(key="another")
    await mail.bring_all()
    assert await mail.unreachable() == []


async def test_who_switched_them_off_is_no_longer_a_trouble(mail: Mail) -> None:
    mail.courier.closed = {"Awa"}
    await mail.send()
    await mail.bring_all()
    await registration.set_language(mail.context, AWA, "en", direct_messages=False)
    assert await mail.unreachable() == []


async def test_what_was_sent_after_a_backup_was_made_is_not_sent_again_from_it(mail: Mail) -> None:
    await mail.send()
    copy = await mail.context.database.rows("select * from letters")
    await mail.bring_all()

    def write(tx: Transaction) -> None:
        tx.execute("delete from letters")
        kept.add(
            tx, mail.context.id, KEY, parse_utc(copy[0]["due_at"]), [(it["discord_id"], it["text"]) for it in copy]
        )

    await mail.context.database.write(write)
    mail.context.restored_at = mail.context.now()
    await mail.bring_all()
    assert len(mail.courier.brought) == 3


class Walking(HandClock):
    """Waiting for it takes no time, and makes it go on."""

    async def wait_until(self, at: datetime) -> None:
        self.at = max(self.at, at)


async def test_one_a_second_over_all_workshops(tmp_path: Path, mail: Mail) -> None:
    (tmp_path / "other").mkdir()
    other = await DaysAtWork.begin(tmp_path / "other", replace(mail.days.workshop, id="other"))
    for person in (AWA, KOFFI):
        await take_letters(other.context, person)
    clock = Walking(mail.days.clock.at)
    courier = FakeCourier(clock)
    postroom = _postroom(clock, courier, mail.context, other.context)
    await postroom.send(mail.context, KEY, [Letter(who, "here") for who in mail.context.all_participants()])
    await postroom.send(other.context, KEY, [Letter(who, "there") for who in other.context.all_participants()])
    await postroom.bring_all()
    await other.close()
    times = [it.at for it in courier.brought]
    assert len(times) == 5
    assert all(after - before >= PACE for before, after in itertools.pairwise(times))


async def test_it_wakes_when_something_is_sent_and_stops_in_order(mail: Mail) -> None:
    postroom = Postroom(mail.days.clock, mail.courier)
    await mail.send()  # written down by an earlier life
    postroom.serve(mail.context)
    while len(mail.courier.brought) < 3:
        await mail.context.database.row("select 1")
    await postroom.send(mail.context, "another", [Letter(mail.context.all_participants()[0], "More")])
    while len(mail.courier.brought) < 4:
        await mail.context.database.row("select 1")
    await postroom.stop()
    assert mail.courier.inboxes[-1] == ("Awa", "More")
