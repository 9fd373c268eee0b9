"""Labels of the page, in every language that has a catalogue: each viewer reads their own."""

from collections.abc import Callable

from bot.core.text import Text
from bot.i18n.catalogue import SOURCE, Phrases, available, phrases


def label(build: Callable[[Phrases], str]) -> Text:
    """The result of `build` in each language: `label(lambda _: _("Facilitator"))`."""
    return {language: build(phrases(language)) for language in (SOURCE, *sorted(available() - {SOURCE}))}
