"""A question's message in plenary: its text in every language, how it is answered, how many have."""

from __future__ import annotations

import discord

from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.posts import Post, button, buttons, menu
from bot.core.programme import PromptKind, Question
from bot.features.prompts import answer_service as answers
from bot.features.prompts import round_service as rounds
from bot.features.prompts import text as words
from bot.features.prompts.round_model import Round
from bot.features.prompts.service import Prompt
from bot.i18n.catalogue import Phrases, mark, phrases
from bot.workshop.context import WorkshopContext

PRIMARY = discord.ButtonStyle.primary


async def as_post(context: WorkshopContext, prompt: Prompt) -> Post:
    """The message as it stands; without its button or menu once the question is closed."""
    count, administrations = await answers.counts(context, prompt.id)
    table = await rounds.of(context, prompt)
    closed = not prompt.is_open
    blocks = list(in_all_languages(context, lambda _, f: words.question(_, prompt.question)))
    if table.seats:
        said = in_all_languages(
            context, lambda _, f: words.round_of_the_table(_, f, table, _names(context, _), closed=closed)
        )
        blocks += filter(None, said)  # closed before anyone's turn was over, there is nothing to say
    counts = in_all_languages(context, lambda _, f: words.counted(_, count, administrations, closed=closed))
    view = None if closed else answer_view(context, prompt.question, table)
    return Post.of(*blocks, " / ".join(dict.fromkeys(counts)), view=view)


def _names(context: WorkshopContext, _: Phrases) -> dict[str, str]:
    return {each.code: _.of(each.name) for each in context.workshop.administrations}


def answer_view(context: WorkshopContext, question: Question, table: Round) -> discord.ui.View:
    """How a question is answered: a button that opens a form, a menu, or five buttons."""
    match question.kind:
        case PromptKind.OPEN:
            return buttons([button(label(context, mark("Answer")), f"prompt:answer:{question.id}", PRIMARY)])
        case PromptKind.ROUND:
            return _round_view(context, question, table)
        case PromptKind.SCALE:
            return buttons([button(str(n), f"prompt:rate:{question.id}:{n}") for n in range(1, 6)])
        case PromptKind.CHOICE | PromptKind.MULTIPLE:
            options = [(in_each(context, option.text), option.id) for option in question.options]
            most = len(options) if question.kind is PromptKind.MULTIPLE else 1
            chooser = menu(f"prompt:pick:{question.id}", options, placeholder=label(context, mark("Choose")), most=most)
            return buttons([chooser])


def _round_view(context: WorkshopContext, question: Question, table: Round) -> discord.ui.View:
    """Answer; and, while it is someone's turn, *next* and *pass*, which name whose turn it was."""
    row = [button(label(context, mark("Answer")), f"prompt:answer:{question.id}", PRIMARY)]
    if table.speaking:
        row.append(button(label(context, mark("Next")), f"prompt:next:{question.id}:{table.speaking}"))
        row.append(button(label(context, mark("Pass")), f"prompt:pass:{question.id}:{table.speaking}"))
    return buttons(row)


def label(context: WorkshopContext, phrase: str) -> str:
    """A button's label in every language, once where they agree."""
    return " / ".join(dict.fromkeys(phrases(language)(phrase) for language in context.workshop.languages))
