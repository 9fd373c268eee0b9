"""Checks the catalogues of translations: what is broken, and how much is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.faults import Fault, quoted
from bot.i18n.catalogue import LOCALES
from bot.i18n.phrase import Phrase, _

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_LINE = re.compile(r'\s*|#.*|((msgctxt|msgid|msgid_plural|msgstr(\[[0-9]\])?)\s+)?"([^"\\]|\\.)*"\s*')
"""A line of a `.po` file (GNU gettext, The Format of PO Files)."""
TEMPLATE = "bot.pot"


def check_catalogues(locales: Path = LOCALES) -> tuple[list[Fault], list[Fault]]:
    """The faults and the warnings of every catalogue in `locales`."""
    faults, warnings = list[Fault](), list[Fault]()
    template = _read(locales / TEMPLATE) if (locales / TEMPLATE).exists() else None
    for file in sorted(locales.glob("*/LC_MESSAGES/bot.po")):
        if line := _broken_line(file):
            faults.append(Fault(file, line, _("the catalogue is broken here"), _("compare it with the lines around")))
            continue
        catalogue = _read(file)
        faults += _wrong_placeholders(file, catalogue)
        if template and (count := sum(not _is_translated(catalogue.get(m.id, m.context)) for m in template if m.id)):
            what = Phrase.n("%(count)s phrase is not translated", "%(count)s phrases are not translated", count)
            warnings.append(Fault(file, None, what, _("until then it appears in English")))
    return faults, warnings


def _broken_line(file: Path) -> int | None:
    """The first line that is not valid in a catalogue. Babel would guess what it means."""
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            if not _LINE.fullmatch(line.decode()):
                return number
        except UnicodeDecodeError:
            return number
    try:
        _read(file)
    except (PoFileError, ValueError) as error:  # such as a `msgstr` without its `msgid`
        return int(getattr(error, "lineno", 0)) + 1
    return None


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=file.parents[1].name if file.name != TEMPLATE else None, abort_invalid=True)


def _is_translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(_forms(message.string))


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def _wrong_placeholders(file: Path, catalogue: Catalog) -> Iterator[Fault]:
    """Find a translation whose placeholders differ from those of its phrase, or with another percent sign that raises
    an error.
    """
    for message in catalogue:
        wanted = sorted(_PLACEHOLDER.findall(_forms(message.id)[0]))
        for form in filter(None, _forms(message.string) if message.id and wanted else ()):
            if sorted(_PLACEHOLDER.findall(form)) != wanted or not _can_be_filled(form, wanted):
                listed = ", ".join(f"`%({name})s`" for name in wanted)
                what = _("the translation %(given)s has other placeholders than its phrase", given=quoted(form))
                yield Fault(file, message.lineno, what, _("write exactly %(placeholders)s", placeholders=listed))


def _can_be_filled(form: str, names: list[str]) -> bool:
    try:
        return bool(form % dict.fromkeys(names, ""))
    except (ValueError, TypeError, KeyError):
        return False
