"""The model of the certificate of attendance."""

import re
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from bot.core.programme import CERTIFICATE_VALUES
from bot.core.text import Text
from bot.faults import choose, quoted
from bot.i18n.phrase import _
from bot.workshop_file.entry import Entry
from bot.workshop_file.faults import fault, faults_at
from bot.workshop_file.texts import TextLimits

_TITLE = TextLimits(each=60, where=_("as the title of a certificate"))
_TEXT = TextLimits(each=600, where=_("on a certificate"), has_lines=True)
_PLACEHOLDERS = tuple(f"%({value})s" for value in CERTIFICATE_VALUES)
_SIGN = re.compile(r"%(?:%|\([^)%]*\)?[A-Za-z]?)?")


def _text(value: Any, info: ValidationInfo) -> Text:
    """A text in every language, in which `%` begins a placeholder and `%%` is a sign of its own."""
    texts = _TEXT(value, info)
    found = [((language,), error) for language, words in texts.items() for error in _faulty_signs(words)]
    if found:
        raise faults_at(found)
    return texts


def _faulty_signs(words: str) -> list[PydanticCustomError]:
    return [_fault(sign) for sign in _SIGN.findall(words) if sign != "%%" and sign not in _PLACEHOLDERS]


def _fault(sign: str) -> PydanticCustomError:
    if sign == "%":
        known = ", ".join(map(quoted, _PLACEHOLDERS))
        what = _("%(sign)s stands alone", sign=quoted(sign))
        return fault(what, _("write %(two)s for the sign, or one of %(known)s", two=quoted("%%"), known=known))
    return fault(_("%(given)s is not a placeholder", given=quoted(sign)), choose(sign, _PLACEHOLDERS))


class Certificate(Entry):
    title: Annotated[Text, PlainValidator(_TITLE)]
    text: Annotated[Text, PlainValidator(_text)]
