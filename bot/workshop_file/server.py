"""The models of roles and channels of the Discord server, by name or id."""

from dataclasses import dataclass
from typing import Annotated, Any

from bot.core.text import Text
from bot.faults import quoted
from bot.i18n.phrase import _
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Parse, ParseInFile
from bot.workshop_file.file_context import FileContext
from bot.workshop_file.scalars import TextLine, scalar
from bot.workshop_file.texts import TextLimits


def _channel(value: Any) -> str:
    words = TextLine(100)(value)
    if words.startswith("#"):
        would_do = _("write %(name)s", name=quoted(words.lstrip("# ")))
        raise fault(_("%(given)s begins with `#`", given=quoted(words)), would_do)
    return words


def _channels(value: Any, context: FileContext) -> str | Text:
    """One channel for all languages, or one for each language."""
    if isinstance(value, dict):
        return TextLimits(each=100, where=_("as the name of a channel"))(value, context)
    return _channel(scalar(value, _("write a channel's name, or one for each language")))


def _role(value: Any) -> str:
    words = TextLine(100)(value)
    if words.casefold() in {"@everyone", "everyone", "@here", "here"}:
        what = _("%(given)s is everyone on the server", given=quoted(words))
        raise fault(what, _("name a role that people are given"))
    return words


Role = Annotated[str, Parse(_role)]
Channel = Annotated[str, Parse(_channel)]


@dataclass(frozen=True, kw_only=True)
class Roles:
    organiser: Role = "Organisers"
    facilitator: Role = "Facilitators"
    coordinator: Role = "Coordinators"


@dataclass(frozen=True, kw_only=True)
class Channels:
    announcements: Annotated[str | Text, ParseInFile(_channels)] = "announcements"
    plenary: Channel = "plenary"
    organisers: Channel = "organisers"
    key_messages: Channel = "key-messages"
    interpreters: Channel | None = None
    stage: Channel | None = None
