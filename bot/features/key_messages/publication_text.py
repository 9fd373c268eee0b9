"""The posts of the published key messages in their channel: an overview, then the messages by theme.

The post of a message holds the original, its translations below it, and an endorse button. A message that is too
long for one post continues in the next; the button is below the last.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.chat.multilingual import language_name, marked
from bot.chat.pagination import pieces
from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post, button, buttons
from bot.core.programme import Workshop
from bot.features.key_messages.model import known_theme
from bot.features.key_messages.publication_model import PublishedMessage
from bot.features.key_messages.synthesis_text import references
from bot.features.key_messages.text import endorsements, text_blocks
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases, phrases

MAX_IN_EMBEDS = EMBEDS - 300
"""Most characters in the embeds of a post; the rest is room for a header."""


def posts(workshop: Workshop, messages: Sequence[PublishedMessage], represented: frozenset[str]) -> list[Post]:
    """All posts of the channel, from the top down. None if nothing is published."""
    if not messages:
        return []
    overviews = (_overview(_, workshop, messages, represented) for _ in _languages(workshop))
    found = [Post(marked(workshop.languages, overviews))]
    previous: str | None = ""
    for message in messages:
        theme = known_theme(workshop, message.theme)
        found += _message(workshop, message, represented, with_theme=bool(workshop.themes) and theme != previous)
        previous = theme
    return found


def _languages(workshop: Workshop) -> Iterator[Phrases]:
    return (phrases(language) for language in workshop.languages)


def _overview(_: Phrases, workshop: Workshop, messages: Sequence[PublishedMessage], represented: frozenset[str]) -> str:
    """The unanimous messages first, then the number of messages by theme, in one language."""
    lines = [_("**Key messages**")]
    unanimous = [message for message in messages if message.is_unanimous(represented)]
    if unanimous:
        names = references(_, [f"{message.reference} ({_name(_, workshop, message)})" for message in unanimous])
        lines.append(
            _.n(
                "Unanimous, endorsed by every group represented: %(messages)s.",
                "Unanimous, endorsed by every group represented: %(messages)s.",
                len(unanimous),
                messages=names,
            )
        )
    authors = len({message.administration for message in messages})
    lines.append(
        _.n("%(count)s message", "%(count)s messages", len(messages)) + ", " + group_word.counted(_, workshop, authors)
    )
    themes = Counter(known_theme(workshop, message.theme) for message in messages)
    for id in (*(theme.id for theme in workshop.themes), None):
        if workshop.themes and themes[id]:
            lines.append(f"- {_theme(_, workshop, id)}{_(':')} {themes[id]}")
    overridden = [message.reference for message in messages if message.uncleared]
    if overridden:
        names = references(_, overridden)
        lines.append(
            _.n(
                "Published before full approval: %(messages)s.",
                "Published before full approval: %(messages)s.",
                len(overridden),
                messages=names,
            )
        )
    return "\n".join(lines)


def _message(
    workshop: Workshop, message: PublishedMessage, represented: frozenset[str], *, with_theme: bool
) -> list[Post]:
    """One message in as many posts as it needs; `with_theme` puts the theme's name above it."""
    title = f"**{message.reference} · {_joined(_name(_, workshop, message) for _ in _languages(workshop))}**"
    theme = _joined(_theme(_, workshop, message.theme) for _ in _languages(workshop))
    first = f"__**{theme}**__\n{title}" if with_theme else title
    last = "\n".join(_status(_, workshop, message, represented) for _ in _languages(workshop))
    # Translators: button, to whoever presses it: support this message
    label = _joined(_("Endorse") for _ in _languages(workshop))
    view = buttons([button(label, f"keymessage:endorse:{message.reference}:{message.version}")])
    whole = [first, *text_blocks(message.texts, message.language), last]
    if _fits(whole):
        return [Post.of(*whole, view=view)]
    groups = _groups([part for block in whole[1:-1] for part in pieces(block, EMBED)])
    if not _fits([first, *groups[-1], last]):
        groups.append([])
    found = [Post.of(title if number else first, *group) for number, group in enumerate(groups)]
    return [*found[:-1], Post.of(*found[-1].blocks, last, view=view)]


def _fits(blocks: Sequence[str]) -> bool:
    """Whether the blocks fit into one post without being shortened."""
    whole = sum(map(len, blocks)) + 2 * len(blocks)
    return whole <= CONTENT or (whole <= MAX_IN_EMBEDS and max(map(len, blocks)) <= EMBED)


def _groups(parts: Sequence[str]) -> list[list[str]]:
    """`parts` in as few groups as possible, each of which fits into the embeds of one post."""
    found: list[list[str]] = []
    for part in parts:
        if found and sum(map(len, found[-1])) + len(part) <= MAX_IN_EMBEDS:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _status(_: Phrases, workshop: Workshop, message: PublishedMessage, represented: frozenset[str]) -> str:
    """The endorsements, and notes that a reader must know about the text, in one language."""
    sentences = [endorsements(_, message, represented)]
    if message.on_behalf:
        # Translators: on behalf of the group
        sentences.append(_("Entered by the organisers on its behalf."))
    missing = message.missing_languages(workshop.languages)
    if missing:
        names = ", ".join(language_name(code) for code in missing)
        sentences.append(_("Published without a translation (%(languages)s).", languages=names))
    elif message.uncleared:
        sentences.append(_("Published before it was cleared."))
    if message.version != message.current:
        sentences.append(_("This is version %(version)s; a newer one is being prepared.", version=message.version))
    elif message.is_superseded and not (missing or message.uncleared):
        sentences.append(_("Its translation is being revised."))
    return " ".join(sentences)


def _name(_: Phrases, workshop: Workshop, message: PublishedMessage) -> str:
    administration = workshop.administration(message.administration)
    return _.of(administration.name) if administration else message.administration


def _theme(_: Phrases, workshop: Workshop, id: str | None) -> str:
    theme = workshop.theme(id or "")
    return _.of(theme.text) if theme else _("No theme")


def _joined(words: Iterator[str]) -> str:
    """The texts of all languages on one line. Equal texts appear once."""
    return " / ".join(dict.fromkeys(words))
