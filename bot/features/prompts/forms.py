"""The forms of prompts: to compose a question, and to write an answer."""

import discord

from bot.chat.call import Call
from bot.chat.escaping import escape_inline
from bot.chat.forms import explanation, form, text_field
from bot.chat.multilingual import language_name
from bot.core.answers import CHOICE_KINDS
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.prompts import text
from bot.features.prompts.composed_question import MAX_TEXT
from bot.features.prompts.model import Prompt
from bot.i18n.catalogue import Phrases, phrases

ANONYMOUS, NAMED = "anonymous", "named"
COMPOSE_FORM = f"prompt:compose:{{{'|'.join(PromptKind)}}}:{{{'|'.join(AnsweredBy)}}}:{{{ANONYMOUS}|{NAMED}}}"
"""The custom id of the form for a new question: its kind, who answers it, whether it is anonymous."""
MAX_OPTIONS_TEXT = 3_000
MAX_ANSWER = 4_000
"""Characters that Discord takes in a field (Text Input)."""


def compose_form(call: Call, kind: PromptKind, by: AnsweredBy, anonymous: bool) -> discord.ui.Modal:
    """The text in each language, then the options or the two ends of the scale, one per line."""
    languages = call.context.workshop.languages
    fields = [
        text_field(phrases(code)("Text in %(language)s", language=language_name(code)), code, most=MAX_TEXT)
        for code in languages
    ]
    if label_and_hint := _options_field(call._, kind, " | ".join(languages)):
        label, hint = label_and_hint
        fields.append(text_field(label, "options", most=MAX_OPTIONS_TEXT, hint=hint))
    custom_id = f"prompt:compose:{kind.value}:{by.value}:{ANONYMOUS if anonymous else NAMED}"
    return form(call._("New question"), custom_id, *fields)


def _options_field(_: Phrases, kind: PromptKind, form: str) -> tuple[str, str] | None:
    """Label and hint of the field for the options; None if the kind has no options."""
    if kind in CHOICE_KINDS:
        return _("Options, one per line"), _("Each in every language: %(form)s", form=form)
    if kind is PromptKind.SCALE:
        return _("The two ends of the scale, one per line"), _("First that of 1, then that of 5: %(form)s", form=form)
    return None


def answer_form(call: Call, prompt: Prompt, earlier: str | None) -> discord.ui.Modal:
    """The question, and a field that holds the earlier answer."""
    question = escape_inline(call._.of(prompt.question.text))
    if prompt.question.anonymous:
        question += "\n" + text.anonymity_notice(call._)
    max_length = min(prompt.question.max_length, MAX_ANSWER)
    return form(
        call._("Your answer"),
        f"prompt:form:{prompt.id}",
        explanation(question),
        text_field(call._("Your answer"), "text", most=max_length, value=earlier),
    )
