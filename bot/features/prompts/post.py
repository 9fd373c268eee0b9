"""The message of a prompt in plenary: the question in every language, the buttons, the number of answers."""

from __future__ import annotations

import discord

from bot.chat.multilingual import in_all_languages, in_each, phrase_in_each
from bot.chat.posts import Post, button, buttons, menu
from bot.core.programme import PromptKind, Question
from bot.features.prompts import text
from bot.features.prompts.model import Prompt, Round
from bot.i18n.catalogue import Phrases, mark
from bot.workshop.context import WorkshopContext

PRIMARY = discord.ButtonStyle.primary


def prompt_post(context: WorkshopContext, prompt: Prompt, counts: tuple[int, int], current: Round) -> Post:
    """The message as it should stand now. Once the prompt is closed, it has no button or menu.

    `counts` are the number of answers and of the administrations that gave them.
    """
    closed = not prompt.is_open
    blocks = list(in_all_languages(context, lambda _, f: text.question(_, prompt.question)))
    if current.turns:
        status = in_all_languages(
            context, lambda _, f: text.round_status(_, f, current, _names(context, _), closed=closed)
        )
        blocks += filter(None, status)
    lines = in_all_languages(context, lambda _, f: text.answer_counts(_, *counts, closed=closed))
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
            placeholder = phrase_in_each(context, mark("Choose"))
            return buttons([menu(f"prompt:pick:{question.id}", options, placeholder=placeholder, most=most)])


def _round_view(context: WorkshopContext, question: Question, current: Round) -> discord.ui.View:
    """*Next* and *Pass* carry the administration that speaks: pressed too late, they end no other turn."""
    row = [_answer_button(context, question)]
    if current.speaking:
        turn = f"{question.id}:{current.speaking}"
        row.append(button(phrase_in_each(context, mark("Next")), f"prompt:next:{turn}"))
        row.append(button(phrase_in_each(context, mark("Pass")), f"prompt:pass:{turn}"))
    return buttons(row)


def _answer_button(context: WorkshopContext, question: Question) -> discord.ui.Button[discord.ui.View]:
    return button(phrase_in_each(context, mark("Answer")), f"prompt:answer:{question.id}", PRIMARY)
