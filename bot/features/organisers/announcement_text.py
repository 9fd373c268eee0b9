"""The evening summary of a day, for everyone and for organisers, in one language."""

from bot.chat.wording import administration_names, clock_note, session_line
from bot.features.organisers.day_summary import DaySummary
from bot.features.programme.outcome_text import summary_lines
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def day_summary(_: Phrases, f: Formats, it: DaySummary, administrations: int) -> str:
    """The day in figures, and what comes next. It does not name the absent administrations."""
    lines = [
        _("**Summary of %(day)s**", day=f.day(it.day)),
        "- " + _.n("%(count)s person took part", "%(count)s people took part", it.people),
        "- "
        + _.n(
            "%(count)s group of %(all)s was represented",
            "%(count)s groups of %(all)s were represented",
            len(it.represented),
            all=administrations,
        ),
        "- " + _.n("%(count)s answer to the day's questions", "%(count)s answers to the day's questions", it.answers),
    ]
    if it.key_messages:
        lines.append("- " + _.n("%(count)s key message so far", "%(count)s key messages so far", it.key_messages))
    lines += summary_lines(_, it.outcomes)
    if it.next_day:
        lines += ["", _("**Next: %(day)s**", day=f.day(it.next_day))]
        lines += [*(session_line(_, f, state) for state in it.coming), clock_note(_, f)]
    else:
        lines.append(_("This was the last day. Thank you all, and see you next time."))
    return "\n".join(lines)


def missing_administrations(_: Phrases, f: Formats, it: DaySummary) -> str:
    """For organisers only: which administrations were missing."""
    if not it.missing:
        return _("Every group was represented on %(day)s.", day=f.day(it.day))
    names = administration_names(_, f, it.missing)
    return _("Not represented on %(day)s: %(names)s.", day=f.day(it.day), names=names)
