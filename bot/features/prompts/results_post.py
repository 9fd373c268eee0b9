"""Results as posts: privately to a facilitator, or to everyone; what is too long for messages comes as a file."""

from __future__ import annotations

import io
from collections.abc import Sequence

import discord

from bot.chat.multilingual import in_all_languages, in_each
from bot.chat.pagination import paged
from bot.chat.posts import EMBED, Post
from bot.features.prompts import results_text as words
from bot.features.prompts.answer_service import Answer, Standing
from bot.features.prompts.service import Prompt
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext

MESSAGES = 5
"""Results for everyone take so many messages at most; then they come as a file."""
PRIVATE = 5_500
"""Most characters of the private reply."""


def private(
    _: Phrases, f: Formats, context: WorkshopContext, prompt: Prompt, found: Sequence[Answer], it: Standing | None
) -> Post:
    """For the facilitator alone, with who has answered and who has not."""
    asked = prompt.question
    names = {each.code: _.of(each.name) for each in context.workshop.administrations}
    blocks = [words.results(_, f, prompt, found)]
    if lines := words.by_administration(f, asked, found, names):
        blocks.append("\n".join([words.heading_by_administration(_, asked), *lines]))
    texts = "\n".join(words.written(f, asked, found, names))
    if it:
        blocks.append(words.standing(_, f, it))
    whole = [*blocks, texts] if texts else blocks
    if sum(map(len, whole)) <= PRIVATE and len(texts) <= EMBED:
        return Post(tuple(whole))
    return Post((*blocks, _("All the answers are in the file.")), files=(_file(prompt, [texts]),))


def public(context: WorkshopContext, prompt: Prompt, found: Sequence[Answer]) -> list[Post]:
    """For everyone: the figures in each language, then what administrations answered, once."""
    asked, f = prompt.question, Formats(context.workshop.first_language, context.workshop.zone)
    names = {each.code: in_each(context, each.name) for each in context.workshop.administrations}
    blocks = list(in_all_languages(context, lambda _, f: words.results(_, f, prompt, found)))
    if lines := words.by_administration(f, asked, found, names):
        headings = in_all_languages(context, lambda _, f: words.heading_by_administration(_, asked))
        blocks.append("\n".join([*headings, *lines]))
    texts = words.written(f, asked, found, names)
    pages = paged([*blocks, *texts])
    if len(pages) <= MESSAGES:
        return [Post.of(page) for page in pages]
    told = (phrases(language)("All the answers are in the file.") for language in context.workshop.languages)
    head = paged([*blocks[: len(context.workshop.languages)], *dict.fromkeys(told)])
    last = Post((head[-1],), files=(_file(prompt, [*blocks, *texts]),))
    return [*(Post.of(page) for page in head[:-1]), last]


def _file(prompt: Prompt, blocks: Sequence[str]) -> discord.File:
    return discord.File(io.BytesIO("\n\n".join(blocks).encode()), f"{prompt.id}.txt")
