"""A workshop in which three people accept direct messages."""

import contextlib
from dataclasses import dataclass
from datetime import timedelta

from bot.core.people import Person
from bot.features.announcements.still_true import is_still_true
from bot.features.roster import registration
from bot.outbox import direct_messages
from bot.outbox.direct_message_policy import INTERVAL, DirectMessagePolicy
from bot.outbox.direct_messages import DirectMessage
from bot.outbox.engine import deliver
from bot.outbox.messages import DeliveryFailed
from bot.outbox.pace import Pace
from bot.workshop.context import WorkshopContext
from tests.features.helpers import Crash, FakeDirectChannels
from tests.features.running_workshop import RunningWorkshop, at

AWA, KOFFI, MARY = Person(11, "Awa"), Person(12, "Koffi"), Person(13, "Mary")
REMINDER = "a/reminder/10m/en"
DUE = at(15, 9, 50)
GRACE = timedelta(minutes=15)
KEY = "hopes/nudge/1"


@dataclass
class Mail:
    """Three people who accept direct messages, in a running workshop; a test delivers by hand."""

    running: RunningWorkshop
    channels: FakeDirectChannels

    @property
    def context(self) -> WorkshopContext:
        return self.running.context

    @property
    def policy(self) -> DirectMessagePolicy:
        return policy(self.context, self.channels, Pace(self.running.clock, INTERVAL))

    async def send(self, text: str = "Please answer", key: str = KEY) -> None:
        await direct_messages.send(
            self.context, key, [DirectMessage(who, text) for who in self.context.all_participants()]
        )

    async def deliver_all(self) -> bool:
        """Try each once. True if some are left. After a crash another process begins and continues."""
        try:
            return await deliver_once(self.policy)
        except Crash:
            await self.running.crash()
            return await self.deliver_all()

    async def statuses(self) -> dict[int, str]:
        rows = await self.context.database.rows("select discord_id, status from direct_messages order by discord_id")
        return {row["discord_id"]: row["status"] for row in rows}

    async def unreachable(self) -> list[str]:
        return [who.name for who in await direct_messages.unreachable(self.context)]


def policy(context: WorkshopContext, channels: FakeDirectChannels, pace: Pace) -> DirectMessagePolicy:
    return DirectMessagePolicy(context, channels, pace, is_still_true)


async def deliver_once(policy: DirectMessagePolicy) -> bool:
    """True if some are left, to be tried again."""
    for record in await policy.due():
        with contextlib.suppress(DeliveryFailed, RuntimeError):
            async with policy.pace:
                await deliver(policy, record)
    return bool(await policy.due())


async def accept_direct_messages(context: WorkshopContext, person: Person) -> None:
    await registration.join(context, person, "MW", None)
    await registration.set_language(context, person, "en", direct_messages=True)
