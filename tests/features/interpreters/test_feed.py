"""The interpreters' booth: whatever crashes, each thing is read aloud once, as it stands by then."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.answers import AnswerValue
from bot.core.instants import parse_utc
from bot.core.people import Person
from bot.core.programme import AnsweredBy, Channels, Option, PromptKind, Question, Registration
from bot.features.announcements.model import Status
from bot.features.announcements.sending import say
from bot.features.interpreters.feed import EVERY, Booth, read_on
from bot.features.interpreters.service import Aloud
from bot.features.organisers import reload_service as reload
from bot.features.privacy import purge_store
from bot.features.privacy import service as privacy
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.roster import registration
from bot.outbox.errors import DeliveryFailed
from bot.workshop.context import WorkshopContext
from tests.features.helpers import Crash, FakeReader, HandClock
from tests.features.random_days import DaysAtWork, at, both, workshop

AWA, KOFFI = Person(11, "Awa", "en-GB"), Person(12, "Koffi", "en-GB")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
HOPES = Question("hopes", PromptKind.OPEN, both("Hopes"))
STEP = Question("step", PromptKind.ROUND, both("Step"), by=AnsweredBy.ADMINISTRATION)
PICK = Question("pick", PromptKind.CHOICE, both("Pick"), options=(Option("x", both("X")), Option("y", both("Y"))))
SECRET = Question("secret", PromptKind.OPEN, both("Secret"), anonymous=True)
CHANNELS = Channels(announcements={"fr": "annonces", "en": "announcements"}, interpreters="interpreters")


@dataclass
class Work:
    """Two people of one administration who answer, in a workshop that is interpreted; its turns are taken by hand."""

    days: DaysAtWork
    reader: FakeReader

    @property
    def context(self) -> WorkshopContext:
        return self.days.context

    async def ask(self, question: Question = HOPES) -> None:
        await prompts.ask(self.context, question, "a", "Chair")
        await prompts.record_message(self.context, question.id, 5, 6, self.context.now())

    async def answer(self, text: str, who: Person = AWA, question: Question = HOPES) -> None:
        said = AnswerValue(("x",)) if question.kind is PromptKind.CHOICE else AnswerValue(text=text)
        self.days.clock.at += timedelta(seconds=1)
        await answers.answer(self.context, question.id, self.context.people[who.discord_id], said)

    async def read_all(self) -> None:
        """Where the process crashes on the way, another begins; what cannot be said is tried again."""
        try:
            while await read_on(self.context, self.reader):
                self.days.clock.at += EVERY
        except Crash:
            await self.days.crash()
            await self.read_all()
        except (DeliveryFailed, RuntimeError):
            await self.read_all()

    @property
    def heard(self) -> str:
        return "\n".join(it.text.replace("|", "") for it in self.reader.posted)

    async def left(self) -> list[str]:
        return [row["subject"] for row in await self.context.database.rows("select * from readings order by id")]


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Work]:
    days = await DaysAtWork.begin(tmp_path, workshop(channels=CHANNELS, registration=Registration.OPEN))
    for person in (AWA, KOFFI):
        await registration.join(days.context, person, "MW", None)
    built = Work(days, FakeReader(days.clock))
    yield built
    await built.days.close()


async def test_what_is_asked_answered_and_announced_is_read_in_its_order_and_leaves_nothing(work: Work) -> None:
    work.days.clock.at = DUE - timedelta(minutes=1)
    for question in (HOPES, STEP, PICK, SECRET):
        await work.ask(question)
        await work.answer("one", question=question)
    work.days.clock.at = DUE
    assert await say(work.context, work.days.herald, REMINDER) is Status.SENT
    await work.read_all()
    assert work.heard.replace("\n", "") == f"hopes?hopes MW en: onestep?step MW en: onepick?secret?{REMINDER}"
    assert await work.left() == []
    rows = await work.context.database.rows("select print, message_id from reading_posts")
    assert [tuple(row) for row in rows] == [(None, it.id) for it in work.reader.posted]
    await work.read_all()
    assert len(rows) == len(work.reader.posted)


async def test_a_message_holds_what_fits_and_the_rest_waits_for_the_next(work: Work) -> None:
    await work.ask()
    await work.answer("x" * 200)
    await work.answer("y", KOFFI)
    await work.read_all()
    assert all(len(it.text.replace("|", "")) <= work.reader.at_once for it in work.reader.posted)
    assert work.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 200}hopes MW en: y"


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut", "stumble"])
@pytest.mark.parametrize("at_post", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_anything(work: Work, trouble: str, at_post: int) -> None:
    await work.ask()
    await work.answer("x" * 100)
    await work.days.crash()  # right after it was acknowledged
    await work.answer("y", KOFFI)
    work.reader.trouble = ["" for _ in range(at_post)] + [trouble]
    await work.read_all()
    assert work.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 100}hopes MW en: y"
    assert await work.left() == []


async def test_what_was_read_before_is_not_taken_for_what_reads_alike(work: Work) -> None:
    await work.ask(STEP)
    await work.read_all()
    for text in ("one", "two", "one"):
        work.reader.trouble = ["crash before"]
        await work.answer(text, question=STEP)
        await work.read_all()
    assert work.heard.count("step MW en: one") == 2


async def test_an_answer_changed_while_it_waits_is_read_as_it_is_and_later_again(work: Work) -> None:
    await work.ask()
    await work.answer("one")
    await work.answer("two")
    await work.read_all()
    assert "one" not in work.heard
    assert work.heard.count("two") == 1
    await work.answer("three")
    await work.read_all()
    assert [work.heard.count(text) for text in ("one", "two", "three")] == [0, 1, 1]


async def test_an_answer_given_once_more_as_it_was_is_read_once(work: Work) -> None:
    await work.ask()
    for _ in range(2):
        await work.answer("one")
        await work.read_all()
    assert work.heard.count("one") == 1


@pytest.mark.parametrize(("trouble", "read_first"), [("crash before", 0), ("crash after", 1)])
async def test_one_changed_while_it_is_being_read_is_read_once_more_or_instead(
    work: Work, trouble: str, read_first: int
) -> None:
    await work.ask()
    await work.answer("one")
    await work.answer("ever", KOFFI)
    work.reader.trouble = [trouble]
    with pytest.raises(Crash):
        await read_on(work.context, work.reader)
    await work.days.crash()
    await work.answer("two")
    await work.read_all()
    assert [work.heard.count(text) for text in ("one", "two", "ever")] == [read_first, 1, 1]
    assert await work.left() == []
    assert await work.context.database.rows("select 1 from reading_posts where message_id is null") == []


async def test_one_changed_after_its_first_part_is_read_from_the_beginning(work: Work) -> None:
    await work.ask()
    await work.answer("x" * 100)
    assert await read_on(work.context, work.reader)
    await work.answer("two")
    await work.read_all()
    assert work.heard.endswith("hopes MW en: two")
    assert work.heard.count("two") == 1
    assert work.heard.count("x") < 100


@pytest.mark.parametrize("trouble", ["", "crash before"])
async def test_who_was_erased_is_read_to_nobody_and_her_colleagues_are(work: Work, trouble: str) -> None:
    await work.ask()
    await work.answer("hers")
    await work.answer("his", KOFFI)
    await work.ask(STEP)
    await work.answer("ours", question=STEP)
    if trouble:  # it was about to be read
        work.reader.trouble = [trouble]
        with pytest.raises(Crash):
            await read_on(work.context, work.reader)
        await work.days.crash()
    await privacy.erase(work.context, AWA)
    assert await work.context.database.rows("select 1 from readings where answerer = 'p:1'") == []
    await work.read_all()
    assert [work.heard.count(text) for text in ("hers", "his", "ours")] == [0, 1, 1]


class WhileSheIsErased(FakeReader):
    async def parts(self, context: WorkshopContext, what: Aloud) -> list[str]:
        """The words, of which she is erased as soon as they are found."""
        words = await super().parts(context, what)
        if "hers" in "".join(words):
            await privacy.erase(context, AWA)
        return words


async def test_erased_while_the_message_was_being_made_she_is_not_in_it(work: Work) -> None:
    work.reader = WhileSheIsErased(work.days.clock)
    await work.ask()
    await work.answer("hers")
    await work.answer("his", KOFFI)
    await work.read_all()
    assert [work.heard.count(text) for text in ("hopes?", "hers", "his")] == [1, 0, 1]


async def test_what_was_discarded_is_not_read_and_when_asked_again_once(work: Work) -> None:
    await work.ask()
    await work.answer("one")
    await prompts.discard(work.context, "hopes", "Chair")
    assert await work.left() == []
    await work.ask()
    await work.read_all()
    assert work.heard == "hopes?"


async def test_a_purge_leaves_nothing_to_read(work: Work) -> None:
    await work.ask()
    await work.answer("hers")
    work.reader.trouble = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await read_on(work.context, work.reader)
    await work.context.database.write(purge_store.purge, work.context.id, (), work.context.now())
    assert await work.left() == []
    assert await work.context.database.rows("select * from reading_posts") == []


async def test_after_a_long_outage_only_what_is_of_use_is_read(work: Work) -> None:
    await work.ask()
    await work.answer("old")
    work.days.clock.at += GRACE
    await work.answer("new", KOFFI)
    work.reader.trouble = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await read_on(work.context, work.reader)
    assert len(await work.left()) == 1
    await work.read_all()
    assert work.heard == "hopes MW en: new"


async def test_what_only_waits_for_its_turn_is_never_too_late(work: Work) -> None:
    await work.ask()
    await work.answer("x" * 900)
    await work.answer("last", KOFFI)
    while await read_on(work.context, work.reader):
        work.days.clock.at += GRACE / 3
    assert work.context.now() > work.reader.posted[0].at + 3 * GRACE
    assert work.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 900}hopes MW en: last"


async def test_no_grace_for_announcements_is_no_haste_in_the_booth(work: Work) -> None:
    work.context.workshop = replace(work.context.workshop, late_grace=timedelta())
    await work.ask()
    await work.answer("one")
    work.days.clock.at += EVERY
    await work.read_all()
    assert "one" in work.heard


async def test_what_was_read_after_a_backup_was_made_is_not_read_again_from_it(work: Work) -> None:
    await work.ask()
    await work.answer("before")
    work.context.restored_at = work.context.now()
    await work.answer("after", KOFFI)
    await work.read_all()
    assert work.heard == "hopes MW en: after"


async def test_what_cannot_be_read_for_good_stands_in_nobodys_way(work: Work) -> None:
    await work.ask()
    work.reader.trouble = ["forbid"]
    await work.read_all()
    await work.answer("one")
    await work.read_all()
    assert work.heard == "hopes MW en: one"


async def test_without_interpreters_nothing_is_written_down_and_nothing_waits(work: Work) -> None:
    await work.ask()
    described = replace(work.context.workshop, channels=replace(CHANNELS, interpreters=None))
    await reload.reload(work.context, described, "S")
    await work.answer("one")
    assert await work.left() == ["hopes"]
    await work.read_all()
    assert (work.heard, await work.left()) == ("", [])


async def test_an_announcement_and_its_reading_are_noted_together(work: Work) -> None:
    work.days.clock.at = DUE
    work.days.herald.trouble = ["crash after"]
    with pytest.raises(Crash):
        await say(work.context, work.days.herald, REMINDER)
    assert await work.left() == []
    await work.days.crash()
    assert await say(work.context, work.days.herald, REMINDER) is Status.SENT
    await work.days.crash()  # at the very moment after that commit
    assert await work.left() == [REMINDER]
    await work.read_all()
    assert work.heard == REMINDER


class Walking(HandClock):
    """Waiting for it takes no time, and makes it go on."""

    async def wait_until(self, at: datetime) -> None:
        self.at = max(self.at, at)


async def test_it_wakes_when_there_is_something_new_reads_at_its_pace_and_stops_in_order(work: Work) -> None:
    clock = Walking(work.days.clock.at)
    reader = FakeReader(clock)
    booth = Booth(clock, reader)
    await work.ask()
    await work.answer("x" * 100)  # written down by an earlier life
    booth.serve(work.context)
    while len(reader.posted) < 3:
        await work.context.database.row("select 1")
    await work.answer("news", KOFFI)
    booth.wake(work.context)
    while len(reader.posted) < 4:
        await work.context.database.row("select 1")
    await booth.stop()
    assert "news" in reader.posted[-1].text.replace("|", "")
    times = [it.at for it in reader.posted]
    assert all(after - before >= EVERY for before, after in itertools.pairwise(times))


async def test_each_is_written_down_in_the_commit_of_its_answer(work: Work) -> None:
    await work.ask()
    await work.answer("one")
    rows = await work.context.database.rows("select due_at, answerer from readings order by id desc")
    assert (parse_utc(rows[0]["due_at"]), rows[0]["answerer"]) == (work.context.now(), "p:1")
