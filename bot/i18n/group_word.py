"""The word of a workshop for the groups for which people take part: `groups` of its file, else *administration*.

It stands where no grammar bends it: as a label, a heading, a column. Sentences say *group*.
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
    """`17 administrations`; `17 groups` where the file has a word of its own, since a number may bend it."""
    if workshop.groups:
        return _.n("%(count)s group", "%(count)s groups", count)
    return _.n("%(count)s administration", "%(count)s administrations", count)
