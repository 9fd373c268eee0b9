"""The posts of a prompt: its message in plenary, and its results, private for a facilitator or public."""

import io
from collections.abc import Collection, Sequence

import discord

from bot.chat.multilingual import in_all_languages, in_each, language_blocks, phrase_in_each
from bot.chat.posts import EMBED, EMBEDS, Post, button, buttons, menu
from bot.core.programme import PromptKind, Question
from bot.features.prompts import results_text, text
from bot.features.prompts.model import Answer, AnsweringStatus, Prompt, Round
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

PRIMARY = discord.ButtonStyle.primary


def prompt_post(
    context: WorkshopContext, prompt: Prompt, counts: tuple[int, int], current: Round, answered: Collection[str] = ()
) -> Post:
    """The message as it should be now.

    Once the prompt is closed, it has no button or menu. `counts` are the number of answers and of the administrations
    that gave them. `answered` are the codes of these, for a round.
    """
    closed = not prompt.is_open

    def say(_: Phrases, f: Formats) -> str:
        status = text.round_status(_, f, current, _names(context, _), answered, closed=closed) if current.turns else ""
        return "\n\n".join(filter(None, (text.question(_, prompt.question), status)))

    blocks = language_blocks(context, say)
    lines = in_all_languages(context, lambda _, f: text.answer_counts(_, context.workshop, *counts, closed=closed))
    view = None if closed else _view(context, prompt.question, current)
    return Post.of(*blocks, " / ".join(dict.fromkeys(lines)), view=view)


def _names(context: WorkshopContext, _: Phrases) -> dict[str, str]:
    return {each.code: _.of(each.name) for each in context.workshop.administrations}


def _view(context: WorkshopContext, question: Question, current: Round) -> discord.ui.View:
    """A button that opens a form, a menu, or five buttons."""
    match question.kind:
        case PromptKind.OPEN:
            return buttons([_answer_button(context, question)])
        case PromptKind.ROUND:
            return _round_view(context, question, current)
        case PromptKind.SCALE:
            return buttons([button(str(n), f"prompt:rate:{question.id}:{n}") for n in range(1, 6)])
        case PromptKind.CHOICE | PromptKind.MULTIPLE:
            options = [(in_each(context, option.text), option.id) for option in question.options]
            most = len(options) if question.kind is PromptKind.MULTIPLE else 1
            # Translators: above a menu: choose an answer
            placeholder = phrase_in_each(context, mark("Choose"))
            return buttons([menu(f"prompt:pick:{question.id}", options, placeholder=placeholder, most=most)])


def _round_view(context: WorkshopContext, question: Question, current: Round) -> discord.ui.View:
    """The ids of *Next* and *Pass* contain the administration that speaks: pressed too late, they end no other turn."""
    row = [_answer_button(context, question)]
    if current.speaking:
        turn = f"{question.id}:{current.speaking}"
        # Translators: button: the next group speaks
        row.append(button(phrase_in_each(context, mark("Next")), f"prompt:next:{turn}"))
        # Translators: button: this group does not speak, the next one does
        row.append(button(phrase_in_each(context, mark("Pass")), f"prompt:pass:{turn}"))
    return buttons(row)


def _answer_button(context: WorkshopContext, question: Question) -> discord.ui.Button[discord.ui.View]:
    # Translators: button: give an answer
    return button(phrase_in_each(context, mark("Answer")), f"prompt:answer:{question.id}", PRIMARY)


MAX_PRIVATE = 5_500
"""Characters of the private reply."""
RULE = "* * *"
"""Between two answers of a file, which may have several paragraphs."""


def private_results(
    _: Phrases,
    f: Formats,
    context: WorkshopContext,
    prompt: Prompt,
    answers: Sequence[Answer],
    status: AnsweringStatus | None,
) -> Post:
    """For a facilitator. `status` is None if the prompt is anonymous."""
    asked = prompt.question
    names = _names(context, _)
    blocks = [results_text.results(_, f, asked, answers)]
    if lines := results_text.by_administration(f, asked, answers, names):
        blocks.append("\n".join([results_text.heading_by_administration(_, context.workshop, asked), *lines]))
    written = "\n".join(results_text.written_answers(f, asked, answers, names))
    if status:
        blocks.append(results_text.answering_status(_, f, context.workshop, status))
    whole = [*blocks, written] if written else blocks
    if sum(map(len, whole)) <= MAX_PRIVATE and len(written) <= EMBED:
        return Post(tuple(whole))
    return Post((*blocks, _("All the answers are in the file.")), files=(_file(prompt, [written]),))


def public_results(context: WorkshopContext, prompt: Prompt, answers: Sequence[Answer]) -> Post:
    """For everyone, as one silent message: totals in each language, and the written answers in a file.

    Administrations are not compared. They are named only in a round, in which each speaks for itself.
    """
    asked, f = prompt.question, Formats(context.workshop.first_language, context.workshop.zone)
    names = {each.code: in_each(context, each.name) for each in context.workshop.administrations}
    totals = language_blocks(context, lambda _, f: results_text.results(_, f, asked, answers))
    written = results_text.published_answers(f, asked, answers, names)
    if not written and sum(map(len, totals)) <= EMBEDS:
        return Post(totals, silent=True)
    heads = language_blocks(context, lambda _, f: results_text.count_and_file(_, asked, answers))
    questions = "\n".join(dict.fromkeys(asked.text.values()))
    return Post(heads, files=(_file(prompt, [questions, *written] if written else totals),), silent=True)


def _file(prompt: Prompt, blocks: Sequence[str]) -> discord.File:
    return discord.File(io.BytesIO(f"\n\n{RULE}\n\n".join(blocks).encode()), f"{prompt.id}.txt")
