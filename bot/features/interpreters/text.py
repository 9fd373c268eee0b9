"""What the interpreters read aloud: questions, written answers and announcements, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import in_all_languages, in_each, language_name
from bot.chat.pagination import paged, pieces
from bot.chat.posts import EMBEDS, Post, shortened
from bot.features.announcements.wording import in_words, words_of
from bot.features.interpreters.service import Aloud, Announced, Answered, Asked
from bot.features.prompts.text import question
from bot.i18n.catalogue import phrases
from bot.outbox.channel_sender import Speaker
from bot.outbox.messages import OutgoingMessage
from bot.workshop.context import WorkshopContext

ONE = 3_800
"""Most characters of one block: an embed holds it."""
ABOUT = 80
"""Most characters of the question above an answer: it was read aloud before."""


class DiscordReader(Speaker):
    """The `Reader` that speaks to the interpreters at Discord."""

    at_once = EMBEDS - 500

    async def parts(self, context: WorkshopContext, what: Aloud) -> list[str]:
        return pieces(text, ONE) if (text := await _text(context, what)) else []

    def word(self, context: WorkshopContext, parts: Sequence[str]) -> OutgoingMessage:
        post = Post(tuple(paged(parts, ONE)))
        return OutgoingMessage(self.channel(context, "interpreters").id, post.print, post)


async def _text(context: WorkshopContext, what: Aloud) -> str | None:
    match what:
        case Announced(announcement, payload):
            say = await words_of(context, announcement, payload, aloud=True)
            return "\n\n".join(in_words(context, announcement, say)) if say else None
        case Asked(asked):
            return "\n\n".join(in_all_languages(context, lambda _, f: question(_, asked)))
        case Answered():
            return _answer(context, what)


def _answer(context: WorkshopContext, it: Answered) -> str:
    """With its country and its language."""
    administration = context.workshop.administration(it.administration)
    country = in_each(context, administration.name) if administration else it.administration
    about = escape_inline(shortened(phrases(it.language).of(it.question.text), ABOUT))
    return f"**{country}** ({language_name(it.language)}) · {about}\n{block_quote(it.text)}"
