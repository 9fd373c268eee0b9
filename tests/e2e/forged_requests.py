"""Interactions that no client of Discord sends: forged custom ids, values and options.

Discord would refuse most of them. The bot must refuse them too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fakecord import Channel, Interaction, InteractionType, Message, Person, Response
from fakecord.people.command_options import nest_options

Json = dict[str, Any]
BUTTON, MENU, LABEL, TEXT = 2, 3, 18, 4


async def forge_press(person: Person, custom_id: str, message: Message) -> Response:
    """Press a button of that id, as if `message` had it."""
    return await _component(person, {"component_type": BUTTON, "custom_id": custom_id}, message)


async def forge_choice(person: Person, custom_id: str, values: Iterable[str], message: Message) -> Response:
    """Pick values in a menu of that id, which may not offer them."""
    data = {"component_type": MENU, "custom_id": custom_id, "values": list(values)}
    return await _component(person, data, message)


async def forge_form(
    person: Person, custom_id: str, fields: Mapping[str, str | list[str]], channel: Channel
) -> Response:
    """Send a form of that id. A text fills a text field, a list a menu."""
    parts = [_field(name, value) for name, value in fields.items()]
    return await _send(person, InteractionType.FORM, custom_id, channel, {"custom_id": custom_id, "components": parts})


def _field(name: str, value: str | list[str]) -> Json:
    if isinstance(value, list):
        return {"type": LABEL, "id": 1, "component": {"type": MENU, "id": 2, "custom_id": name, "values": value}}
    return {"type": LABEL, "id": 1, "component": {"type": TEXT, "id": 2, "custom_id": name, "value": value}}


async def forge_command(
    person: Person, name: str, options: Sequence[Json], channel: Channel, resolved: Any = None
) -> Response:
    """Send a command with these options: each has its name, type and value as Discord sends them."""
    return await _send(person, InteractionType.COMMAND, name, channel, _call(person, name, options, channel, resolved))


async def forge_suggestions(person: Person, name: str, option: str, channel: Channel) -> list[Json]:
    """The suggestions for an option, even if Discord would hide the command from that person."""
    options = [{"name": option, "type": 3, "value": "", "focused": True}]
    data = _call(person, name, options, channel)
    interaction = _interaction(person, InteractionType.AUTOCOMPLETE, name, channel, data)
    interaction.option_type = 3
    await _sent(person, interaction)
    return interaction.suggestions


def _call(person: Person, name: str, options: Sequence[Json], channel: Channel, resolved: Any = None) -> Json:
    root, path = person.world.commands.resolve(name, channel.guild)
    data = {"id": root["id"], "name": root["name"], "type": 1, "options": nest_options(path, list(options))}
    return data | ({"resolved": resolved} if resolved else {})


async def _component(person: Person, data: Json, message: Message) -> Response:
    interaction = _interaction(person, InteractionType.COMPONENT, data["custom_id"], message.channel, {"id": 1, **data})
    interaction.source = message
    return await _sent(person, interaction)


async def _send(person: Person, kind: InteractionType, name: str, channel: Channel, data: Json) -> Response:
    return await _sent(person, _interaction(person, kind, name, channel, data))


def _interaction(person: Person, kind: InteractionType, name: str, channel: Channel, data: Json) -> Interaction:
    return person.world.interactions.create(kind, name, person.user, channel, data)


async def _sent(person: Person, interaction: Interaction) -> Response:
    person.world.interactions.send(interaction)
    return await (await Response(interaction).acknowledged()).settled(60)
