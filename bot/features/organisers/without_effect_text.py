"""Texts about changes of a workshop file that have no effect, in one language."""

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
    """A sentence for each reason why a change has no effect, or none yet."""
    sentences = [*_of_sessions(_, f, found), *_of_questions(_, f, found), *_of_announcements(_, f, found)]
    if found.desk:
        sentences.append(
            _("The key-message desk has closed. What changes there counts once it is open again: /synthesis reopen.")
        )
    if found.server:
        sentences.append(_("The other server is used once I am started again."))
    return sentences


def _of_sessions(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    kept, outcomes, past = (_sessions(_, f, those) for those in (found.kept, found.outcomes, found.past))
    return _sentences_with_content(
        (
            found.kept,
            _.n(
                "Begun or changed live, and left as it is: %(sessions)s. To change it: /schedule move or "
                "/session link.",
                "Begun or changed live, and left as they are: %(sessions)s. To change them: /schedule move or "
                "/session link.",
                len(found.kept),
                sessions=kept,
            ),
        ),
        (
            found.outcomes,
            _.n(
                "What came of this session was written with /session outcome, and that stands: %(sessions)s.",
                "What came of these sessions was written with /session outcome, and that stands: %(sessions)s.",
                len(found.outcomes),
                sessions=outcomes,
            ),
        ),
        (
            found.past,
            _.n(
                "This session is over already, so nothing is announced: %(sessions)s.",
                "These sessions are over already, so nothing is announced: %(sessions)s.",
                len(found.past),
                sessions=past,
            ),
        ),
    )


def _of_questions(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    questions = f.joined([_quoted(_, question.text) for question in found.asked])
    closed, sealed = (_titles(_, f, those) for those in (found.closed, found.sealed))
    return _sentences_with_content(
        (
            found.asked,
            _.n(
                "Asked already, so this question keeps its words and its options: %(questions)s.",
                "Asked already, so these questions keep their words and their options: %(questions)s.",
                len(found.asked),
                questions=questions,
            ),
        ),
        (
            found.closed,
            _.n(
                "This evaluation has closed, so nobody sees the change: %(titles)s.",
                "These evaluations have closed, so nobody sees the change: %(titles)s.",
                len(found.closed),
                titles=closed,
            ),
        ),
        (
            found.sealed,
            _.n(
                "This evaluation was anonymous and has closed, so it cannot open again: %(titles)s.",
                "These evaluations were anonymous and have closed, so they cannot open again: %(titles)s.",
                len(found.sealed),
                titles=sealed,
            ),
        ),
    )


def _of_announcements(_: Phrases, f: Formats, found: WithoutEffect) -> list[str]:
    announced, too_late = (_announcements(_, f, those) for those in (found.announced, found.too_late))
    return _sentences_with_content(
        (
            found.announced,
            _(
                "Announced already, and not a second time: %(announcements)s.",
                announcements=announced,
            ),
        ),
        (
            found.too_late,
            _.n(
                "The time of this announcement is past, so it is left out: %(announcements)s.",
                "The time of these announcements is past, so they are left out: %(announcements)s.",
                len(found.too_late),
                announcements=too_late,
            ),
        ),
    )


def _sentences_with_content(*sentences: tuple[Sequence[object], str]) -> list[str]:
    """The sentences whose list is not empty. Each sentence comes with its list."""
    return [sentence for told, sentence in sentences if told]


def _sessions(_: Phrases, f: Formats, states: Sequence[SessionState]) -> str:
    return f.joined([_quoted(_, state.session.title) for state in states])


def _titles(_: Phrases, f: Formats, evaluations: Sequence[Evaluation]) -> str:
    return f.joined([_quoted(_, each.title) for each in evaluations])


def _announcements(_: Phrases, f: Formats, found: Sequence[ListedAnnouncement]) -> str:
    return f.joined(list(dict.fromkeys(announcement_name(_, each) for each in found)))


def _quoted(_: Phrases, text: Text) -> str:
    return _("“%(text)s”", text=escape_inline(shortened(_.of(text), MAX_TITLE)))
