"""Messages to people whose administration has not answered: mentions in plenary, and direct messages."""

from collections.abc import Iterator, Sequence

from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.posts import CONTENT, Post
from bot.core.people import Participant
from bot.core.programme import Question
from bot.features.prompts import text
from bot.features.prompts.model import AwaitedDelegation
from bot.i18n.catalogue import phrases
from bot.outbox.direct_messages import DirectMessage
from bot.workshop.context import WorkshopContext

MAX_MENTIONS = 100
"""Discord notifies no more users of one message (Allowed Mentions)."""
MENTIONS_IN_A_LINE = 20

Line = tuple[str, tuple[int, ...]]
"""A line of the message, and the Discord ids that it mentions."""


def nudge_posts(context: WorkshopContext, question: Question, awaited: Sequence[AwaitedDelegation]) -> list[Post]:
    """Messages that mention everyone in these delegations, and nobody else."""
    heading = "\n".join(in_all_languages(context, lambda _, f: text.still_awaited(_, question)))
    space = CONTENT - len(heading) - len("\n\n")
    pages: list[list[Line]] = []
    for line in _lines(context, awaited):
        if not pages or not _fits([*pages[-1], line], space):
            pages.append([])
        pages[-1].append(line)
    return [_post(heading, page) for page in pages]


def _lines(context: WorkshopContext, awaited: Sequence[AwaitedDelegation]) -> Iterator[Line]:
    """`Mali – @Awa @Moussa`; a big delegation takes several lines."""
    for delegation in awaited:
        name = in_each(context, delegation.administration.name)
        ids = [person.discord_id for person in delegation.people if person.discord_id]
        for start in range(0, len(ids), MENTIONS_IN_A_LINE):
            part = tuple(ids[start : start + MENTIONS_IN_A_LINE])
            yield f"{name} – {' '.join(f'<@{id}>' for id in part)}", part


def _fits(lines: Sequence[Line], max_length: int) -> bool:
    mentions = sum(len(ids) for _, ids in lines)
    return mentions <= MAX_MENTIONS and len("\n".join(line for line, _ in lines)) <= max_length


def _post(heading: str, lines: Sequence[Line]) -> Post:
    mentioned = tuple(id for _, ids in lines for id in ids)
    return Post((heading, "\n".join(line for line, _ in lines)), ping_users=mentioned)


def nudge_direct_messages(question: Question, link: str, awaited: Sequence[AwaitedDelegation]) -> list[DirectMessage]:
    """A direct message to everyone in these delegations, with the link to the prompt's message."""
    return [
        DirectMessage(person, _direct_message(person, question, link)) for each in awaited for person in each.people
    ]


def _direct_message(person: Participant, question: Question, link: str) -> str:
    return f"{text.still_awaited(phrases(person.language), question)}\n\n{link}".rstrip()
