"""Direct messages: each reader has each once, whatever crashes; nobody is written to who should not be."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Container
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.announcements import Status
from bot.domain.instants import read
from bot.domain.programme import Registration
from bot.domain.schedule import cancelled, delayed
from bot.services import letters, privacy, registration, roster, sessions
from bot.services.announcing import CannotSay, say
from bot.services.letters import Letter
from bot.services.people import Person
from bot.services.postroom import PACE, Postroom
from bot.services.room import Room
from bot.storage import letters as kept
from tests.services.days_at_work import DaysAtWork, at, workshop
from tests.services.hands import Crash, HandClock

AWA, KOFFI, MARY = Person(11, "Awa"), Person(12, "Koffi"), Person(13, "Mary")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
KEY = "hopes/nudge/1"


@dataclass(frozen=True)
class Brought:
    id: int
    reader: str
    text: str
    at: datetime


@dataclass
class FakeCourier:
    """Direct channels in memory, which outlive the bot. `trouble` is what happens next: one entry for each letter."""

    clock: HandClock
    brought: list[Brought] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    async def bring(self, letter: Letter, nonce: str) -> int:
        self.asked.append(letter.to.name)
        trouble = self.trouble.pop(0) if self.trouble else ""
        if trouble == "crash before":
            raise Crash
        if letter.to.name in self.closed:
            raise CannotSay("50007", lasting=True)
        if trouble == "refuse":
            raise CannotSay("503", lasting=False)
        it = Brought(len(self.brought) + 1, letter.to.name, letter.text, self.clock.now())
        self.brought.append(it)
        if trouble == "crash after":
            raise Crash
        if trouble == "cut":
            raise CannotSay("no answer", lasting=False)
        return it.id

    async def find(self, letter: Letter, since: datetime, known: Container[int]) -> int | None:
        for it in self.brought:
            if (it.reader, it.text) == (letter.to.name, letter.text) and it.at >= since and it.id not in known:
                return it.id
        return None

    @property
    def inboxes(self) -> list[tuple[str, str]]:
        return [(it.reader, it.text) for it in self.brought]


@dataclass
class Desk:
    """Three people who take letters, in a workshop on its way; what outlives the bot, and the bot of the hour."""

    days: DaysAtWork
    courier: FakeCourier
    postroom: Postroom

    @property
    def room(self) -> Room:
        return self.days.room

    async def send(self, text: str = "Please answer", key: str = KEY) -> None:
        await self.postroom.send(self.room, key, [Letter(who, text) for who in self.room.everyone()])

    async def bring_all(self) -> bool:
        """Where the process crashes on the way, another begins and goes on."""
        try:
            return await self.postroom.bring_all()
        except Crash:
            await self.crash()
            return await self.bring_all()

    async def crash(self) -> None:
        await self.days.crash()
        self.postroom = _postroom(self.days.clock, self.courier, self.days.room)

    async def statuses(self) -> dict[int, str]:
        rows = await self.room.database.rows("select discord_id, status from letters order by discord_id")
        return {row["discord_id"]: row["status"] for row in rows}

    async def unreachable(self) -> list[str]:
        return [who.name for who in await letters.unreachable(self.room)]


def _postroom(clock: HandClock, courier: FakeCourier, *rooms: Room) -> Postroom:
    postroom = Postroom(clock, courier)
    postroom._rooms.extend(rooms)  # its turns are taken by hand
    return postroom


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    days = await DaysAtWork.begin(tmp_path, workshop(registration=Registration.OPEN))
    for person in (AWA, KOFFI, MARY):
        await take_letters(days.room, person)
    courier = FakeCourier(days.clock)
    built = Desk(days, courier, _postroom(days.clock, courier, days.room))
    yield built
    await built.days.close()


async def take_letters(room: Room, person: Person) -> None:
    await registration.join(room, person, "MW", None)
    await registration.set_language(room, person, "en", direct_messages=True)


async def test_each_has_each_letter_once_and_its_text_goes(desk: Desk) -> None:
    await desk.send()
    await desk.send()  # the same thing, queued again
    assert not await desk.bring_all()
    assert not await desk.bring_all()
    await desk.send()  # and again, once it was sent
    assert not await desk.bring_all()
    assert desk.courier.inboxes == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    rows = await desk.room.database.rows("select status, text, message_id from letters order by discord_id")
    assert [tuple(row) for row in rows] == [("sent", None, 1), ("sent", None, 2), ("sent", None, 3)]


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut"])
@pytest.mark.parametrize("at_letter", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_one(desk: Desk, trouble: str, at_letter: int) -> None:
    desk.courier.trouble = ["" for _ in range(at_letter)] + [trouble]
    await desk.send()
    left = await desk.bring_all()
    assert left == (trouble in ("refuse", "cut"))
    assert not await desk.bring_all()
    assert sorted(desk.courier.inboxes) == [(name, "Please answer") for name in ("Awa", "Koffi", "Mary")]
    assert set((await desk.statuses()).values()) == {"sent"}


async def test_one_like_it_sent_before_is_not_taken_for_it(desk: Desk) -> None:
    await desk.send(key="hopes/nudge/1")
    await desk.bring_all()
    desk.courier.trouble = ["crash before"]
    await desk.send(key="hopes/nudge/2")
    await desk.bring_all()
    assert [name for name, _ in desk.courier.inboxes].count("Awa") == 2


async def test_an_announcement_and_its_letters_are_noted_together(desk: Desk) -> None:
    desk.days.clock.at = DUE
    desk.days.herald.trouble = ["crash after"]
    with pytest.raises(Crash):
        await say(desk.room, desk.days.herald, REMINDER)
    assert await desk.statuses() == {}
    await desk.crash()
    assert await say(desk.room, desk.days.herald, REMINDER) is Status.SENT
    assert await desk.statuses() == {11: "waiting", 12: "waiting", 13: "waiting"}
    await desk.crash()  # at the very moment after that commit
    await desk.bring_all()
    assert await say(desk.room, desk.days.herald, REMINDER) is None
    await desk.bring_all()
    assert desk.courier.inboxes == [(name, f"{REMINDER} to {name}") for name in ("Awa", "Koffi", "Mary")]
    assert len(desk.days.herald.posted) == 1


async def test_past_the_grace_it_is_dropped_and_within_it_is_not(desk: Desk) -> None:
    await desk.send()
    desk.days.clock.at += GRACE
    desk.courier.trouble = ["refuse"]
    assert await desk.bring_all()
    desk.days.clock.at += timedelta(seconds=1)
    assert not await desk.bring_all()
    assert await desk.statuses() == {11: "dropped", 12: "sent", 13: "sent"}
    assert await desk.room.database.rows("select 1 from letters where text is not null") == []


async def remind(desk: Desk) -> None:
    desk.days.clock.at = DUE
    assert await say(desk.room, desk.days.herald, REMINDER) is Status.SENT


async def test_a_reminder_of_what_has_begun_helps_nobody(desk: Desk) -> None:
    await remind(desk)
    desk.days.clock.at = at(15, 10)  # well within the grace
    await sessions.keep_time(desk.room)
    await desk.bring_all()
    assert desk.courier.asked == []
    assert set((await desk.statuses()).values()) == {"dropped"}


@pytest.mark.parametrize("how", ["moved", "given up"])
async def test_nor_does_one_of_what_was_moved_or_given_up(desk: Desk, how: str) -> None:
    await remind(desk)
    change = {
        "moved": lambda schedule: delayed(schedule, session="a", by=timedelta(minutes=5), cascade=False),
        "given up": lambda schedule: cancelled(schedule, session="a"),
    }[how]
    await sessions.change(desk.room, change, "S", "schedule", "a")
    await desk.bring_all()
    assert desk.courier.asked == []


async def test_who_left_was_erased_or_switched_them_off_gets_none(desk: Desk) -> None:
    await desk.send()
    await roster.remove(desk.room, AWA.discord_id, AWA.name, "S")
    await privacy.erase(desk.room, KOFFI)
    await registration.set_language(desk.room, MARY, "en", direct_messages=False)
    await desk.bring_all()
    assert desk.courier.asked == []
    assert await desk.statuses() == {11: "dropped", 13: "dropped"}
    await desk.send(key="another")
    assert await desk.room.database.rows("select 1 from letters where key = 'another'") == []


async def test_erased_between_being_looked_up_and_being_brought_she_gets_none(desk: Desk) -> None:
    await desk.send()
    first = (await kept.open_ones(desk.room.database, desk.room.id))[0]
    await privacy.erase(desk.room, AWA)
    async with desk.room.database.transaction() as tx:
        assert not await kept.claim(tx, first, desk.room.now())


async def test_closed_to_us_she_is_named_until_one_comes_through(desk: Desk) -> None:
    desk.courier.closed = {"Awa"}
    await desk.send()
    assert not await desk.bring_all()
    assert not await desk.bring_all()
    assert desk.courier.asked == ["Awa", "Koffi", "Mary"]  # once, and she held up nobody
    await desk.crash()
    assert await desk.unreachable() == ["Awa"]
    await desk.bring_all()
    assert desk.courier.asked == ["Awa", "Koffi", "Mary"]

    desk.courier.closed = set()
    desk.days.clock.at += timedelta(minutes=1)
    await desk.send(key="another")
    await desk.bring_all()
    assert await desk.unreachable() == []


async def test_who_switched_them_off_is_no_longer_a_trouble(desk: Desk) -> None:
    desk.courier.closed = {"Awa"}
    await desk.send()
    await desk.bring_all()
    await registration.set_language(desk.room, AWA, "en", direct_messages=False)
    assert await desk.unreachable() == []


async def test_what_was_sent_after_a_backup_was_made_is_not_sent_again_from_it(desk: Desk) -> None:
    await desk.send()
    copy = await desk.room.database.rows("select * from letters")
    await desk.bring_all()
    async with desk.room.database.transaction() as tx:
        await tx.execute("delete from letters")
        await kept.add(tx, desk.room.id, KEY, read(copy[0]["due_at"]), [(it["discord_id"], it["text"]) for it in copy])
    desk.room.restored_at = desk.room.now()
    await desk.bring_all()
    assert len(desk.courier.brought) == 3


class Walking(HandClock):
    """Waiting for it takes no time, and makes it go on."""

    async def wait_until(self, at: datetime) -> None:
        self.at = max(self.at, at)


async def test_one_a_second_over_all_workshops(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "other").mkdir()
    other = await DaysAtWork.begin(tmp_path / "other", replace(desk.days.workshop, id="other"))
    for person in (AWA, KOFFI):
        await take_letters(other.room, person)
    clock = Walking(desk.days.clock.at)
    courier = FakeCourier(clock)
    postroom = _postroom(clock, courier, desk.room, other.room)
    await postroom.send(desk.room, KEY, [Letter(who, "here") for who in desk.room.everyone()])
    await postroom.send(other.room, KEY, [Letter(who, "there") for who in other.room.everyone()])
    await postroom.bring_all()
    await other.close()
    times = [it.at for it in courier.brought]
    assert len(times) == 5
    assert all(after - before >= PACE for before, after in itertools.pairwise(times))


async def test_it_wakes_when_something_is_sent_and_stops_in_order(desk: Desk) -> None:
    postroom = Postroom(desk.days.clock, desk.courier)
    await desk.send()  # written down by an earlier life
    postroom.serve(desk.room)
    while len(desk.courier.brought) < 3:
        await desk.room.database.row("select 1")
    await postroom.send(desk.room, "another", [Letter(desk.room.everyone()[0], "More")])
    while len(desk.courier.brought) < 4:
        await desk.room.database.row("select 1")
    await postroom.stop()
    assert desk.courier.inboxes[-1] == ("Awa", "More")
