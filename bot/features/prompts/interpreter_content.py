"""Questions and written answers for interpreters to read out."""

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import in_all_languages, in_each, language_name
from bot.chat.posts import shortened
from bot.core.programme import Question
from bot.features.prompts import answer_store, store
from bot.features.prompts.text import question
from bot.i18n.catalogue import phrases
from bot.outbox.interpreter_store import InterpreterItem
from bot.workshop.context import WorkshopContext

QUESTION_SIZE = 80
"""Most characters of the question above an answer. The whole question was read out before."""


async def question_text(context: WorkshopContext, item: InterpreterItem) -> str | None:
    """The question in each language; None if it was discarded."""
    asked = await _question(context, item)
    return "\n\n".join(in_all_languages(context, lambda _, f: question(_, asked))) if asked else None


async def answer_text(context: WorkshopContext, item: InterpreterItem) -> str | None:
    """The answer with its country and its language; None if it was discarded or erased."""
    asked = await _question(context, item)
    found = await context.read(answer_store.find, context.id, item.subject, item.answerer) if asked else None
    if asked is None or found is None or found.content.text is None:
        return None
    return answer(context, asked, found.administration or "", found.language or "", found.content.text)


def answer(context: WorkshopContext, asked: Question, administration: str, language: str, text: str) -> str:
    """`administration` is its code, `language` that of the answer."""
    known = context.workshop.administration(administration)
    country = in_each(context, known.name) if known else administration
    about = escape_inline(shortened(phrases(language).of(asked.text), QUESTION_SIZE))
    return f"**{country}** ({language_name(language)}) · {about}\n{block_quote(text)}"


async def _question(context: WorkshopContext, item: InterpreterItem) -> Question | None:
    prompt = await context.read(store.find, context.id, item.subject)
    return prompt.question if prompt else None
