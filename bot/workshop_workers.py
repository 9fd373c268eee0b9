"""The workers of each workshop: its scheduler, and an outbox for each kind of message."""

import asyncio

import discord

from bot.chat.live_messages import Refresher
from bot.features.announcements.content import Contents
from bot.features.announcements.live_message import AnnouncementUpdater
from bot.features.announcements.programme_content import PROGRAMME_CONTENTS
from bot.features.announcements.publisher import AnnouncementPublisher
from bot.features.announcements.still_true import is_still_true
from bot.features.evaluations.announcement_content import EVALUATION_CONTENTS
from bot.features.interpreters.content import announcement_texts
from bot.features.interpreters.feed import InterpreterFeed
from bot.features.key_messages.announcement_content import DESK_CONTENTS
from bot.features.key_messages.progress_content import PROGRESS_CONTENTS
from bot.features.organisers.alert_publisher import AlertPublisher
from bot.features.organisers.announcement_content import SUMMARY_CONTENTS
from bot.features.prompts.interpreter_content import answer_text, question_text
from bot.outbox.channel_sender import DiscordChannelSender
from bot.outbox.direct_message_policy import INTERVAL, DirectMessagePolicy
from bot.outbox.direct_message_sender import DiscordDirectMessageSender
from bot.outbox.engine import Outbox
from bot.outbox.interpreter_store import InterpreterItemKind
from bot.outbox.pace import Pace
from bot.outbox.requested_posts import RequestedPostPolicy, RequestedPosts
from bot.scheduling.alarms import Alarms
from bot.scheduling.clock import Clock
from bot.scheduling.worker import Worker
from bot.workshop.context import WorkshopContext
from bot.workshop_scheduler import WorkshopScheduler

CONTENTS: Contents = {
    **PROGRAMME_CONTENTS,
    **DESK_CONTENTS,
    **PROGRESS_CONTENTS,
    **EVALUATION_CONTENTS,
    **SUMMARY_CONTENTS,
}
"""The content of each kind of announcement, from the feature that it is about."""
INTERPRETER_TEXTS = {
    InterpreterItemKind.ANNOUNCEMENT: announcement_texts(CONTENTS),
    InterpreterItemKind.QUESTION: question_text,
    InterpreterItemKind.ANSWER: answer_text,
}


class WorkshopWorkers:
    """The workers of all workshops."""

    def __init__(self, client: discord.Client, alarms: Alarms, clock: Clock, refresher: Refresher) -> None:
        self._alarms = alarms
        self._sender = DiscordChannelSender(client)
        self._announcements = AnnouncementUpdater(client, refresher, self._sender, CONTENTS)
        self._direct_message_sender = DiscordDirectMessageSender(client)
        self._direct_message_pace = Pace(clock, INTERVAL)
        self.requested_posts = RequestedPosts()
        self._running: list[Worker] = []

    def start(self, context: WorkshopContext) -> None:
        """Start the workers of one workshop. Each continues where it stopped before the restart."""
        announcements = Outbox(AnnouncementPublisher(context, self._sender, CONTENTS))
        announcements.start(awake=False)  # the scheduler wakes it, after it has opened and closed sessions
        woken_by_changes: list[Worker] = [
            WorkshopScheduler(context, self._alarms, announcements),
            Outbox(AlertPublisher(context, self._sender)),
            Outbox(DirectMessagePolicy(context, self._direct_message_sender, self._direct_message_pace, is_still_true)),
            Outbox(RequestedPostPolicy(context, self._sender, self.requested_posts)),
            Outbox(InterpreterFeed(context, self._sender, INTERPRETER_TEXTS)),
        ]
        for worker in woken_by_changes:
            context.on_change(worker.wake)
            worker.start()
        self._announcements.follow(context)
        self._running += [announcements, *woken_by_changes]

    async def stop(self) -> None:
        """Stop all workers. Unfinished work is in the database, for the next start."""
        await asyncio.gather(*(worker.stop() for worker in self._running))
