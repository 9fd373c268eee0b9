"""Reminding those who have not answered: a mention each, at most a hundred a message, and no one else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.posts import CONTENT, Post
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.features.prompts import text as words
from bot.features.prompts.service import Prompt
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.outbox.direct_messages import DirectMessage
from bot.workshop.context import WorkshopContext

MENTIONS = 100
"""Discord notifies no more users of one message (Allowed Mentions)."""

Awaited = Sequence[tuple[Administration, list[Participant]]]
Line = tuple[str, tuple[int, ...]]


def reminders(context: WorkshopContext, prompt: Prompt, awaited: Awaited) -> list[Post]:
    """The messages that mention everyone of `awaited`."""
    heading = "\n".join(in_all_languages(context, lambda _, f: words.still_awaited(_, prompt.question)))
    room_left = CONTENT - len(heading) - 2
    pages: list[list[Line]] = []
    for line in _lines(context, awaited):
        if not pages or not _fits([*pages[-1], line], room_left):
            pages.append([])
        pages[-1].append(line)
    return [_post(heading, page) for page in pages]


def _lines(context: WorkshopContext, awaited: Awaited) -> Iterator[Line]:
    """`Mali: @Awa @Moussa`; a delegation of many takes several lines."""
    for administration, people in awaited:
        ids = [person.discord_id for person in people if person.discord_id]
        for start in range(0, len(ids), 20):
            some = tuple(ids[start : start + 20])
            yield f"{in_each(context, administration.name)} – {' '.join(f'<@{id}>' for id in some)}", some


def _fits(lines: Sequence[Line], most: int) -> bool:
    return sum(len(ids) for _, ids in lines) <= MENTIONS and len("\n".join(text for text, _ in lines)) <= most


def _post(heading: str, lines: Sequence[Line]) -> Post:
    pinged = tuple(id for _, ids in lines for id in ids)
    return Post((heading, "\n".join(text for text, _ in lines)), ping_users=pinged)


def direct_messages(prompt: Prompt, link: str, awaited: Awaited) -> list[DirectMessage]:
    """A direct message to each of `awaited`, with the way to the question."""
    people = [person for _, here in awaited for person in here]
    return [DirectMessage(person, f"{_still_awaited(person, prompt)}\n\n{link}".rstrip()) for person in people]


def _still_awaited(person: Participant, prompt: Prompt) -> str:
    return words.still_awaited(phrases(person.language), prompt.question)


def told(_: Phrases, f: Formats, awaited: Awaited) -> str:
    """To the facilitator: how many were reminded, and which administrations nobody has joined."""
    if not awaited:
        return _("Every administration has answered: nobody was reminded.")
    reminded = [administration for administration, people in awaited if people]
    empty = f.sorted((_.of(administration.name) for administration, people in awaited if not people), str)
    lines = [_.n("%(count)s administration was reminded.", "%(count)s administrations were reminded.", len(reminded))]
    if empty:
        lines.append(_("Nobody has joined yet for: %(names)s.", names=f.joined(empty)))
    return "\n".join(lines)
