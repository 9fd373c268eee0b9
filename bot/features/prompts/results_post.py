"""The results of a prompt as posts: private for a facilitator, or public. Texts that are too long come as a file."""

from __future__ import annotations

import io
from collections.abc import Sequence

import discord

from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.pagination import paged
from bot.chat.posts import EMBED, Post
from bot.features.prompts import results_text
from bot.features.prompts.model import Answer, AnsweringStatus, Prompt
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

MAX_MESSAGES = 5
"""Public results that need more messages come as a file."""
MAX_PRIVATE = 5_500
"""Characters of the private reply."""


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
    names = {each.code: _.of(each.name) for each in context.workshop.administrations}
    blocks = [results_text.results(_, f, asked, answers)]
    if lines := results_text.by_administration(f, asked, answers, names):
        blocks.append("\n".join([results_text.heading_by_administration(_, asked), *lines]))
    written = "\n".join(results_text.written_answers(f, asked, answers, names))
    if status:
        blocks.append(results_text.answering_status(_, f, status))
    whole = [*blocks, written] if written else blocks
    if sum(map(len, whole)) <= MAX_PRIVATE and len(written) <= EMBED:
        return Post(tuple(whole))
    return Post((*blocks, _("All the answers are in the file.")), files=(_file(prompt, [written]),))


def public_results(context: WorkshopContext, prompt: Prompt, answers: Sequence[Answer]) -> list[Post]:
    """For everyone: the numbers in each language, then once what the administrations answered."""
    asked, f = prompt.question, Formats(context.workshop.first_language, context.workshop.zone)
    names = {each.code: in_each(context, each.name) for each in context.workshop.administrations}
    numbers = in_all_languages(context, lambda _, f: results_text.results(_, f, asked, answers))
    blocks = list(numbers)
    if lines := results_text.by_administration(f, asked, answers, names):
        headings = in_all_languages(context, lambda _, f: results_text.heading_by_administration(_, asked))
        blocks.append("\n".join([*headings, *lines]))
    blocks += results_text.written_answers(f, asked, answers, names)
    pages = paged(blocks)
    if len(pages) <= MAX_MESSAGES:
        return [Post.of(page) for page in pages]
    notices = in_all_languages(context, lambda _, f: _("All the answers are in the file."))
    head = paged([*numbers, *dict.fromkeys(notices)])
    return [*(Post.of(page) for page in head[:-1]), Post((head[-1],), files=(_file(prompt, blocks),))]


def _file(prompt: Prompt, blocks: Sequence[str]) -> discord.File:
    return discord.File(io.BytesIO("\n\n".join(blocks).encode()), f"{prompt.id}.txt")
