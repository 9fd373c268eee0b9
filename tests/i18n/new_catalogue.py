"""Begins the catalogue of a language: `python -m tests.i18n.new_catalogue LANGUAGE`, as Discord writes it: `pt-BR`."""

import sys
from pathlib import Path

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.i18n.catalogue import LOCALES, SOURCE
from bot.i18n.language_codes import babel_locale, folder_name


def main(language: str, locales: Path = LOCALES) -> int:
    """Write `locales/…/LC_MESSAGES/bot.po` with every phrase untranslated. The exit status: 2 for a wrong language."""
    folder = folder_name(language)
    try:
        plurals = Catalog(locale=babel_locale(language.replace("_", "-")))
    except (UnknownLocaleError, ValueError):
        print(f"{language} is no language that Babel knows. Write it as Discord does: it, pt-BR.", file=sys.stderr)
        return 2
    file = locales / folder / "LC_MESSAGES" / "bot.po"
    if language == SOURCE or file.exists():
        print(f"There is a catalogue for {language} already.", file=sys.stderr)
        return 2
    with (locales / "bot.pot").open("rb") as template:
        catalogue = read_po(template, locale=folder)
    catalogue.project, catalogue.version, catalogue.fuzzy = "Atelier", "1", False
    catalogue.copyright_holder = catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = ""
    catalogue.header_comment = "#"
    file.parent.mkdir(parents=True)
    with file.open("wb") as written:
        write_po(written, catalogue, width=110, omit_header=False)
    print(
        f"Wrote {file} with {len(catalogue)} phrases and {plurals.num_plurals} forms for plurals.\n"
        "Next: translate them (any editor of .po files does), then see what is missing with `python run.py check`."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
