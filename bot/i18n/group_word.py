"""The workshop's word for its groups of participants: `groups` in its file, else *administration*.

It is used in labels, headings and columns, where it needs no other grammatical form. Sentences say *group*.
"""

from bot.core.programme import Workshop
from bot.i18n.catalogue import Phrases


def one(_: Phrases, workshop: Workshop) -> str:
    """`Hospital`, to stand before a name."""
    return _.of(workshop.groups.one) if workshop.groups else _("Administration")


def many(_: Phrases, workshop: Workshop) -> str:
    """`Hospitals`, to stand above names or before a number."""
    return _.of(workshop.groups.many) if workshop.groups else _("Administrations")


def counted(_: Phrases, workshop: Workshop, count: int) -> str:
    """`17 administrations`; `17 groups` if the file has its own word: some languages change a word after a number."""
    if workshop.groups:
        return _.n("%(count)s group", "%(count)s groups", count)
    return _.n("%(count)s administration", "%(count)s administrations", count)
