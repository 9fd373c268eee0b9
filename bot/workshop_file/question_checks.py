"""Checks of a question's fields against its kind."""

from typing import Any

from bot.core.programme import PromptKind
from bot.i18n.phrase import _
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Check, Field


def suits(*kinds: PromptKind, is_needed: bool = True) -> Check:
    """A check that a field belongs to a question of these kinds and, if `is_needed`, that it is not missing."""

    def check(value: Any, field: Field) -> Any:
        kind, key = field.above.get("kind"), field.key
        if kind and value is not None and kind not in kinds:
            what = _("`%(key)s` does not suit a question of kind `%(kind)s`", key=key, kind=kind)
            raise fault(what, _("leave it out"))
        if kind in kinds and value is None and is_needed:
            what = _("a question of kind `%(kind)s` needs `%(key)s`", key=key, kind=kind)
            raise fault(what, _("add `%(key)s: …`", key=key))
        return value

    return Check(check)


ON_SCALE = suits(PromptKind.SCALE)
WITH_OPTIONS = suits(PromptKind.CHOICE, PromptKind.MULTIPLE)
WRITTEN = suits(PromptKind.OPEN, PromptKind.ROUND, is_needed=False)
