"""Texts about a prompt and the answers to it, in one language."""

from collections.abc import Collection, Mapping, Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.posts import shortened
from bot.core.answers import CHOICE_KINDS, WRITTEN_KINDS, AnswerValue
from bot.core.programme import AnsweredBy, PromptKind, Question, Workshop
from bot.features.prompts.model import Answer, AwaitedDelegation, Round, SavedAnswer, TurnState
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

NEXT_NAMED = 3
"""How many administrations are named as the next to speak."""
SHORT_ANSWER = 200
"""Characters of an answer that is quoted in a list or in a sentence."""


def question(_: Phrases, asked: Question) -> str:
    """The question, its options, and how it is answered."""
    lines = [f"**{escape_inline(_.of(asked.text))}**"]
    if asked.kind in CHOICE_KINDS:
        lines += [f"- {escape_inline(_.of(option.text))}" for option in asked.options]
    if asked.kind is PromptKind.SCALE and asked.scale:
        lines.append(
            _(
                "From 1 (%(low)s) to 5 (%(high)s).",
                low=escape_inline(_.of(asked.scale.low)),
                high=escape_inline(_.of(asked.scale.high)),
            )
        )
    lines += _how_to_answer(_, asked)
    return "\n".join(lines)


def _how_to_answer(_: Phrases, asked: Question) -> list[str]:
    lines = []
    if asked.kind is PromptKind.MULTIPLE:
        lines.append(_("Several answers are possible."))
    if asked.kind is PromptKind.ROUND:
        lines.append(_("Round of the table: each group in turn."))
    elif asked.by is AnsweredBy.ADMINISTRATION:
        lines.append(_("One answer for each group."))
    if asked.anonymous:
        lines.append(anonymity_notice(_))
    return lines


def anonymity_notice(_: Phrases) -> str:
    return _("Anonymous: neither your name nor your group is kept with your answer.")


def answer_counts(_: Phrases, workshop: Workshop, answers: int, administrations: int, *, closed: bool) -> str:
    """`3 answers, 2 administrations · closed`"""
    line = _.n("%(count)s answer", "%(count)s answers", answers)
    if administrations:
        line += ", " + group_word.counted(_, workshop, administrations)
    # Translators: a question that takes no more answers
    return line + (" · " + _("closed") if closed else "")


def round_status(
    _: Phrases, f: Formats, current: Round, names: Mapping[str, str], answered: Collection[str], *, closed: bool
) -> str:
    """Whose turn it is and who is next, while the prompt is open; who has spoken, and who has passed.

    `names` are the administrations' names by code, `answered` the codes of those that have answered in writing.
    The text is empty if the prompt closed before the first turn ended.
    """

    def named(codes: Sequence[str]) -> str:
        return f.joined([names.get(code, code) for code in codes])

    lines = []
    if current.speaking and not closed:
        # Translators: the group that speaks now
        lines.append(_("Speaking: %(name)s", name=f"**{names.get(current.speaking, current.speaking)}**"))
    elif not current.speaking:
        lines.append(_("The round is complete."))
    if (waiting := current.in_state(TurnState.WAITING)) and not closed:
        # Translators: the groups that speak next
        lines.append(_("Next: %(names)s", names=named(waiting[:NEXT_NAMED])))
    passed = current.in_state(TurnState.PASSED)
    since = [code for code in passed if code in answered]
    silent = [code for code in passed if code not in answered]
    if spoken := current.in_state(TurnState.SPOKEN):
        said = named(spoken)
        lines.append(_.n("Has spoken: %(names)s", "Have spoken: %(names)s", len(spoken), names=said))
    if silent:
        lines.append(_.n("Has passed: %(names)s", "Have passed: %(names)s", len(silent), names=named(silent)))
    if since:
        lines.append(_passed_then_answered(_, named(since), len(since)))
    return "\n".join(lines)


def _passed_then_answered(_: Phrases, names: str, count: int) -> str:
    return _.n("Has passed, then answered: %(names)s", "Have passed, then answered: %(names)s", count, names=names)


def answer_saved(_: Phrases, saved: SavedAnswer) -> list[str]:
    """The reply to the answerer: what was saved, and which colleague's answer it replaced."""
    asked = saved.prompt.question
    lines = [_saved(_, asked, changed=saved.changed)]
    if saved.replaced:
        earlier = shortened(answer_in_one_line(_, asked, saved.replaced.content), SHORT_ANSWER)
        name = escape_inline(saved.replaced.name or "")
        lines.append(_("It replaces what %(name)s had answered: %(answer)s", name=name, answer=earlier))
        if saved.replaced.participant:
            lines.append(_("Your colleague is told."))
    return ["\n".join(lines), _quoted(_, asked, saved.content)]


def _saved(_: Phrases, asked: Question, *, changed: bool) -> str:
    by_administration = asked.by is AnsweredBy.ADMINISTRATION
    if changed and by_administration:
        return _("Your group's new answer is saved. It replaces the earlier one.")
    if changed:
        return _("Your new answer is saved. It replaces the earlier one.")
    if by_administration:
        return _("Your group's answer is saved. You can change it until the question closes.")
    return _("Your answer is saved. You can change it until the question closes.")


def answer_replaced(_: Phrases, saved: SavedAnswer, by: str) -> list[str]:
    """The notice to the colleague whose answer was replaced by `by`, a name."""
    asked = saved.prompt.question
    first = _(
        "%(name)s has changed your group's answer to “%(question)s”. It now reads:",
        name=escape_inline(by),
        question=escape_inline(_.of(asked.text)),
    )
    return [first, _quoted(_, asked, saved.content)]


def answer_replaced_in_public(_: Phrases, asked: Question) -> str:
    """The same notice in a channel. It does not show the answer."""
    return _(
        "A colleague has changed your group's answer to “%(question)s”. See it with /me.",
        question=_.of(asked.text),
    )


def _quoted(_: Phrases, asked: Question, content: AnswerValue) -> str:
    if asked.kind in WRITTEN_KINDS:
        return block_quote(content.text or "")
    return f"> {answer_in_one_line(_, asked, content)}"


def answer_in_one_line(_: Phrases, asked: Question, content: AnswerValue) -> str:
    """An answer on one line: its text, its value, or the picked options."""
    if content.text is not None:
        return escape_inline(content.text)
    if content.value is not None:
        return str(content.value)
    return _("; ").join(escape_inline(_.of(option.text)) for option in asked.options if option.id in content.options)


def own_answers(_: Phrases, answers: Sequence[tuple[Question, Answer]]) -> str:
    """The answers of one person and of their delegation, for `/me`."""
    if not answers:
        return _("**My answers**: none yet.")
    lines = [
        "- "
        + _(
            "“%(question)s”: %(answer)s",
            question=escape_inline(_.of(asked.text)),
            answer=shortened(answer_in_one_line(_, asked, answer.content), SHORT_ANSWER),
        )
        for asked, answer in answers
    ]
    return "\n".join([_("**My answers**, and our group's"), *lines])


def still_awaited(_: Phrases, asked: Question) -> str:
    """The first line of a nudge by direct message."""
    return _("Your answer is still expected: %(question)s", question=f"**{escape_inline(_.of(asked.text))}**")


def answers_missing(_: Phrases, asked: Question, count: int) -> str:
    """The public nudge, in which no administration is named."""
    return _.n(
        "%(count)s group has not answered yet: %(question)s",
        "%(count)s groups have not answered yet: %(question)s",
        count,
        question=f"**{escape_inline(_.of(asked.text))}**",
    )


def nudged(_: Phrases, f: Formats, awaited: Sequence[AwaitedDelegation]) -> str:
    """The reply to the facilitator: how many administrations were nudged, and which ones nobody has joined."""
    if not awaited:
        return _("Every group has answered: nobody was reminded.")
    count = sum(bool(each.people) for each in awaited)
    lines = [_.n("%(count)s group was reminded.", "%(count)s groups were reminded.", count)]
    if empty := f.sorted((_.of(each.administration.name) for each in awaited if not each.people), str):
        lines.append(_("Nobody has joined yet for: %(names)s.", names=f.joined(empty)))
    return "\n".join(lines)
