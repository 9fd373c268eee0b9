"""The values of a command's options, from what was typed."""

from collections.abc import Mapping
from typing import Any

from fakecord.errors import Json
from fakecord.files import File
from fakecord.model.components import CHANNEL_SELECT, MENTIONABLE_SELECT, ROLE_SELECT, USER_SELECT
from fakecord.page.choices import entities
from fakecord.page.command_line import Given, Line
from fakecord.page.user_view import UserView
from fakecord.rules.command_names import localized
from fakecord.rules.commands import ATTACHMENT, BOOLEAN, CHANNEL, INTEGER, MENTIONABLE, NUMBER, ROLE, USER

MENU_OF = {USER: USER_SELECT, ROLE: ROLE_SELECT, CHANNEL: CHANNEL_SELECT, MENTIONABLE: MENTIONABLE_SELECT}
"""The type of menu that offers the same as an option of a type."""
TRUE, FALSE = {"yes", "true", "oui", "vrai"}, {"no", "false", "non", "faux"}


class NotUnderstood(Exception):
    """The client would not send this line. The message says why, in the person's language."""


def values(view: UserView, line: Line, files: Mapping[str, File], *, but: str = "") -> dict[str, Any]:
    """The options of the line, by the names that the bot gave.

    Text that follows no option's name is the value of the first missing option. `but` is an option to leave out: the
    one that is being typed.
    """
    given = line.values()
    missing = line.missing()
    if line.loose and missing:
        given[missing[0]["name"]] = Given(missing[0], line.loose, line.loose_at, line.loose_at + len(line.loose))
    found = {}
    for name, each in given.items():
        if name != but and (each.text or each.option["type"] == ATTACHMENT):
            found[name] = _value(view, line, each, files)
    return found


def check_required(view: UserView, line: Line, found: Mapping[str, Any]) -> None:
    for option in line.command.options:
        if option.get("required") and found.get(option["name"]) is None:
            raise NotUnderstood(view.words["required"] % localized(option, view.person.user.locale))


def _value(view: UserView, line: Line, given: Given, files: Mapping[str, File]) -> Any:
    option, kind, text = given.option, given.option["type"], given.text
    offered = view.suggested.get((line.command.base, option["name"]), {})
    if text in offered:
        return offered[text]
    if option.get("choices"):
        return _choice(view, option, text)
    if kind == ATTACHMENT:
        return files.get(option["name"])
    if kind in MENU_OF:
        return _entity(view, option, text)
    if kind == BOOLEAN:
        return _boolean(view, text)
    return _number(view, option, text) if kind in (INTEGER, NUMBER) else text


def _choice(view: UserView, option: Json, text: str) -> Any:
    for choice in option["choices"]:
        if text in (localized(choice, view.person.user.locale), choice["name"], str(choice["value"])):
            return choice["value"]
    raise NotUnderstood(view.words["not_found"] % text)


def _entity(view: UserView, option: Json, text: str) -> Any:
    wanted = text.lstrip("@#").casefold()
    for name, entity in entities(view, MENU_OF[option["type"]], option.get("channel_types") or ()):
        mentioned = text in (getattr(entity, "mention", ""), str(entity.id))
        if mentioned or name.lstrip("@#").casefold() == wanted:
            return entity
    raise NotUnderstood(view.words["not_found"] % text)


def _boolean(view: UserView, text: str) -> bool:
    if text.lower() not in TRUE | FALSE:
        raise NotUnderstood(view.words["not_found"] % text)
    return text.lower() in TRUE


def _number(view: UserView, option: Json, text: str) -> int | float:
    try:
        return int(text) if option["type"] == INTEGER else float(text.replace(",", "."))
    except ValueError:
        name = localized(option, view.person.user.locale)
        raise NotUnderstood(view.words["not_a_number"] % name) from None
