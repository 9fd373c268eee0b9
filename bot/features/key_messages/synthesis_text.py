"""The synthesis as organisers read it, in one language: where the messages stand, and what keeps them back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.wording import stamp
from bot.core.programme import Administration, Workshop
from bot.features.key_messages.model import KeyMessage
from bot.features.key_messages.service import Awaited, Overview, Publication
from bot.features.key_messages.text import coverage, state
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

NAMED = 40
"""How many messages one sentence names."""


def overview(_: Phrases, f: Formats, workshop: Workshop, it: Overview) -> list[str]:
    """`14/17`, who is missing, the messages by state and by theme, and what comes next."""
    blocks = [coverage(_, f, it.coverage)]
    if it.coverage.messages:
        blocks += [_by_state(_, it), _by_theme(_, workshop, it)]
    if it.on_behalf:
        blocks.append(_on_behalf(_, it.on_behalf))
    if it.untranslated:
        blocks.append(
            _.n(
                "%(count)s message waits for a translation: see it with /synthesis translate.",
                "%(count)s messages wait for a translation: see the next with /synthesis translate.",
                len(it.untranslated),
            )
        )
    return blocks


def _by_state(_: Phrases, it: Overview) -> str:
    lines = [_("**By state**")]
    for status, messages in it.by_state.items():
        line = f"- {state(_, status)}{_(':')} {len(messages)}"
        lines.append(f"{line} ({references(_, [m.reference for m in messages])})" if messages else line)
    return "\n".join(lines)


def _by_theme(_: Phrases, workshop: Workshop, it: Overview) -> str:
    lines = [_("**By theme**")]
    for id, count in it.by_theme.items():
        theme = workshop.theme(id or "")
        lines.append(f"- {_.of(theme.text) if theme else _('No theme')}{_(':')} {count}")
    return "\n".join(lines)


def _on_behalf(_: Phrases, messages: Sequence[KeyMessage]) -> str:
    names = [f"{it.reference} ({escape_inline(it.author)})" if it.author else it.reference for it in messages]
    return _("Entered on behalf of their administration (by whom): %(messages)s.", messages=references(_, names))


def references(_: Phrases, names: Sequence[str]) -> str:
    """`MW-1, ML-2 and 12 more`"""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return f"{shown} " + _.n("and %(count)s more", "and %(count)s more", more) if more > 0 else shown


def not_complete(_: Phrases, untranslated: Sequence[str], uncleared: Sequence[str]) -> str:
    """What keeps a publication back, by name, and what to do."""
    lines = [_("Nothing was changed: something is still missing.")]
    if untranslated:
        lines.append(_("Not translated: %(messages)s. Use /synthesis translate.", messages=references(_, untranslated)))
    if uncleared:
        lines.append(_("Not cleared: %(messages)s. Use /synthesis clear.", messages=references(_, uncleared)))
    return "\n".join(lines)


def cleared(_: Phrases, it: KeyMessage) -> str:
    return _("%(reference)s, version %(version)s, is cleared.", reference=it.reference, version=it.version)


def translated(_: Phrases, it: KeyMessage, waiting: int) -> str:
    """What was kept, and how many more wait."""
    first = _(
        "Your translation of %(reference)s, version %(version)s, is kept.", reference=it.reference, version=it.version
    )
    if not waiting:
        return first + " " + _("Every key message is translated. Next: /synthesis clear.")
    return (
        first
        + " "
        + _.n("%(count)s more waits: /synthesis translate.", "%(count)s more wait: /synthesis translate.", waiting)
    )


def entered(_: Phrases, it: KeyMessage, administration: str) -> str:
    return _(
        "Entered on behalf of %(administration)s: %(reference)s, version %(version)s.",
        administration=administration,
        reference=it.reference,
        version=it.version,
    )


def publication(_: Phrases, it: Publication, channel: str) -> str:
    """What a publication brought."""
    if not it.total:
        return _("There is no key message to publish yet.")
    if not (it.new or it.changed):
        return _("Everything is already published in %(channel)s: nothing has changed since.", channel=channel)
    lines = []
    if it.new:
        messages = references(_, it.new)  # beforehand: pybabel loses a plural that has `_` among its values
        lines.append(
            _.n(
                "%(count)s message is published in %(channel)s: %(messages)s.",
                "%(count)s messages are published in %(channel)s: %(messages)s.",
                len(it.new),
                channel=channel,
                messages=messages,
            )
        )
    if it.changed:
        lines.append(
            _("Brought up to date in %(channel)s: %(messages)s.", channel=channel, messages=references(_, it.changed))
        )
    if it.overridden:
        lines.append(
            _(
                "Published by override, which is said beneath them and kept in the audit log: %(messages)s.",
                messages=references(_, it.overridden),
            )
        )
    if it.lapsed:
        lines.append(
            _(
                "Their endorsements were for an earlier version and are to be given anew: %(messages)s.",
                messages=references(_, it.lapsed),
            )
        )
    return "\n".join(lines)


def reminder(_: Phrases, f: Formats, it: Awaited, *, letter: bool = False) -> str:
    """To the people of administrations that have sent nothing yet."""
    return "\n".join(
        [
            _("**Your key messages are awaited**"),
            _("Administrations: %(names)s.", names=_names(_, f, it.administrations)),
            _how(_, letter=letter),
            _until(_, f, it),
        ]
    )


def _how(_: Phrases, *, letter: bool) -> str:
    """Under a letter there is no button, and in a direct message no command of ours."""
    if letter:
        return _("Write with /keymessage write, in the workshop's server.")
    return _("Write with the button below, or with /keymessage write.")


def reopened(_: Phrases, f: Formats, it: Awaited, *, for_all: bool, letter: bool | None = False) -> str:
    """The desk is open once more; `letter` None to the organiser, who is not to write."""
    lines = [_("**The key-message desk is open again**")]
    if not for_all:
        lines.append(_("For: %(names)s.", names=_names(_, f, it.administrations)))
    if letter is not None:
        lines.append(_how(_, letter=letter))
    lines.append(_until(_, f, it))
    return "\n".join(lines)


def _until(_: Phrases, f: Formats, it: Awaited) -> str:
    return _(
        "The desk closes on %(when)s, %(place)s time; %(yours)s on your own clock.",
        when=f.moment(it.until),
        place=f.place(),
        yours=stamp(it.until, "f"),
    )


def _names(_: Phrases, f: Formats, administrations: Sequence[Administration]) -> str:
    return f.joined([_.of(a.name) for a in f.sorted(administrations, lambda a: _.of(a.name))])
