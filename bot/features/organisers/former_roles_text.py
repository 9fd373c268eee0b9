"""Texts for organisers about the roles of people who took part last time and have not joined this time."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.escaping import escape_inline
from bot.chat.wording import first_names
from bot.features.organisers.former_roles import FormerMember, TakenOff
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

NAMED = 15
"""How many people the outcome names."""


def in_status(_: Phrases, people: Sequence[FormerMember]) -> str:
    """For `/workshop status`, above the button."""
    return _.n(
        "**Since last time**: %(count)s person has not joined this edition and still has the role of last time.",
        "**Since last time**: %(count)s people have not joined this edition and still have the role of last time.",
        len(people),
    )


def question(_: Phrases, f: Formats, people: Sequence[FormerMember]) -> list[str]:
    """Who is affected, and what would happen."""
    first = _.n(
        "Take the role off %(count)s person who has not joined this edition?",
        "Take the roles off %(count)s people who have not joined this edition?",
        len(people),
    )
    about = _(
        "What is taken off: %(roles)s. Nothing else changes: whoever joins later gets it again.",
        roles=_roles(f, people),
    )
    return [f"**{first}**", "\n".join(f"- {_name(_, each)}" for each in people), about]


def _name(_: Phrases, each: FormerMember) -> str:
    name = escape_inline(each.participant.name or each.member.display_name)
    return f"{name} ({_.of(each.group)})" if each.group else name


def at_work(_: Phrases) -> str:
    return _("I am taking it off. With many people this takes a few minutes; I tell you here when it is done.")


def outcome(_: Phrases, f: Formats, found: TakenOff) -> list[str]:
    """The people whose roles were removed, and those whose roles were not, and why."""
    lines = []
    if found.done:
        lines.append(_.n("Done for %(count)s person.", "Done for %(count)s people.", len(found.done)))
    if found.returned:
        names = _names(_, f, found.returned)
        lines.append(_("They have joined meanwhile, and keep it: %(names)s.", names=names))
    if found.left:
        names = _names(_, f, found.left)
        lines.append(_("They have left the server, and have no role any more: %(names)s.", names=names))
    if found.refused:
        lines.append(
            _(
                "Discord did not let me take it off: %(names)s. My role must stand above %(roles)s: drag it there "
                "in the server’s settings, and begin again with /workshop status.",
                names=_names(_, f, found.refused),
                roles=_roles(f, found.refused),
            )
        )
    if found.waiting:
        lines.append(_waiting(_, f, found))
    return ["\n".join(lines)]


def _waiting(_: Phrases, f: Formats, found: TakenOff) -> str:
    return _.n(
        "Discord asks me to wait, and %(count)s person still has it: begin again with /workshop status in %(wait)s.",
        "Discord asks me to wait, and %(count)s people still have it: begin again with /workshop status in %(wait)s.",
        len(found.waiting),
        wait=f.length(timedelta(seconds=found.wait)),
    )


def _roles(f: Formats, people: Sequence[FormerMember]) -> str:
    return f.joined(sorted({f"@{escape_inline(role.name)}" for each in people for role in each.roles}))


def _names(_: Phrases, f: Formats, people: Sequence[FormerMember]) -> str:
    return first_names(_, f, [_name(_, each) for each in people], NAMED)
