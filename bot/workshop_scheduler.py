"""The scheduler of one workshop: opens and closes what is due, wakes the announcements, and sets the next alarm.

All its state is in the database. It may be woken at any time and any number of times, by an alarm or by a change:
nothing is done twice.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.features.announcements import store as announcements
from bot.features.announcements.planning import plan_at_start
from bot.features.evaluations import service as evaluations
from bot.features.floor import service as floors
from bot.features.privacy import rejoining
from bot.features.programme import session_service as sessions
from bot.features.prompts import service as prompts
from bot.scheduling.alarms import Alarms
from bot.scheduling.worker import Worker
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


class WorkshopScheduler(Worker):
    def __init__(self, context: WorkshopContext, alarms: Alarms, announcement_outbox: Worker) -> None:
        super().__init__(f"scheduler of {context.id}")
        self.context = context
        self._alarms = alarms
        self._announcement_outbox = announcement_outbox
        self._is_prepared = False

    async def stop(self) -> None:
        self._alarms.cancel(self.context.id)
        await super().stop()

    async def work(self) -> None:
        """Open and close sessions first, so that their announcements are true."""
        context = self.context
        now = context.now()  # before the outbox looks: the alarm covers announcements that become due meanwhile
        await self._prepare_once()
        await sessions.start_and_end_due(context)
        self._announcement_outbox.wake()
        next_times = [
            sessions.next_due_at(context),
            await context.read(announcements.next_due, context.id, now),
            *await self._close_what_is_due(),
        ]
        if ahead := [at for at in next_times if at is not None]:
            self._alarms.set(context.id, min(ahead), self.wake)

    async def _prepare_once(self) -> None:
        """Plan the announcements of the programme once. Later, each change of the programme plans again."""
        if not self._is_prepared:
            self.context.schedule = await self.context.write(lambda tx: plan_at_start(self.context, tx))
            await prompts.destroy_left_over_keys(self.context)
            await anonymity.replace_former_hashes(self.context)
            await floors.restart_absences(self.context)
            self._is_prepared = True

    async def _close_what_is_due(self) -> Sequence[datetime | None]:
        """Close questions, evaluations and turns on the floor whose time is over. Returns when to look again."""
        context = self.context
        await prompts.close_due(context)
        await evaluations.close_due(context)
        await floors.end_expired_requests(context)
        await rejoining.forget_if_over(context)
        return [
            rejoining.forgotten_at(context),
            await prompts.next_closing(context),
            evaluations.next_closing(context),
            await floors.next_expiry(context),
        ]
