"""Calls to the server of the access tests, and the answers."""

from typing import Any

from bot.chat import custom_ids, errors
from bot.core.errors import WorkshopError
from bot.features.refusals import refusal
from bot.i18n.catalogue import phrases
from fakecord import Message, Person, Response, User
from tests.e2e.access_server import HERE, THERE, PreparedServer
from tests.e2e.access_table import FORM_FIELDS, PICKED_VALUES, AccessRule
from tests.e2e.forged_requests import forge_choice, forge_command, forge_form, forge_press

Json = dict[str, Any]


async def use(prepared: PreparedServer, rule: AccessRule, person: Person, message: Message | None = None) -> Response:
    """Send the example of a row as that person, even if Discord would not show it to them."""
    message = message or prepared.in_public
    if rule.kind == "command":
        sent, resolved = prepared.command_options(person, rule)
        return await forge_command(person, rule.name, sent, message.channel, resolved)
    return await use_custom_id(rule, person, message, here(rule.example.format(**prepared.ids)))


async def use_custom_id(rule: AccessRule, person: Person, message: Message, custom_id: str) -> Response:
    """Send this id with the values and fields of the row's example."""
    if rule.kind == "form":
        return await forge_form(person, custom_id, FORM_FIELDS[rule.example], message.channel)
    if rule.kind == "menu":
        return await forge_choice(person, custom_id, [PICKED_VALUES.get(rule.example, "-")], message)
    return await forge_press(person, custom_id, message)


def here(custom_id: str) -> str:
    """The id as the workshop of these tests sends it."""
    return custom_ids.named(HERE, custom_id)


def there(custom_id: str) -> str:
    """The id as the workshop of the other server sends it."""
    return custom_ids.named(THERE, custom_id)


def refusal_text(user: User, error: WorkshopError) -> str:
    """The sentence for the error in the language of that person."""
    return errors.words(phrases(user.locale.split("-")[0]), error, refusal)


def is_private(exchange: Response) -> bool:
    """Whether only that person sees the answer, as a new message or as an edit."""
    source = exchange.interaction.source
    changed = exchange.interaction.updated and source is not None and not source.ephemeral
    return not changed and all(message.ephemeral for message in exchange.messages)


def command_names(command: Json, above: str = "") -> list[str]:
    """The full name of the command, or those of all its sub-commands."""
    name = f"{above}{command['name']}"
    below = [option for option in command.get("options", []) if option["type"] in (1, 2)]
    return [leaf for each in below for leaf in command_names(each, f"{name} ")] or [name]
