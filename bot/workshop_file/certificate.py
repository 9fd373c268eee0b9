"""The model of the certificate of attendance."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from bot.core.programme import CERTIFICATE_VALUES
from bot.core.text import Text
from bot.faults import choose, quoted
from bot.i18n.phrase import _
from bot.workshop_file.faults import FaultList, Invalid, fault
from bot.workshop_file.field_rules import ParseInFile
from bot.workshop_file.file_context import FileContext
from bot.workshop_file.texts import TextLimits

_TITLE = TextLimits(each=60, where=_("as the title of a certificate"))
_TEXT = TextLimits(each=600, where=_("on a certificate"), has_lines=True)
_PLACEHOLDERS = tuple(f"%({value})s" for value in CERTIFICATE_VALUES)
_SIGN = re.compile(r"%(?:%|\([^)%]*\)?[A-Za-z]?)?")


def _text(value: Any, context: FileContext) -> Text:
    """A text in every language, in which `%` begins a placeholder and `%%` is a percent sign."""
    texts, faults = _TEXT(value, context), FaultList()
    for language, words in texts.items():
        for sign in _SIGN.findall(words):
            if sign != "%%" and sign not in _PLACEHOLDERS:
                faults.add(_fault(sign), language)
    faults.raise_all()
    return texts


def _fault(sign: str) -> Invalid:
    if sign == "%":
        known = ", ".join(map(quoted, _PLACEHOLDERS))
        what = _("%(sign)s stands alone", sign=quoted(sign))
        return fault(what, _("write %(two)s for the sign, or one of %(known)s", two=quoted("%%"), known=known))
    return fault(_("%(given)s is not a placeholder", given=quoted(sign)), choose(sign, _PLACEHOLDERS))


@dataclass(frozen=True, kw_only=True)
class Certificate:
    title: Annotated[Text, ParseInFile(_TITLE)]
    text: Annotated[Text, ParseInFile(_text)]
