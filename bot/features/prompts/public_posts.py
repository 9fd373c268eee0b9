"""Posts in plenary that facilitators request: a nudge, and the results. Each is sent once."""

from collections.abc import Sequence

from bot.core.instants import format_utc
from bot.core.people import Person
from bot.features.prompts import answer_service, service
from bot.features.prompts.errors import PromptNotOpen, UnknownPrompt
from bot.features.prompts.live_message import PromptMessages
from bot.features.prompts.model import AwaitedDelegation, Prompt
from bot.features.prompts.nudges import nudge_direct_messages, nudge_posts
from bot.features.prompts.posts import public_results
from bot.outbox import direct_messages, request_store
from bot.outbox.requested_posts import ChannelPost, RequestedPosts, RequestKind
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext

PLENARY = "plenary"


class PromptPosts:
    def __init__(self, requested: RequestedPosts, messages: PromptMessages) -> None:
        self._requested = requested
        self._messages = messages
        requested.kinds["nudge"] = RequestKind(_nudge)
        requested.kinds["results"] = RequestKind(_results)

    async def nudge(
        self, context: WorkshopContext, prompt: Prompt, awaited: Sequence[AwaitedDelegation], person: Person
    ) -> None:
        """Mention these delegations in plenary, and send direct messages to people who accept them.

        Raises `JustDone`, or `DeliveryFailed`.
        """
        posts = nudge_posts(context, prompt.question, awaited)
        messages = nudge_direct_messages(context, prompt.question, self._messages.link(context, prompt), awaited)
        key = f"nudge/{prompt.id}"

        def write(tx: Transaction) -> None:
            now = context.now()
            if posts:
                request_store.request(tx, context.id, key, person, now, posts=len(posts))
            audit.record(tx, context.id, now, person, "prompt nudge", prompt.id)
            direct_messages.enqueue(context, tx, f"{key}/{format_utc(now)}", now, messages)

        await context.write(write)
        if posts:
            await self._requested.wait_until_sent(context, key)

    async def publish_results(self, context: WorkshopContext, prompt: Prompt, person: Person) -> None:
        """Show the results to everyone. Raises `PromptStillOpen` as `answer_service.results`, `JustDone`, or
        `DeliveryFailed`.
        """
        await answer_service.results(context, prompt)
        key = f"results/{prompt.id}"

        def write(tx: Transaction) -> None:
            request_store.request(tx, context.id, key, person, context.now(), posts=1)
            audit.record(tx, context.id, context.now(), person, "prompt results", prompt.id, "publish")

        await context.write(write)
        await self._requested.wait_until_sent(context, key)


async def _nudge(context: WorkshopContext, prompt: str) -> list[ChannelPost]:
    try:
        awaited = await answer_service.delegations_to_nudge(context, prompt)
        question = (await service.find(context, prompt)).question
    except (UnknownPrompt, PromptNotOpen):
        return []
    return [(PLENARY, post) for post in nudge_posts(context, question, awaited)]


async def _results(context: WorkshopContext, prompt: str) -> list[ChannelPost]:
    try:
        found = await service.find(context, prompt)
    except UnknownPrompt:  # discarded meanwhile
        return []
    answers = await answer_service.results(context, found)
    return [(PLENARY, public_results(context, found, answers))]
