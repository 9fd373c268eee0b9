"""Translates the names, descriptions and choices of the commands into every language with a catalogue."""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.chat.option_names import OPTION_NAMES
from bot.i18n.catalogue import SOURCE, phrases, read_by


class CommandTranslator(app_commands.Translator):
    """Called by discord.py for each of Discord's locales; None keeps the English text."""

    def __init__(self) -> None:
        languages = {locale: read_by(locale.value) for locale in discord.Locale}
        self._phrases = {locale: phrases(language) for locale, language in languages.items() if language != SOURCE}

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        _ = self._phrases.get(locale)
        if _ is None:
            return None
        is_option = context.location is Location.parameter_name
        phrase = OPTION_NAMES.get(string.message, string.message) if is_option else string.message
        translated = _(phrase)
        return translated if translated != phrase else None
