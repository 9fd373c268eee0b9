"""What a reload changes, takes away and leaves without effect, in one language."""

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.core.text import Text
from bot.export.headings import language_name
from bot.features.announcements.change_notice import SessionSnapshot
from bot.features.announcements.change_text import change_line
from bot.features.organisers.file_changes import FileChange
from bot.features.organisers.model import Losses, ReloadResult
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_VALUE = 60
"""Most characters of a value that are shown."""


def reloaded(_: Phrases, f: Formats, result: ReloadResult) -> list[str]:
    """What the new workshop file changed, and what of it has no effect."""
    same, taken = _("The file is as it was: nothing changed."), _("The changed file is in use from now on.")
    heading = same if result.nothing_changed else taken
    return ["\n".join([heading, *differences(_, f, result)]), *without_effect(_, f, result)]


def differences(_: Phrases, f: Formats, result: ReloadResult) -> list[str]:
    """A line for each difference."""
    lines = []
    for each in result.moved:
        line = change_line(_, f, SessionSnapshot.of(each.before), SessionSnapshot.of(each.after))
        lines.append(f"- {_.of(each.after.session.title)}{_(':')} {line}")
    lines += ["- " + _("New: %(session)s", session=_.of(state.session.title)) for state in result.added]
    lines += [
        "- " + _("No longer in the file: %(session)s", session=_.of(state.session.title)) for state in result.removed
    ]
    lines += [f"- {_difference(_, change)}" for change in result.changes]
    return lines + ["- " + _("A new workshop: %(title)s", title=_titled(_, it.title)) for it in result.new]


def _difference(_: Phrases, change: FileChange) -> str:
    where = " · ".join(_titled(_, part) for part in change.where)
    entry = f"{where} (`{change.key}`)"
    if change.is_entry and change.before is None:
        return _("New: %(session)s", session=entry)
    if change.is_entry:
        return _("No longer in the file: %(session)s", session=entry)
    values = " → ".join(_value(_, value) for value in (change.before, change.after))
    return f"{entry if where else f'`{change.key}`'}{_(':')} {values}"


def _titled(_: Phrases, part: Text | str) -> str:
    return escape_inline(shortened(part if isinstance(part, str) else _.of(part), MAX_VALUE))


def _value(_: Phrases, value: str | None) -> str:
    return "–" if value is None else _("“%(text)s”", text=escape_inline(shortened(value, MAX_VALUE)))


def without_effect(_: Phrases, f: Formats, result: ReloadResult) -> list[str]:
    """What of the new file has no effect, or none yet."""
    lines = []
    if result.kept:
        names = f.joined([_.of(state.session.title) for state in result.kept])
        lines.append(
            _(
                "Changed during the workshop, and left as they are: %(sessions)s. To change them: /schedule move.",
                sessions=names,
            )
        )
    if result.asked:
        names = f.joined([_("“%(text)s”", text=_titled(_, question.text)) for question in result.asked])
        lines.append(_("Asked already, and left as they were: %(questions)s.", questions=names))
    if result.changes_key("roles", "channels"):
        lines.append(_("Roles or channels have other names. To create what is missing: /workshop setup."))
    if result.changes_key("guild"):
        lines.append(_("The other server is used once I am started again."))
    return lines


def question(_: Phrases, f: Formats, losses: Losses) -> str:
    """What a reload would take away, above the buttons."""
    if losses.is_empty:
        return _("**It removes nothing. Load the file?**")
    lines = [_("**This removes something. Load the file all the same?**")]
    for group, people in losses.groups:
        name = _titled(_, group.name)
        lines.append(
            _.n(
                "%(group)s is removed: %(count)s person is left without a group.",
                "%(group)s is removed: %(count)s people are left without a group.",
                people,
                group=name,
            )
        )
    for state in losses.sessions:
        session = _.of(state.session.title)
        lines.append(_("“%(session)s” is removed: what was recorded there is no longer shown.", session=session))
    for evaluation in losses.evaluations:
        title = _.of(evaluation.title)
        lines.append(_("“%(title)s”: answers to the questions removed are no longer shown.", title=title))
    for language, people in losses.languages:
        name = language_name(_.language, language)
        lines.append(
            _.n(
                "%(language)s is removed: %(count)s person gets another language.",
                "%(language)s is removed: %(count)s people get another language.",
                people,
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
