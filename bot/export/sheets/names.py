"""The names of sessions, groups, themes and evaluations in the reader's language, by their ids."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.core.programme import Workshop
from bot.core.text import Text
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases


class Names:
    """Maps each id to a name. If two have the same name, their ids are added.

    `group` is the word for a group, as a heading.
    """

    def __init__(self, workshop: Workshop, _: Phrases) -> None:
        self.group = group_word.one(_, workshop)
        self.sessions = _named(_, ((session.id, session.title) for session in workshop.sessions))
        self.administrations = _named(_, ((each.code, each.name) for each in workshop.administrations))
        self.themes = _named(_, ((theme.id, theme.text) for theme in workshop.themes))
        self.evaluations = _named(_, ((each.id, each.title) for each in workshop.evaluations))


def _named(_: Phrases, entries: Iterable[tuple[str, Text]]) -> Mapping[str, str]:
    named = {id: _.of(text) for id, text in entries}
    counts = Counter(named.values())
    return {id: name if counts[name] == 1 else f"{name} ({id})" for id, name in named.items()}
