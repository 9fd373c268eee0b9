"""A workshop with interpreters in which two people answer, and the feed of their answers."""

from dataclasses import dataclass
from datetime import timedelta

from bot.core.answers import AnswerValue
from bot.core.people import Person
from bot.core.programme import AnsweredBy, Channels, Option, PromptKind, Question
from bot.features.interpreters.feed import INTERVAL, InterpreterFeed, TextProvider
from bot.features.prompts import answer_service as answers
from bot.features.prompts import service as prompts
from bot.outbox.engine import deliver
from bot.outbox.interpreter_store import InterpreterItem, InterpreterItemKind
from bot.outbox.messages import DeliveryFailed
from bot.workshop.context import WorkshopContext
from tests.features.helpers import ORGANISER, Crash, Sent
from tests.features.running_workshop import RunningWorkshop, at, both

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
    """A text provider that names the item, with the text of an answer."""
    if item.kind is InterpreterItemKind.ANNOUNCEMENT:
        return item.subject
    if item.kind is InterpreterItemKind.QUESTION:
        return f"{item.subject}?"
    row = await context.database.row(
        "select * from answers where prompt = ? and answerer = ?", (item.subject, item.answerer)
    )
    return f"{item.subject} {row['administration']} {row['language']}: {row['text']}" if row else None


class SmallFeed(InterpreterFeed):
    message_size, block_size = 60, 20


@dataclass
class Feed:
    """Two people of one administration who answer, in a workshop with interpreters. A test delivers by hand."""

    running: RunningWorkshop
    text: TextProvider = short_text

    @property
    def context(self) -> WorkshopContext:
        return self.running.context

    @property
    def policy(self) -> InterpreterFeed:
        texts = dict.fromkeys(InterpreterItemKind, self.text)
        return SmallFeed(self.context, self.running.channels, texts)

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
        """Deliver all messages. After a crash another process begins; failed messages are tried again."""
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
    def sent_text(self) -> str:
        return "\n".join(words(it) for it in self.sent)

    async def left(self) -> list[str]:
        return [
            row["subject"] for row in await self.context.database.rows("select * from interpreter_items order by id")
        ]


def words(message: Sent) -> str:
    return message.text.replace("\n", "")
