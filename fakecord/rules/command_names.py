"""The rules for names and descriptions of commands, options and choices, in every language.

https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
https://discord.com/developers/docs/reference#locales
"""

import unicodedata
from typing import Any

from fakecord.errors import Json
from fakecord.rules.form_errors import FormErrors

LOCALES = frozenset({
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
})  # fmt: skip
MAX_NAME, MAX_DESCRIPTION = 32, 100


def check_name(value: Any, path: str, errors: FormErrors) -> None:
    if errors.text(path, value, MAX_NAME) and not is_name(value):
        errors.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def is_name(name: str) -> bool:
    r"""Whether the name matches `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$` and is in lower case."""
    return name == name.lower() and all(_is_name_character(c) for c in name)


def _is_name_character(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"


def check_named(item: Json, path: str, errors: FormErrors) -> None:
    """A command's or an option's name and description, and their localisations."""
    check_name(item.get("name"), f"{path}name", errors)
    for locale, name in localisations(item, "name", path, errors).items():
        check_name(name, f"{path}name_localizations.{locale}", errors)
    check_described(item, path, errors)


def check_described(item: Json, path: str, errors: FormErrors) -> None:
    errors.text(f"{path}description", item.get("description"), MAX_DESCRIPTION)
    for locale, text in localisations(item, "description", path, errors).items():
        errors.text(f"{path}description_localizations.{locale}", text, MAX_DESCRIPTION)


def localisations(item: Json, what: str, path: str, errors: FormErrors) -> Json:
    """The localisations of `what`, which is "name" or "description". Keys must be locales of Discord."""
    given = item.get(f"{what}_localizations")
    if given is None:
        return {}
    given = errors.mapping(f"{path}{what}_localizations", given)
    for locale in given:
        if locale not in LOCALES:
            errors.add(f"{path}{what}_localizations.{locale}", "LOCALE_TYPE_CHOICES", f"{locale} is not a locale.")
    return {k: v for k, v in given.items() if v is not None}


def localized(item: Json, locale: str | None, what: str = "name") -> str:
    """`name` or `description` of a command, an option or a choice, as people with `locale` see it."""
    return str((item.get(f"{what}_localizations") or {}).get(locale) or item.get(what) or "")


def check_siblings(siblings: list[Json], path: str, errors: FormErrors, code: str) -> None:
    """Names must be unique among siblings, in every language. Without a localisation the base name counts."""
    locales = {locale for s in siblings for locale in s.get("name_localizations") or {}}
    for locale in [None, *sorted(locales)]:
        seen: set[object] = set()
        for number, sibling in enumerate(siblings):
            name = localized(sibling, locale)
            if name in seen:
                where = f"{path}{number}.name" + (f"_localizations.{locale}" if locale else "")
                errors.add(where, code, f"Application command names must be unique: {name}")
            seen.add(name)


def check_option_names(options: list[Json], path: str, errors: FormErrors) -> None:
    """As for all siblings; and a localised name must not be the default name of another option, in any language.

    https://discord.com/developers/docs/interactions/application-commands#localization
    """
    code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
    check_siblings(options, path, errors, code)
    for number, option in enumerate(options):
        others = {other.get("name") for other in options if other is not option}
        for locale, name in (option.get("name_localizations") or {}).items():
            if name in others:
                where = f"{path}{number}.name_localizations.{locale}"
                errors.add(where, code, f"Another option has this default name: {name}")
