"""What no client of Discord's sends: custom ids, values and options made up by hand, in any place.

Discord would stop most of it. The bot is held to it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fakecord import Channel, Interaction, InteractionType, Message, Person, Response
from fakecord.people.command_options import nest_options

Json = dict[str, Any]
BUTTON, MENU, LABEL, TEXT, RADIO = 2, 3, 18, 4, 21


async def press(person: Person, custom_id: str, message: Message) -> Response:
    """A button of that id, as if `message` had it."""
    return await _component(person, {"component_type": BUTTON, "custom_id": custom_id}, message)


async def choose(person: Person, custom_id: str, values: Iterable[str], message: Message) -> Response:
    """A menu of that id, with values it may never have offered."""
    data = {"component_type": MENU, "custom_id": custom_id, "values": list(values)}
    return await _component(person, data, message)


async def submit(person: Person, custom_id: str, fields: Mapping[str, str | list[str]], channel: Channel) -> Response:
    """A form of that id: texts in text fields, lists as what was picked in menus."""
    parts = [_field(name, value) for name, value in fields.items()]
    return await _send(person, InteractionType.FORM, custom_id, channel, {"custom_id": custom_id, "components": parts})


def _field(name: str, value: str | list[str]) -> Json:
    if isinstance(value, list):
        return {"type": LABEL, "id": 1, "component": {"type": MENU, "id": 2, "custom_id": name, "values": value}}
    return {"type": LABEL, "id": 1, "component": {"type": TEXT, "id": 2, "custom_id": name, "value": value}}


async def command(
    person: Person, name: str, options: Sequence[Json], channel: Channel, resolved: Any = None
) -> Response:
    """A command with options that were never on offer: of each its name, type and value as they are sent."""
    return await _send(person, InteractionType.COMMAND, name, channel, _call(person, name, options, channel, resolved))


async def suggestions(person: Person, name: str, option: str, channel: Channel) -> list[Json]:
    """What is suggested to someone who types in an option, whatever the menus hide from them."""
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
    return await (await Response(interaction).acknowledged()).settled()
