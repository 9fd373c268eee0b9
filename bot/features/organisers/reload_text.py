"""Texts about a reload, in one language: its changes and losses."""

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.core.text import Text
from bot.export.headings import language_name
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.change_text import change_line
from bot.features.organisers.file_changes import FileChange
from bot.features.organisers.reload_model import Losses, OtherFiles, ReloadPreview
from bot.features.organisers.without_effect_text import without_effect
from bot.features.roster.text import some_names
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_VALUE = 60
"""Most characters of a value that are shown."""
LEAD = 15
"""How many characters before the first difference of two long texts are shown."""


def reloaded(_: Phrases, f: Formats, found: ReloadPreview) -> list[str]:
    """The changes of the new workshop file, and those that have no effect."""
    same, taken = _("The file is as it was: nothing changed."), _("The changed file is in use from now on.")
    heading = same if found.result.nothing_changed and not found.files.new else taken
    return ["\n".join([heading, *differences(_, f, found)]), *without_effect(_, f, found.without_effect)]


def differences(_: Phrases, f: Formats, found: ReloadPreview) -> list[str]:
    """A line for each difference."""
    result, lines = found.result, []
    for each in result.moved:
        line = change_line(_, f, SessionSnapshot.of(each.before), SessionSnapshot.of(each.after))
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {line}")
    lines += ["- " + _("New: %(session)s", session=_.of(state.session.title)) for state in result.added]
    lines += [
        "- " + _("No longer in the file: %(session)s", session=_.of(state.session.title)) for state in result.removed
    ]
    return [*lines, *(f"- {_difference(_, change)}" for change in result.changes), *_of_files(_, found.files)]


def _of_files(_: Phrases, files: OtherFiles) -> list[str]:
    lines = [
        _("A new workshop: %(title)s", title=_titled(_, it.title))
        if it.guild
        else _(
            "A new workshop: %(title)s. It begins once it has a server: /workshop setup.", title=_titled(_, it.title)
        )
        for it in files.new
    ]
    lines += [
        _(
            "“%(title)s”: its file is gone. It runs until I am started again, and its data stay.",
            title=_titled(_, it.title),
        )
        for it in files.gone
    ]
    lines += [
        _(
            "“%(title)s”: its file has changed too. It is loaded by a /workshop reload of its own, or once I am "
            "started again.",
            title=_titled(_, it.title),
        )
        for it in files.changed
    ]
    return [f"- {line}" for line in lines]


def _difference(_: Phrases, change: FileChange) -> str:
    where = " · ".join(_titled(_, part) for part in change.where)
    entry = f"{where} (`{change.key}`)"
    if change.is_entry and change.before is None:
        return _("New: %(session)s", session=entry)
    if change.is_entry:
        return _("No longer in the file: %(session)s", session=entry)
    values = " → ".join(_value(_, value) for value in _where_they_differ(change.before or "", change.after or ""))
    return f"{entry if where else f'`{change.key}`'}{_(':')} {values}"


def _titled(_: Phrases, part: Text | str) -> str:
    return escape_inline(shortened(part if isinstance(part, str) else _.of(part), MAX_VALUE))


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Both texts.

    Long ones are cut at the start, to begin shortly before they differ, since only their beginnings are shown.
    """
    both = enumerate(zip(before, after, strict=False))
    same = next((position for position, (one, other) in both if one != other), min(len(before), len(after)))
    if max(len(before), len(after)) <= MAX_VALUE or same <= LEAD:
        return before, after
    return f"…{before[same - LEAD :]}", f"…{after[same - LEAD :]}"


def _value(_: Phrases, value: str) -> str:
    return _("“%(text)s”", text=escape_inline(shortened(value, MAX_VALUE))) if value else "–"


def question(_: Phrases, f: Formats, losses: Losses) -> str:
    """What a reload would remove, above the buttons."""
    if losses.is_empty:
        return _("**It removes nothing. Load the file?**")
    lines = [_("**This removes something. Load the file all the same?**")]
    for group, people in losses.groups:
        name, names = _titled(_, group.name), some_names(_, f, people)
        lines.append(
            _.n(
                "%(group)s is removed, and %(count)s person is left without a group: %(names)s.",
                "%(group)s is removed, and %(count)s people are left without a group: %(names)s.",
                len(people),
                group=name,
                names=names,
            )
        )
    for state in losses.sessions:
        session = _.of(state.session.title)
        lines.append(_("“%(session)s” is removed: what was recorded there is no longer shown.", session=session))
    for evaluation in losses.evaluations:
        title = _.of(evaluation.title)
        lines.append(_("“%(title)s”: answers to the questions removed are no longer shown.", title=title))
    for language, number in losses.languages:
        name = language_name(_.language, language)
        lines.append(
            _.n(
                "%(language)s is removed: %(count)s person gets another language.",
                "%(language)s is removed: %(count)s people get another language.",
                number,
                language=name,
            )
        )
    if losses.key_messages:
        lines.append(_("The key messages are removed: those written are no longer shown."))
    heading, *items = lines
    purge = [_purge(_, f, losses)] if losses.purge_at else []
    return "\n".join([heading, *(f"- {item}" for item in items), *purge])


def _purge(_: Phrases, f: Formats, losses: Losses) -> str:
    assert losses.purge_at is not None
    return "- " + _(
        "With this file, personal data are kept until %(day)s only. I erase them once I have run for seven "
        "days with this date, and tell you a week before in the organisers' channel. Is the date wrong? "
        "Then do not load the file.",
        day=f.day(losses.purge_at),
    )
