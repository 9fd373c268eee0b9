"""The published key messages as they stand in their channel: an overview, then a post a message, by theme.

Each post holds the original and its translations one below the other, under one endorse button. One too long
for a message goes on in the next, its button beneath the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.multilingual import language_name
from bot.chat.pagination import pieces
from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post, button, buttons
from bot.core.programme import Workshop
from bot.features.key_messages.model import Published
from bot.features.key_messages.synthesis_text import references
from bot.features.key_messages.text import support, texts
from bot.i18n.catalogue import Phrases, phrases

MOST_IN_EMBEDS = EMBEDS - 300
"""Room is left for a header beside the embeds."""


def posts(workshop: Workshop, messages: Sequence[Published], represented: frozenset[str]) -> list[Post]:
    """Everything that stands in the channel, from the first down; nothing where nothing is published."""
    if not messages:
        return []
    found = [Post(tuple(_overview(_, workshop, messages, represented) for _ in _all(workshop)))]
    theme: str | None = ""
    for it in messages:
        here = it.theme if workshop.theme(it.theme or "") else None
        found += _message(workshop, it, represented, heading=bool(workshop.themes) and here != theme)
        theme = here
    return found


def _all(workshop: Workshop) -> Iterator[Phrases]:
    return (phrases(language) for language in workshop.languages)


def _overview(_: Phrases, workshop: Workshop, messages: Sequence[Published], represented: frozenset[str]) -> str:
    """Unanimous messages first, then how many there are by theme, in one language."""
    lines = [_("**Key messages of the administrations**")]
    unanimous = [it for it in messages if it.is_unanimous(represented)]
    if unanimous:
        names = references(_, [f"{it.reference} ({_name(_, workshop, it)})" for it in unanimous])
        lines.append(_("Unanimous, endorsed by every administration represented: %(messages)s.", messages=names))
    authors = len({it.administration for it in messages})
    lines.append(
        _.n("%(count)s message", "%(count)s messages", len(messages))
        + ", "
        + _.n("%(count)s administration", "%(count)s administrations", authors)
    )
    for id in (*(theme.id for theme in workshop.themes), None):
        count = sum((it.theme if workshop.theme(it.theme or "") else None) == id for it in messages)
        if count:
            lines.append(f"- {_theme(_, workshop, id)}{_(':')} {count}")
    overridden = [it.reference for it in messages if it.uncleared]
    if overridden:
        lines.append(_("Published by override, not yet complete: %(messages)s.", messages=references(_, overridden)))
    return "\n".join(lines)


def _message(workshop: Workshop, it: Published, represented: frozenset[str], *, heading: bool) -> list[Post]:
    """One message in as many posts as it needs."""
    first = f"**{it.reference} · {_joined(_name(_, workshop, it) for _ in _all(workshop))}**"
    lead = f"__**{_joined(_theme(_, workshop, it.theme) for _ in _all(workshop))}**__\n{first}" if heading else first
    last = "\n".join(_standing(_, workshop, it, represented) for _ in _all(workshop))
    view = buttons(
        [button(_joined(_("Endorse") for _ in _all(workshop)), f"keymessage:endorse:{it.reference}:{it.version}")]
    )
    whole = [lead, *texts(it.texts, it.language), last]
    if _fits(whole):
        return [Post.of(*whole, view=view)]
    groups = _groups([part for block in whole[1:-1] for part in pieces(block, EMBED)])
    if not _fits([lead, *groups[-1], last]):
        groups.append([])
    found = [Post.of(lead if not number else first, *group) for number, group in enumerate(groups)]
    return [*found[:-1], Post.of(*found[-1].blocks, last, view=view)]


def _fits(blocks: Sequence[str]) -> bool:
    """Whether they are one message, with nothing shortened."""
    whole = sum(map(len, blocks)) + 2 * len(blocks)
    return whole <= CONTENT or (whole <= MOST_IN_EMBEDS and max(map(len, blocks)) <= EMBED)


def _groups(parts: Sequence[str]) -> list[list[str]]:
    """As many of `parts` together as one message's embeds take."""
    found: list[list[str]] = []
    for part in parts:
        if found and sum(map(len, found[-1])) + len(part) <= MOST_IN_EMBEDS:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _standing(_: Phrases, workshop: Workshop, it: Published, represented: frozenset[str]) -> str:
    """Who stands behind it, and what a reader must know about the text, in one language."""
    said = [support(_, it, represented)]
    if it.on_behalf:
        said.append(_("Entered by the organisers on its behalf."))
    missing = it.lacks(workshop.languages)
    if missing:
        names = ", ".join(language_name(code) for code in missing)
        said.append(_("Published without a translation (%(languages)s).", languages=names))
    elif it.uncleared:
        said.append(_("Published before it was cleared."))
    if it.version != it.current:
        said.append(_("This is version %(version)s; a newer one is being prepared.", version=it.version))
    elif it.is_superseded and not (missing or it.uncleared):
        said.append(_("Its translation is being revised."))
    return " ".join(said)


def _name(_: Phrases, workshop: Workshop, it: Published) -> str:
    administration = workshop.administration(it.administration)
    return _.of(administration.name) if administration else it.administration


def _theme(_: Phrases, workshop: Workshop, id: str | None) -> str:
    theme = workshop.theme(id or "")
    return _.of(theme.text) if theme else _("No theme")


def _joined(words: Iterator[str]) -> str:
    """The same in every language; once where they agree."""
    return " / ".join(dict.fromkeys(words))
