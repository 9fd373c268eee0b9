"""What of a changed workshop file has no effect, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.core.programme import Evaluation
from bot.core.schedule import SessionState
from bot.core.text import Text
from bot.features.announcements.list_text import announcement_name
from bot.features.announcements.model import ListedAnnouncement
from bot.features.organisers.reload_model import WithoutEffect
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_TITLE = 60
"""Most characters of a title or a question that are shown."""


def without_effect(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    """A sentence for each reason why something of the file has no effect, or none yet."""
    sentences = [*_of_sessions(_, f, found), *_of_questions(_, f, found), *_of_announcements(_, f, found)]
    if found.desk:
        sentences.append(
            _("The key-message desk has closed. What changes there counts once it is open again: /synthesis reopen.")
        )
    if found.server:
        sentences.append(_("The other server is used once I am started again."))
    return sentences


def _of_sessions(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    sentences = []
    if found.kept:
        sessions = _sessions(_, f, found.kept)
        sentences.append(
            _.n(
                "Begun or changed live, and left as it is: %(sessions)s. To change it: /schedule move or "
                "/session link.",
                "Begun or changed live, and left as they are: %(sessions)s. To change them: /schedule move or "
                "/session link.",
                len(found.kept),
                sessions=sessions,
            )
        )
    if found.outcomes:
        sessions = _sessions(_, f, found.outcomes)
        sentences.append(
            _.n(
                "What came of this session was written with /session outcome, and that stands: %(sessions)s.",
                "What came of these sessions was written with /session outcome, and that stands: %(sessions)s.",
                len(found.outcomes),
                sessions=sessions,
            )
        )
    if found.past:
        sessions = _sessions(_, f, found.past)
        sentences.append(
            _.n(
                "This session is over already, so nothing is announced: %(sessions)s.",
                "These sessions are over already, so nothing is announced: %(sessions)s.",
                len(found.past),
                sessions=sessions,
            )
        )
    return sentences


def _of_questions(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    sentences = []
    if found.asked:
        questions = f.joined([_quoted(_, question.text) for question in found.asked])
        sentences.append(
            _.n(
                "Asked already, so this question keeps its words and its options: %(questions)s.",
                "Asked already, so these questions keep their words and their options: %(questions)s.",
                len(found.asked),
                questions=questions,
            )
        )
    if found.closed:
        titles = _titles(_, f, found.closed)
        sentences.append(
            _.n(
                "This evaluation has closed, so nobody sees the change: %(titles)s.",
                "These evaluations have closed, so nobody sees the change: %(titles)s.",
                len(found.closed),
                titles=titles,
            )
        )
    if found.sealed:
        titles = _titles(_, f, found.sealed)
        sentences.append(
            _.n(
                "This evaluation was anonymous and has closed, so it cannot open again: %(titles)s.",
                "These evaluations were anonymous and have closed, so they cannot open again: %(titles)s.",
                len(found.sealed),
                titles=titles,
            )
        )
    return sentences


def _of_announcements(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    sentences = []
    if found.announced:
        names = _announcements(_, f, found.announced)
        sentences.append(_("Announced already, and not a second time: %(announcements)s.", announcements=names))
    if found.too_late:
        names = _announcements(_, f, found.too_late)
        sentences.append(
            _.n(
                "The time of this announcement is past, so it is left out: %(announcements)s.",
                "The time of these announcements is past, so they are left out: %(announcements)s.",
                len(found.too_late),
                announcements=names,
            )
        )
    return sentences


def _sessions(_: Phrases, f: Formats, states: Sequence[SessionState]) -> str:
    return f.joined([_quoted(_, state.session.title) for state in states])


def _titles(_: Phrases, f: Formats, evaluations: Sequence[Evaluation]) -> str:
    return f.joined([_quoted(_, each.title) for each in evaluations])


def _announcements(_: Phrases, f: Formats, found: Sequence[ListedAnnouncement]) -> str:
    return f.joined(list(dict.fromkeys(announcement_name(_, each) for each in found)))


def _quoted(_: Phrases, text: Text) -> str:
    return _("“%(text)s”", text=escape_inline(shortened(_.of(text), MAX_TITLE)))
