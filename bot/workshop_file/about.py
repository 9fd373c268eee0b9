"""The model of `about`: what organisers add to the report's article."""

from dataclasses import dataclass
from typing import Annotated

from bot.workshop_file import texts
from bot.workshop_file.field_rules import Parse
from bot.workshop_file.fields import Name
from bot.workshop_file.scalars import TextLine


@dataclass(frozen=True, kw_only=True)
class Quote:
    who: Name
    role: texts.ArticleWords
    text: texts.ArticleText


@dataclass(frozen=True, kw_only=True)
class About:
    host: texts.ArticleWords | None = None
    event: texts.ArticleWords | None = None
    platform: texts.ArticleWords | None = None
    participants: texts.ArticleWords | None = None
    purpose: texts.ArticleText | None = None
    outlook: texts.ArticleText | None = None
    quotes: tuple[Quote, ...] = ()
    contact: Annotated[str, Parse(TextLine(200))] | None = None
