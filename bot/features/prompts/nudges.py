"""Messages to people whose administration has not answered: mentions in plenary, and direct messages."""

from collections.abc import Sequence

from bot.chat.multilingual import language_blocks
from bot.chat.posts import CONTENT, Post
from bot.core.programme import Question
from bot.features.prompts import text
from bot.features.prompts.model import AwaitedDelegation
from bot.outbox.direct_messages import DirectMessage, in_their_languages
from bot.workshop.context import WorkshopContext

MAX_MENTIONS = 100
"""Discord notifies no more users of one message (Allowed Mentions)."""
MENTION = 24
"""Characters of a mention and the space after it: an id has 20 digits at most."""


def nudge_posts(context: WorkshopContext, question: Question, awaited: Sequence[AwaitedDelegation]) -> list[Post]:
    """Messages that say how many are awaited, and mention everyone in these delegations without naming the
    delegations.
    """
    heading = "\n".join(language_blocks(context, lambda _, f: text.answers_missing(_, question, len(awaited))))
    ids = [person.discord_id for each in awaited for person in each.people if person.discord_id]
    most = max(1, min(MAX_MENTIONS, (CONTENT - len(heading) - len("\n\n")) // MENTION))
    parts = [tuple(ids[start : start + most]) for start in range(0, len(ids), most)]
    return [Post((heading, " ".join(f"<@{id}>" for id in part)), ping_users=part) for part in parts]


def nudge_direct_messages(
    context: WorkshopContext, question: Question, link: str, awaited: Sequence[AwaitedDelegation]
) -> list[DirectMessage]:
    """A direct message to everyone in these delegations, with the link to the prompt's message."""
    people = [person for each in awaited for person in each.people]
    return in_their_languages(context, people, lambda _, f: f"{text.still_awaited(_, question)}\n\n{link}".rstrip())
