"""A question put to the room and the answers to it, in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.posts import shortened
from bot.core.answers import CHOICE_KINDS, WRITTEN_KINDS, AnswerValue
from bot.core.programme import AnsweredBy, PromptKind, Question
from bot.features.prompts.answer_service import Answer, Kept
from bot.features.prompts.round_model import Round, Turn
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

COMING = 3
"""How many of those whose turn comes are named."""
IN_A_LIST = 200
"""Most characters of an answer among others."""


def question(_: Phrases, it: Question) -> str:
    """The question, what there is to choose from, and how it is answered."""
    lines = [f"**{escape_inline(_.of(it.text))}**"]
    if it.kind in CHOICE_KINDS:
        lines += [f"- {escape_inline(_.of(option.text))}" for option in it.options]
    if it.kind is PromptKind.SCALE and it.scale:
        lines.append(
            _(
                "From 1 (%(low)s) to 5 (%(high)s).",
                low=escape_inline(_.of(it.scale.low)),
                high=escape_inline(_.of(it.scale.high)),
            )
        )
    lines += _how(_, it)
    return "\n".join(lines)


def _how(_: Phrases, it: Question) -> list[str]:
    lines = []
    if it.kind is PromptKind.MULTIPLE:
        lines.append(_("Several answers are possible."))
    if it.kind is PromptKind.ROUND:
        lines.append(_("Round of the table: each administration in turn."))
    elif it.by is AnsweredBy.ADMINISTRATION:
        lines.append(_("One answer for each administration."))
    if it.anonymous:
        lines.append(anonymous(_))
    return lines


def anonymous(_: Phrases) -> str:
    return _("Anonymous: neither your name nor your administration is kept with your answer.")


def counted(_: Phrases, answers: int, administrations: int, *, closed: bool) -> str:
    """How many have answered so far."""
    line = _.n("%(count)s answer", "%(count)s answers", answers)
    if administrations:
        line += ", " + _.n("%(count)s administration", "%(count)s administrations", administrations)
    return line + (" · " + _("closed") if closed else "")


def round_of_the_table(_: Phrases, f: Formats, it: Round, names: Mapping[str, str], *, closed: bool) -> str:
    """Whose turn it is and who comes next, until the question closes; who has spoken and who has passed."""

    def named(codes: Sequence[str]) -> str:
        return f.joined([names.get(code, code) for code in codes])

    lines = []
    if it.speaking and not closed:
        lines.append(_("Speaking: %(name)s", name=f"**{names.get(it.speaking, it.speaking)}**"))
    elif not it.speaking:
        lines.append(_("The round is complete."))
    if (coming := it.in_state(Turn.WAITING)) and not closed:
        lines.append(_("Next: %(names)s", names=named(coming[:COMING])))
    if spoken := it.in_state(Turn.SPOKEN):
        lines.append(_("Have spoken: %(names)s", names=named(spoken)))
    if passed := it.in_state(Turn.PASSED):
        lines.append(_("Have passed: %(names)s", names=named(passed)))
    return "\n".join(lines)


def kept(_: Phrases, it: Kept) -> list[str]:
    """To the one who answered: what is kept, and whose answer it took the place of."""
    asked = it.prompt.question
    lines = [_kept(_, asked, changed=it.changed)]
    if it.replaced:
        earlier = shortened(said(_, asked, it.replaced.said), IN_A_LIST)
        name = escape_inline(it.replaced.name or "")
        lines.append(_("It replaces what %(name)s had answered: %(answer)s", name=name, answer=earlier))
        if it.replaced.participant:
            lines.append(_("Your colleague is told."))
    return ["\n".join(lines), _block(_, asked, it.said)]


def _kept(_: Phrases, asked: Question, *, changed: bool) -> str:
    ours = asked.by is AnsweredBy.ADMINISTRATION
    if changed and ours:
        return _("Your administration's new answer is kept in place of the earlier one.")
    if changed:
        return _("Your new answer is kept in place of the earlier one.")
    if ours:
        return _("Your administration's answer is kept. You can change it until the question closes.")
    return _("Your answer is kept. You can change it until the question closes.")


def replaced(_: Phrases, it: Kept, by: str) -> list[str]:
    """To the colleague whose answer no longer stands."""
    asked = it.prompt.question
    first = _(
        "%(name)s has changed your administration's answer to “%(question)s”. It now reads:",
        name=escape_inline(by),
        question=escape_inline(_.of(asked.text)),
    )
    return [first, _block(_, asked, it.said)]


def _block(_: Phrases, asked: Question, it: AnswerValue) -> str:
    return block_quote(it.text or "") if asked.kind in WRITTEN_KINDS else f"> {said(_, asked, it)}"


def said(_: Phrases, asked: Question, it: AnswerValue) -> str:
    """An answer on one line: its text, the options picked, or the value."""
    if it.text is not None:
        return escape_inline(it.text)
    if it.value is not None:
        return str(it.value)
    return _("; ").join(escape_inline(_.of(option.text)) for option in asked.options if option.id in it.options)


def own(_: Phrases, found: Sequence[tuple[Question, Answer]]) -> str:
    """What one and one's delegation answered; anonymous answers are not known."""
    if not found:
        return _("**My answers**: none yet.")
    lines = [
        "- "
        + _(
            "“%(question)s”: %(answer)s",
            question=escape_inline(_.of(asked.text)),
            answer=shortened(said(_, asked, answer.said), IN_A_LIST),
        )
        for asked, answer in found
    ]
    return "\n".join([_("**My answers**, and our administration's"), *lines])


def still_awaited(_: Phrases, it: Question) -> str:
    """The first words of a reminder."""
    return _("Your answer is still awaited: %(question)s", question=f"**{escape_inline(_.of(it.text))}**")
