"""The forms of key messages: one to write, one to translate with the original above."""

import discord

from bot.chat.call import Call
from bot.chat.forms import explanation, form, menu_field, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed
from bot.features.key_messages.model import KeyMessage, max_translation_length
from bot.features.key_messages.text import text_label

NEW = "new"
NO_THEME = "none"
MAX_THEMES = 24
"""A menu takes 25 options, and one of them is `No theme`. With more themes the field is optional instead."""


def writing_form(
    call: Call, title: str, custom_id: str, *, language: str, label: str, message: KeyMessage | None = None
) -> discord.ui.Modal:
    """Text, theme and language. To edit `message`, its values are filled in; else `language` is chosen."""
    _, workshop = call._, call.context.workshop
    assert workshop.desk is not None
    languages = [(language_name(code), code) for code in workshop.languages]
    parts = [
        text_field(
            label,
            "text",
            most=workshop.desk.max_length,
            value=message.text if message else None,
            hint=_("What is your key message? Write it as you would say it."),
        ),
        *_theme(call, message),
        menu_field(_("Language you write in"), "language", languages, chosen=message.language if message else language),
    ]
    return form(title, custom_id, *parts)


def _theme(call: Call, message: KeyMessage | None) -> list[discord.ui.Item[discord.ui.Modal]]:
    _, themes = call._, [(call._.of(theme.text), theme.id) for theme in call.context.workshop.themes]
    if not themes:
        return []
    chosen = message.theme if message else None
    if len(themes) > MAX_THEMES:
        hint = _("Leave it empty for no theme.")
        return [menu_field(_("Theme"), "theme", themes, chosen=chosen, hint=hint, required=False)]
    return [menu_field(_("Theme"), "theme", [(_("No theme"), NO_THEME), *themes], chosen=chosen or NO_THEME)]


def theme_of(pressed: Pressed) -> str | None:
    theme = pressed.text("theme")
    return None if theme in ("", NO_THEME) else theme


def translation_form(call: Call, message: KeyMessage) -> discord.ui.Modal:
    """The original, and a field for each missing language. If no language is missing, a field for each translation."""
    _, workshop = call._, call.context.workshop
    assert workshop.desk is not None
    missing = message.missing_languages(workshop.languages)
    fields = [
        text_field(
            _("Translation: %(language)s", language=language_name(code)),
            code,
            most=max_translation_length(workshop.desk.max_length),
            value=message.texts.get(code),
        )
        for code in missing or [code for code in workshop.languages if code != message.language]
    ]
    original = f"{text_label(message.language, original=True)}\n{message.text}"
    return form(
        _("Translate %(reference)s, version %(version)s", reference=message.reference, version=message.version),
        f"synthesis:translate:{message.reference}:{message.version}:{message.revisions}",
        explanation(original),
        *fields,
    )
