"""Texts of /synthesis for organisers, in one language: the state of the messages, and what is still missing."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.escaping import escape_inline
from bot.chat.wording import administration_names
from bot.core.programme import Workshop
from bot.features.key_messages.announcement_text import still_missing
from bot.features.key_messages.model import DeskInvitation, DeskOverview, KeyMessage
from bot.features.key_messages.publication_model import PublicationResult
from bot.features.key_messages.text import closing_time, coverage_line, desk_opens_at, state_name
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_NAMES = 40
"""How many messages one sentence names."""


def overview(
    _: Phrases, f: Formats, workshop: Workshop, overview: DeskOverview, opens: datetime | None = None
) -> list[str]:
    """`14/17`, the missing administrations, the messages by state and by theme, and the next step.

    `opens` is when the desk opens (UTC), None once it has: before, nobody is missing.
    """
    if opens and not overview.coverage.messages:
        return [desk_opens_at(_, opens)]
    blocks = [coverage_line(_, f, overview.coverage)]
    if overview.coverage.messages:
        blocks.append(_by_state(_, overview))
        if workshop.themes:
            blocks.append(_by_theme(_, workshop, overview))
    if overview.on_behalf:
        blocks.append(_on_behalf(_, overview.on_behalf))
    if overview.untranslated:
        blocks.append(
            _.n(
                "%(count)s message waits for a translation: see it with /synthesis translate.",
                "%(count)s messages wait for a translation: see the next with /synthesis translate.",
                len(overview.untranslated),
            )
        )
    return blocks


def _by_state(_: Phrases, overview: DeskOverview) -> str:
    lines = [_("**By state**")]
    for state, messages in overview.by_state.items():
        line = f"- {state_name(_, state)}{_(':')} {len(messages)}"
        lines.append(f"{line} ({references(_, [m.reference for m in messages])})" if messages else line)
    return "\n".join(lines)


def _by_theme(_: Phrases, workshop: Workshop, overview: DeskOverview) -> str:
    lines = [_("**By theme**")]
    for id, count in overview.by_theme.items():
        theme = workshop.theme(id or "")
        lines.append(f"- {_.of(theme.text) if theme else _('No theme')}{_(':')} {count}")
    return "\n".join(lines)


def _on_behalf(_: Phrases, messages: Sequence[KeyMessage]) -> str:
    names = [f"{each.reference} ({escape_inline(each.author)})" if each.author else each.reference for each in messages]
    listed = references(_, names)
    return _.n(
        "Entered on behalf of its group (by whom): %(messages)s.",
        "Entered on behalf of their group (by whom): %(messages)s.",
        len(names),
        messages=listed,
    )


def references(_: Phrases, names: Sequence[str]) -> str:
    """`MW-1, ML-2 and 12 more`"""
    shown = ", ".join(names[:MAX_NAMES])
    more = len(names) - MAX_NAMES
    return f"{shown} " + _.n("and %(count)s more", "and %(count)s more", more) if more > 0 else shown


def not_complete(_: Phrases, untranslated: Sequence[str], uncleared: Sequence[str]) -> str:
    """The messages that prevent a publication, and what to do."""
    lines = [_("Nothing was changed: something is still missing.")]
    if untranslated:
        names = references(_, untranslated)
        lines.append(
            _.n(
                "Not translated: %(messages)s. To translate: /synthesis translate.",
                "Not translated: %(messages)s. To translate: /synthesis translate.",
                len(untranslated),
                messages=names,
            )
        )
    if uncleared:
        names = references(_, uncleared)
        lines.append(
            _.n(
                "Not cleared: %(messages)s. To clear: /synthesis clear.",
                "Not cleared: %(messages)s. To clear: /synthesis clear.",
                len(uncleared),
                messages=names,
            )
        )
    return "\n".join(lines)


def cleared(_: Phrases, message: KeyMessage) -> str:
    return _("%(reference)s, version %(version)s, is cleared.", reference=message.reference, version=message.version)


def translated(_: Phrases, message: KeyMessage, waiting: int) -> str:
    """The translation is saved, and `waiting` more messages need one."""
    first = _(
        "Your translation of %(reference)s, version %(version)s, is saved.",
        reference=message.reference,
        version=message.version,
    )
    if not waiting:
        return first + " " + _("Every key message is translated. Next: /synthesis clear.")
    return (
        first
        + " "
        + _.n("%(count)s more waits: /synthesis translate.", "%(count)s more wait: /synthesis translate.", waiting)
    )


def entered(_: Phrases, message: KeyMessage, administration: str) -> str:
    return _(
        "Entered on behalf of %(administration)s: %(reference)s, version %(version)s.",
        administration=administration,
        reference=message.reference,
        version=message.version,
    )


def publication(_: Phrases, result: PublicationResult, channel: str) -> str:
    if not result.total:
        return _("There is no key message to publish yet.")
    if not (result.new or result.changed):
        return _("Everything is already published in %(channel)s: nothing has changed since.", channel=channel)
    lines = []
    if result.new:
        messages = references(_, result.new)  # computed first: pybabel misses a plural whose values contain `_`
        lines.append(
            _.n(
                "%(count)s message is published in %(channel)s: %(messages)s.",
                "%(count)s messages are published in %(channel)s: %(messages)s.",
                len(result.new),
                channel=channel,
                messages=messages,
            )
        )
    if result.changed:
        messages = references(_, result.changed)
        lines.append(_("Brought up to date in %(channel)s: %(messages)s.", channel=channel, messages=messages))
    return "\n".join([*lines, *_what_to_know(_, result)])


def _what_to_know(_: Phrases, result: PublicationResult) -> list[str]:
    """The messages that were published although incomplete, and those whose endorsements no longer count."""
    lines = []
    if result.overridden:
        messages = references(_, result.overridden)
        lines.append(
            _.n(
                "Published before full approval (stated below it and recorded in the audit log): %(messages)s.",
                "Published before full approval (stated below each and recorded in the audit log): %(messages)s.",
                len(result.overridden),
                messages=messages,
            )
        )
    if result.lapsed:
        messages = references(_, result.lapsed)
        lines.append(
            _.n(
                "Its endorsements were for an earlier version and must be given again: %(messages)s.",
                "Their endorsements were for an earlier version and must be given again: %(messages)s.",
                len(result.lapsed),
                messages=messages,
            )
        )
    return lines


def reminder(_: Phrases, f: Formats, invitation: DeskInvitation, *, direct: bool = False) -> str:
    """To the people of administrations that have sent nothing yet. `direct`: in a direct message."""
    return "\n".join(
        [
            _("**We look forward to your key messages**"),
            _your_turn(_) if direct else still_missing(_, len(invitation.administrations)),
            _how_to_write(_, direct=direct),
            closing_time(_, f, invitation.until),
        ]
    )


def reopened(_: Phrases, f: Formats, invitation: DeskInvitation, *, for_all: bool, direct: bool = False) -> str:
    """To the people for whom the desk is open again. `direct`: in a direct message."""
    lines = [_("**The key-message desk is open again**")]
    if not for_all:
        lines.append(_your_turn(_) if direct else _open_for(_, len(invitation.administrations)))
    return "\n".join([*lines, _how_to_write(_, direct=direct), closing_time(_, f, invitation.until)])


def _open_for(_: Phrases, count: int) -> str:
    """In public: the people for whom it is open are mentioned, but their administrations are not named."""
    return _.n("It is open again for %(count)s group.", "It is open again for %(count)s groups.", count)


def _your_turn(_: Phrases) -> str:
    """In a direct message, which only these people read."""
    return _("This is for your group.")


def reopened_for_organiser(_: Phrases, f: Formats, invitation: DeskInvitation, *, for_all: bool) -> str:
    """The reply to the organiser who reopened the desk: without how to write."""
    lines = [_("**The key-message desk is open again**")]
    if not for_all:
        lines.append(_("For: %(names)s.", names=administration_names(_, f, invitation.administrations)))
    return "\n".join([*lines, closing_time(_, f, invitation.until)])


def _how_to_write(_: Phrases, *, direct: bool) -> str:
    """A direct message has no button, and the bot's commands do not work there."""
    if direct:
        return _("Write with /keymessage write, in the workshop's server.")
    return _("Write with the button below, or with /keymessage write.")
