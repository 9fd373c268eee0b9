"""The message of an announcement for Discord, and mentions of its recipients."""

from collections.abc import Iterable, Sequence

from bot.chat.posts import Post
from bot.core.people import Participant
from bot.features.announcements.content import AnnouncementContent, in_its_languages, languages_of
from bot.features.announcements.model import Announcement
from bot.workshop.context import WorkshopContext

MAX_MENTIONS = 60
"""Most people that one message mentions: each mention takes about 23 of its characters."""


def announcement_post(
    context: WorkshopContext, announcement: Announcement, content: AnnouncementContent, role: int | None
) -> Post:
    """`role` is the coordinators' role at Discord. It is mentioned by the kinds that the workshop file names.

    A mention means that somebody must act, so such a message is never silent.
    """
    blocks = in_its_languages(context, announcement, content.say)
    view = content.buttons(languages_of(context, announcement)) if content.buttons else None
    if role is not None and announcement.kind.value in context.workshop.mention:
        return Post((f"<@&{role}>", *blocks), view, role)
    people = content.recipients if content.mentions_recipients else ()
    named = readers(context, people, announcement.language)[:MAX_MENTIONS]
    return Post((*blocks, *mentions(named)), view, ping_users=ids(named), silent=content.silent)


def readers(context: WorkshopContext, people: Iterable[Participant], language: str) -> list[Participant]:
    """The people who read the channel of `language`. If each language has a channel, each person reads exactly one."""
    return [p for p in people if p.discord_id and language in ("", _own_language(context, p))]


def _own_language(context: WorkshopContext, person: Participant) -> str:
    return person.language if person.language in context.workshop.languages else context.workshop.first_language


def mentions(people: Sequence[Participant]) -> tuple[str, ...]:
    """A block that mentions them. Empty if there is nobody."""
    return (" ".join(f"<@{person.discord_id}>" for person in people),) if people else ()


def ids(people: Iterable[Participant]) -> tuple[int, ...]:
    """Their Discord ids."""
    return tuple(person.discord_id for person in people if person.discord_id)
