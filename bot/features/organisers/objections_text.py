"""Texts for organisers about roles and channels with problems: why they are not used, and what to do."""

import re
from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.permissions import named
from bot.core.objections import Objection, Why
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats

MENTION = re.compile(r"#[\w-]+|<#\d+>")
"""A channel's name or mention, which needs no escaping."""
SENTENCES = {
    Why.SEVERAL: mark(
        "Not used: %(name)s. There are %(count)s of that name. Rename the others, then /workshop setup again."
    ),
    Why.PERMISSIONS: mark(
        "The role %(name)s is not used: it carries %(permissions)s, which its people must not have here. Take that "
        "away from it or rename it, then /workshop setup again."
    ),
    Why.SHARED: mark(
        "The role %(name)s is not given to coordinators: it is also the organisers' or the facilitators'. "
        "Name another one in the workshop file."
    ),
    Why.EVERYONE: mark(
        "The role %(name)s is not used: anybody has it or can choose it. Name another one in the workshop file, or "
        "keep it out of the server's onboarding."
    ),
    Why.MANAGED: mark(
        "The role %(name)s is not used: Discord itself gives and takes it. Rename it or name another one in the "
        "workshop file, then /workshop setup again."
    ),
    Why.OPEN: mark(
        "The channel %(name)s is not used: it is for organisers, and these roles see it: %(roles)s. Take View Channel "
        "away from @everyone and from those roles there, then /workshop setup again."
    ),
}


def objection(_: Phrases, f: Formats, it: Objection) -> str:
    """Why an existing role or channel is not used, and what to do."""
    name = it.name if MENTION.fullmatch(it.name) else escape_inline(it.name)
    permissions, roles = f.joined(named(_, it.permissions)), _roles(f, it.roles)
    return _(SENTENCES[it.why], name=name, count=it.count, permissions=permissions, roles=roles)


def unseen(_: Phrases, f: Formats, role: str, permissions: Sequence[str]) -> str:
    """Discord hides our commands from people with a role that setup did not create."""
    return _(
        "Those who have the role %(name)s do not see its commands: they need %(permissions)s. I do not "
        "change a role that was already there; give it that in the server's settings.",
        name=escape_inline(role),
        permissions=f.joined(named(_, permissions)),
    )


def writers(_: Phrases, f: Formats, channel: str, roles: Sequence[str]) -> str:
    """A channel in which only the bot should write."""
    return _(
        "In %(channel)s these roles can write: %(roles)s. Take Send Messages away from them there, so that it is "
        "clear who announces.",
        channel=channel,
        roles=_roles(f, roles),
    )


def _roles(f: Formats, roles: Sequence[str]) -> str:
    return f.joined([escape_inline(role) for role in roles])
