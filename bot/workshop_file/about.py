"""The model of `about`: what the report's article says beyond what the bot saw."""

from typing import Annotated

from pydantic import PlainValidator

from bot.workshop_file import texts
from bot.workshop_file.entry import Entry, Name
from bot.workshop_file.scalars import TextLine


class Quote(Entry):
    who: Name
    role: texts.ArticleWords
    text: texts.ArticleText


class About(Entry):
    host: texts.ArticleWords | None = None
    event: texts.ArticleWords | None = None
    platform: texts.ArticleWords | None = None
    participants: texts.ArticleWords | None = None
    purpose: texts.ArticleText | None = None
    outlook: texts.ArticleText | None = None
    quotes: tuple[Quote, ...] = ()
    contact: Annotated[str, PlainValidator(TextLine(200))] | None = None
