"""The interpreter feed: whatever crashes, each text is sent once, as it stands by then."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.answers import AnswerValue
from bot.core.instants import parse_utc
from bot.core.people import Person
from bot.core.programme import AnsweredBy, Channels, Option, PromptKind, Question, Registration
from bot.features.announcements.model import Status
from bot.features.interpreters.feed import INTERVAL, InterpreterFeed, TextProvider
from bot.features.organisers import reload_service as reload
from bot.features.privacy import purge_store
from bot.features.privacy import service as privacy
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.features.roster import registration
from bot.outbox.engine import Outbox, deliver
from bot.outbox.interpreter_store import InterpreterItem, InterpreterItemKind
from bot.outbox.messages import DeliveryFailed
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER, Crash, Sent, SkippingClock
from tests.features.running_workshop import RunningWorkshop, at, both, workshop

AWA, KOFFI = Person(11, "Awa", "en-GB"), Person(12, "Koffi", "en-GB")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
HOPES = Question("hopes", PromptKind.OPEN, both("Hopes"))
STEP = Question("step", PromptKind.ROUND, both("Step"), by=AnsweredBy.ADMINISTRATION)
PICK = Question("pick", PromptKind.CHOICE, both("Pick"), options=(Option("x", both("X")), Option("y", both("Y"))))
SECRET = Question("secret", PromptKind.OPEN, both("Secret"), anonymous=True)
CHANNELS = Channels(announcements={"fr": "annonces", "en": "announcements"}, interpreters="interpreters")


async def short_text(context: WorkshopContext, item: InterpreterItem) -> str | None:
    """A text provider that says which item it is, and an answer's words."""
    if item.kind is InterpreterItemKind.ANNOUNCEMENT:
        return item.subject
    if item.kind is InterpreterItemKind.QUESTION:
        return f"{item.subject}?"
    row = await context.database.row(
        "select * from answers where prompt = ? and answerer = ?", (item.subject, item.answerer)
    )
    return f"{item.subject} {row['administration']} {row['language']}: {row['text']}" if row else None


@dataclass
class Feed:
    """Two people of one administration who answer, in a workshop that is interpreted; a test delivers by hand."""

    running: RunningWorkshop
    text: TextProvider = short_text

    @property
    def context(self) -> WorkshopContext:
        return self.running.context

    @property
    def policy(self) -> InterpreterFeed:
        texts = dict.fromkeys(InterpreterItemKind, self.text)
        return InterpreterFeed(self.context, self.running.channels, texts, message_size=60, block_size=20)

    async def ask(self, question: Question = HOPES) -> None:
        await prompts.ask(self.context, question, "a", ORGANISER)
        await prompts.record_message(self.context, question.id, 5, 6, self.context.now())

    async def answer(self, text: str, who: Person = AWA, question: Question = HOPES) -> None:
        said = AnswerValue(("x",)) if question.kind is PromptKind.CHOICE else AnswerValue(text=text)
        self.running.clock.at += timedelta(seconds=1)
        await answers.answer(self.context, question.id, self.context.people[who.discord_id], said)

    async def send_next(self) -> bool:
        """Deliver the next message; False if nothing waits."""
        policy = self.policy
        for item in await policy.due():
            await deliver(policy, item)
            return True
        return False

    async def send_all(self) -> None:
        """Where the process crashes on the way, another begins; what cannot be sent is tried again."""
        try:
            while await self.send_next():
                self.running.clock.at += INTERVAL
        except Crash:
            await self.running.crash()
            await self.send_all()
        except (DeliveryFailed, RuntimeError):
            await self.send_all()

    @property
    def sent(self) -> list[Sent]:
        return [it for it in self.running.channels.sent if it.channel == self.running.channels.ids["interpreters"]]

    @property
    def heard(self) -> str:
        return "\n".join(words(it) for it in self.sent)

    async def left(self) -> list[str]:
        return [row["subject"] for row in await self.context.database.rows("select * from readings order by id")]


def words(message: Sent) -> str:
    return message.text.replace("\n", "")


@pytest.fixture
async def feed(tmp_path: Path) -> AsyncIterator[Feed]:
    running = await RunningWorkshop.begin(tmp_path, workshop(channels=CHANNELS, registration=Registration.OPEN))
    for person in (AWA, KOFFI):
        await registration.join(running.context, person, "MW", None)
    yield Feed(running)
    await running.close()


async def test_what_is_asked_answered_and_announced_is_read_in_its_order_and_leaves_nothing(feed: Feed) -> None:
    feed.running.clock.at = DUE - timedelta(minutes=1)
    for question in (HOPES, STEP, PICK, SECRET):
        await feed.ask(question)
        await feed.answer("one", question=question)
    feed.running.clock.at = DUE
    assert await feed.running.publish(REMINDER) is Status.SENT
    await feed.send_all()
    assert feed.heard.replace("\n", "") == f"hopes?hopes MW en: onestep?step MW en: onepick?secret?{REMINDER}"
    assert await feed.left() == []
    rows = await feed.context.database.rows("select print, message_id from reading_posts")
    assert [tuple(row) for row in rows] == [(None, it.id) for it in feed.sent]
    await feed.send_all()
    assert len(rows) == len(feed.sent)


async def test_a_message_holds_what_fits_and_the_rest_waits_for_the_next(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 200)
    await feed.answer("y", KOFFI)
    await feed.send_all()
    assert all(len(words(it)) <= 60 for it in feed.sent)
    assert feed.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 200}hopes MW en: y"


@pytest.mark.parametrize("trouble", ["crash before", "crash after", "refuse", "cut", "error"])
@pytest.mark.parametrize("at_post", [0, 1, 2])
async def test_no_trouble_loses_or_repeats_anything(feed: Feed, trouble: str, at_post: int) -> None:
    await feed.ask()
    await feed.answer("x" * 100)
    await feed.running.crash()  # right after it was acknowledged
    await feed.answer("y", KOFFI)
    feed.running.channels.faults.coming = ["" for _ in range(at_post)] + [trouble]
    await feed.send_all()
    assert feed.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 100}hopes MW en: y"
    assert await feed.left() == []


async def test_what_was_read_before_is_not_taken_for_what_reads_alike(feed: Feed) -> None:
    await feed.ask(STEP)
    await feed.send_all()
    for text in ("one", "two", "one"):
        feed.running.channels.faults.coming = ["crash before"]
        await feed.answer(text, question=STEP)
        await feed.send_all()
    assert feed.heard.count("step MW en: one") == 2


async def test_an_answer_changed_while_it_waits_is_read_as_it_is_and_later_again(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    await feed.answer("two")
    await feed.send_all()
    assert "one" not in feed.heard
    assert feed.heard.count("two") == 1
    await feed.answer("three")
    await feed.send_all()
    assert [feed.heard.count(text) for text in ("one", "two", "three")] == [0, 1, 1]


async def test_an_answer_given_once_more_as_it_was_is_read_once(feed: Feed) -> None:
    await feed.ask()
    for _ in range(2):
        await feed.answer("one")
        await feed.send_all()
    assert feed.heard.count("one") == 1


@pytest.mark.parametrize(("trouble", "read_first"), [("crash before", 0), ("crash after", 1)])
async def test_one_changed_while_it_is_being_read_is_read_once_more_or_instead(
    feed: Feed, trouble: str, read_first: int
) -> None:
    await feed.ask()
    await feed.answer("one")
    await feed.answer("ever", KOFFI)
    feed.running.channels.faults.coming = [trouble]
    with pytest.raises(Crash):
        await feed.send_next()
    await feed.running.crash()
    await feed.answer("two")
    await feed.send_all()
    assert [feed.heard.count(text) for text in ("one", "two", "ever")] == [read_first, 1, 1]
    assert await feed.left() == []
    assert await feed.context.database.rows("select 1 from reading_posts where message_id is null") == []


async def test_one_changed_after_its_first_part_is_read_from_the_beginning(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 100)
    assert await feed.send_next()
    await feed.answer("two")
    await feed.send_all()
    assert feed.heard.endswith("hopes MW en: two")
    assert feed.heard.count("two") == 1
    assert feed.heard.count("x") < 100


@pytest.mark.parametrize("trouble", ["", "crash before"])
async def test_who_was_erased_is_not_read_out_and_their_colleagues_are(feed: Feed, trouble: str) -> None:
    await feed.ask()
    await feed.answer("hers")
    await feed.answer("his", KOFFI)
    await feed.ask(STEP)
    await feed.answer("ours", question=STEP)
    if trouble:  # it was about to be read
        feed.running.channels.faults.coming = [trouble]
        with pytest.raises(Crash):
            await feed.send_next()
        await feed.running.crash()
    await privacy.erase(feed.context, AWA)
    assert await feed.context.database.rows("select 1 from readings where answerer = 'p:1'") == []
    await feed.send_all()
    assert [feed.heard.count(text) for text in ("hers", "his", "ours")] == [0, 1, 1]


async def test_who_was_erased_while_the_message_was_composed_is_not_in_it(feed: Feed) -> None:
    async def text(context: WorkshopContext, item: InterpreterItem) -> str | None:
        found = await short_text(context, item)
        if found and "hers" in found:
            await privacy.erase(context, AWA)
        return found

    feed.text = text
    await feed.ask()
    await feed.answer("hers")
    await feed.answer("his", KOFFI)
    await feed.send_all()
    assert [feed.heard.count(text) for text in ("hopes?", "hers", "his")] == [1, 0, 1]


async def test_what_was_discarded_is_not_read_and_when_asked_again_once(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    await prompts.discard(feed.context, "hopes", ORGANISER)
    assert await feed.left() == []
    await feed.ask()
    await feed.send_all()
    assert feed.heard == "hopes?"


async def test_a_purge_leaves_nothing_to_read(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("hers")
    feed.running.channels.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    await feed.context.database.write(purge_store.purge, feed.context.id, (), feed.context.now())
    assert await feed.left() == []
    assert await feed.context.database.rows("select * from reading_posts") == []


async def test_after_a_long_outage_only_what_is_of_use_is_read(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("old")
    feed.running.clock.at += GRACE
    await feed.answer("new", KOFFI)
    feed.running.channels.faults.coming = ["refuse"]
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    assert len(await feed.left()) == 1
    await feed.send_all()
    assert feed.heard == "hopes MW en: new"


async def test_what_only_waits_for_its_turn_is_never_too_late(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("x" * 900)
    await feed.answer("last", KOFFI)
    while await feed.send_next():
        feed.running.clock.at += GRACE / 3
    assert feed.context.now() > feed.sent[0].at + 3 * GRACE
    assert feed.heard.replace("\n", "") == f"hopes?hopes MW en: {'x' * 900}hopes MW en: last"


async def test_without_grace_for_announcements_the_feed_keeps_its_own(feed: Feed) -> None:
    feed.context.workshop = replace(feed.context.workshop, late_grace=timedelta())
    await feed.ask()
    await feed.answer("one")
    feed.running.clock.at += INTERVAL
    await feed.send_all()
    assert "one" in feed.heard


async def test_what_was_read_after_a_backup_was_made_is_not_read_again_from_it(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("before")
    feed.context.restored_at = feed.context.now()
    await feed.answer("after", KOFFI)
    await feed.send_all()
    assert feed.heard == "hopes MW en: after"


async def test_what_is_refused_for_good_holds_up_nothing(feed: Feed) -> None:
    await feed.ask()
    feed.running.channels.faults.coming = ["forbid"]
    await feed.send_all()
    await feed.answer("one")
    await feed.send_all()
    assert feed.heard == "hopes MW en: one"


async def test_without_interpreters_nothing_is_written_down_and_nothing_waits(feed: Feed) -> None:
    await feed.ask()
    described = replace(feed.context.workshop, channels=replace(CHANNELS, interpreters=None))
    await reload.reload(feed.context, described, ORGANISER)
    await feed.answer("one")
    assert await feed.left() == ["hopes"]
    await feed.send_all()
    assert (feed.heard, await feed.left()) == ("", [])


async def test_an_announcement_and_its_reading_are_noted_together(feed: Feed) -> None:
    feed.running.clock.at = DUE
    feed.running.channels.faults.coming = ["crash after"]
    with pytest.raises(Crash):
        await feed.running.publish(REMINDER)
    assert await feed.left() == []
    await feed.running.crash()
    assert await feed.running.publish(REMINDER) is Status.SENT
    await feed.running.crash()  # at the very moment after that commit
    assert await feed.left() == [REMINDER]
    await feed.send_all()
    assert feed.heard == REMINDER


async def test_an_outbox_sends_what_is_left_and_what_is_new_at_its_pace_and_stops(feed: Feed) -> None:
    feed.running.clock = feed.context.clock = SkippingClock(feed.running.clock.at)
    await feed.ask()
    await feed.answer("x" * 150)  # written down by an earlier life
    outbox = Outbox(feed.policy)
    feed.context.on_change(outbox.wake)
    outbox.start()
    while len(feed.sent) < 3:
        await feed.context.database.row("select 1")
    await feed.answer("news", KOFFI)
    while len(feed.sent) < 4:
        await feed.context.database.row("select 1")
    await outbox.stop()
    assert "news" in words(feed.sent[-1])
    times = [it.at for it in feed.sent]
    assert all(after - before >= INTERVAL for before, after in itertools.pairwise(times))


async def test_a_missing_channel_loses_nothing(feed: Feed) -> None:
    channel = feed.running.channels.ids.pop("interpreters")
    await feed.ask()
    with pytest.raises(DeliveryFailed):
        await feed.send_next()
    assert await feed.left() == ["hopes"]
    feed.running.channels.ids["interpreters"] = channel
    await feed.send_all()
    assert feed.heard == "hopes?"


async def test_each_is_written_down_in_the_commit_of_its_answer(feed: Feed) -> None:
    await feed.ask()
    await feed.answer("one")
    rows = await feed.context.database.rows("select due_at, answerer from readings order by id desc")
    assert (parse_utc(rows[0]["due_at"]), rows[0]["answerer"]) == (feed.context.now(), "p:1")
