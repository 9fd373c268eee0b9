"""Texts about the consequences of a reload in the Discord server, in one language."""

from bot.chat.escaping import escape_inline
from bot.features.organisers.renamed_roles import HandOver
from bot.features.organisers.server_follow_up import FollowUp
from bot.features.organisers.text import made_and_left
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def followed(_: Phrases, f: Formats, done: FollowUp) -> list[str]:
    """The roles and events that were created, what was refused, and who gets a role that replaces a former one."""
    lines = [*made_and_left(_, f, done.result), *handed_over(_, done.hand_overs)]
    if done.waits:
        lines.append(_("Whoever had a former role gets the new one as soon as I can give it: /workshop setup."))
    if done.organisers_role:
        lines.append(
            _(
                "Until the role %(name)s can be used, only people with the permission Manage Server are organisers.",
                name=escape_inline(done.organisers_role),
            )
        )
    return ["\n".join(lines)] if lines else []


def handed_over(_: Phrases, hand_overs: list[HandOver]) -> list[str]:
    """A sentence for each role that replaces a former one: whether its people get it."""
    lines = []
    for each in hand_overs:
        names = {"new": escape_inline(each.new.name), "former": escape_inline(each.former.name)}
        if each.too_much:
            lines.append(
                _(
                    "The role %(new)s carries more permissions than %(former)s, so I give it to nobody: please give it "
                    "to those who should have it.",
                    **names,
                )
            )
        elif each.people:
            lines.append(
                _.n(
                    "%(count)s person who has the role %(former)s gets %(new)s too. Once that is no longer needed, "
                    "delete the former one in the server’s settings.",
                    "%(count)s people who have the role %(former)s get %(new)s too. Once that is no longer needed, "
                    "delete the former one in the server’s settings.",
                    len(each.people),
                    **names,
                )
            )
    return lines
