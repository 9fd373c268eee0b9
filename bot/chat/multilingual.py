"""Texts in all languages of a workshop."""

from collections.abc import Callable, Iterable, Sequence

from babel import Locale

from bot.chat.posts import shortened
from bot.core.text import Text
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

SEPARATOR = " / "
BUTTON_LABEL = 80
"""Most characters of a button's label (Discord, Component Reference, Button)."""

InOneLanguage = Callable[[Phrases, Formats], str]


def in_all_languages(context: WorkshopContext, say: InOneLanguage) -> tuple[str, ...]:
    """The results of `say` for each language of the workshop, in their order."""
    return tuple(say(phrases(each), Formats(each, context.workshop.zone)) for each in context.workshop.languages)


def language_blocks(context: WorkshopContext, say: InOneLanguage) -> tuple[str, ...]:
    """The results of `say` as blocks of one message, each marked with its language: see `marked`."""
    return marked(context.workshop.languages, in_all_languages(context, say))


def marked(languages: Iterable[str], blocks: Iterable[str]) -> tuple[str, ...]:
    """`blocks` with a small `EN` above each but the first, to show its language (Discord, Subtext)."""
    first, *others = zip(languages, blocks, strict=True)
    return (first[1], *(f"-# {language.upper()}\n{block}" for language, block in others))


def in_each(context: WorkshopContext, text: Text) -> str:
    """A text in each language of the workshop, separated by ` / `; equal texts appear once."""
    return SEPARATOR.join(dict.fromkeys(text[language] for language in context.workshop.languages))


def phrase_in_each(context: WorkshopContext, phrase: str) -> str:
    """A phrase (see `mark`) in each of the workshop's languages, once where they agree: the label of a button."""
    return joined_label([phrases(language)(phrase) for language in context.workshop.languages])


def joined_label(labels: Sequence[str], most: int = BUTTON_LABEL) -> str:
    """`Answer / Répondre`: if together they outgrow `most` characters, the longest are shortened to equal lengths."""
    labels = list(dict.fromkeys(labels))
    room = most - len(SEPARATOR) * (len(labels) - 1)
    for left, length in zip(range(len(labels), 0, -1), sorted(map(len, labels)), strict=True):
        if (share := room // left) < length:  # each long label gets an equal share of the space left
            labels = [shortened(label, share) for label in labels]
            break
        room -= length
    return SEPARATOR.join(labels)


def language_name(language: str) -> str:
    """The name of a language in that language: `français`."""
    return Locale.parse(language, sep="-").get_display_name() or language
