"""A person before her screen: what she sees there, and what she can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fakecord.errors import Json, NotAllowed, NotPossible
from fakecord.interactions import Interaction, InteractionType
from fakecord.model.channel import Channel
from fakecord.model.event import ScheduledEvent
from fakecord.model.guild import Guild, Member
from fakecord.model.message import Message
from fakecord.model.user import User
from fakecord.people.command_options import check_can_use, fill_options, nest_options
from fakecord.people.fields import Field
from fakecord.people.form import Form
from fakecord.people.resolved_data import ResolvedData
from fakecord.people.response import Response
from fakecord.permissions import ALL, Permission, permissions_in
from fakecord.posting import post
from fakecord.rules.messages import Draft

if TYPE_CHECKING:
    from fakecord.world import World


class Person:
    """Somebody in a guild. Whatever Discord's client would not let her do raises a `CastError`."""

    def __init__(self, world: World, user: User, guild: Guild) -> None:
        self._world = world
        self.user = user
        self.guild = guild

    # who she is

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return self.user.mention

    @property
    def member(self) -> Member:
        """`NotAllowed` when she is not in the guild."""
        if self.user.id not in self.guild.members:
            raise NotAllowed(f"{self.name} is not in {self.guild.name}")
        return self.guild.members[self.user.id]

    @property
    def roles(self) -> list[str]:
        """The names of her roles."""
        return [r.name for r in self.member.roles]

    def may(self, channel: Channel) -> Permission:
        return permissions_in(self.member, channel) if channel.guild else ALL

    # what she reads

    def can_see(self, channel: Channel) -> bool:
        """Whether the channel is in her list."""
        if channel.guild is None:
            return self.user in channel.recipients
        there = self.user.id in self.guild.members and channel.guild is self.guild
        return there and Permission.VIEW_CHANNEL in self.may(channel)

    def sees(self, channel: Channel) -> list[Message]:
        """The messages she reads in a channel, oldest first, her private ones among them."""
        if not self.can_see(channel):
            return []
        return [m for m in channel.messages if self._may_read(m)]

    def _may_read(self, message: Message) -> bool:
        return not message.deleted and message.ephemeral_for in (None, self.user)

    @property
    def direct(self) -> Channel:
        """Her direct channel with the bot."""
        return self._world.direct_channel(self.user)

    @property
    def inbox(self) -> list[Message]:
        """What the bot wrote to her directly."""
        channel = self._world.direct.get(self.user.id)
        return [m for m in channel.history if m.author is self._world.bot] if channel else []

    @property
    def private(self) -> list[Message]:
        """The messages only she sees, in the order they came, those already dismissed too."""
        everywhere = (m for c in self._world.channels_ever for m in c.messages)
        return sorted((m for m in everywhere if m.ephemeral_for is self.user), key=lambda m: m.id)

    # what she does with commands

    async def slash(
        self, command: str, /, *, channel: Channel | None = None, force: bool = False,
        options: Mapping[str, Any] | None = None, **named: Any,
    ) -> Response:  # fmt: skip
        """Use a command: `await person.slash("schedule delay", minutes=10)`; returns once it is acknowledged.

        `options` takes those whose names clash with this function's. `force` sends it though the menu hides it.
        """
        where = self._place(channel)
        given = {**named, **(options or {})}
        root, path, resolved = self._command(command, where, force)
        sent = fill_options(path[-1] if path else root, given, resolved)
        interaction = self._interaction(
            InteractionType.COMMAND, _name(root, path), where, _data(root, nest_options(path, sent), resolved)
        )
        return await self._send(interaction)

    async def suggest(
        self, command: str, option: str, typed: str = "", /, *, channel: Channel | None = None, force: bool = False,
        **named: Any,
    ) -> list[tuple[str, Any]]:  # fmt: skip
        """Type in an option with autocomplete; the suggestions as (name in her language, value)."""
        where = self._place(channel)
        root, path, resolved = self._command(command, where, force)
        node = path[-1] if path else root
        declared = {o["name"]: o for o in node.get("options") or []}
        if not declared.get(option, {}).get("autocomplete"):
            raise NotPossible(f"{option!r} of /{command} suggests nothing")
        sent = fill_options(node, {**named, option: typed}, resolved, partial=option)
        interaction = self._interaction(
            InteractionType.AUTOCOMPLETE, _name(root, path), where, _data(root, nest_options(path, sent), resolved)
        )
        interaction.option_type = declared[option]["type"]
        await self._send(interaction)
        return [(self._in_her_language(c), c["value"]) for c in interaction.suggestions]

    def _in_her_language(self, choice: Json) -> str:
        return str((choice.get("name_localizations") or {}).get(self.user.locale) or choice["name"])

    def _command(self, command: str, where: Channel, force: bool) -> tuple[Json, list[Json], ResolvedData]:
        root, path = self._world.commands.resolve(command, where.guild)
        if not force:
            check_can_use(root, self.member if where.guild else None, where)
        return root, path, ResolvedData(self._world, where.guild, self, where)

    # what she does with messages

    async def press(self, message: Message, which: str | int = 0) -> Response:
        """Press a button, by its label, its custom id or its place among the message's buttons."""
        self._need_seen(message)
        button = _find(message.buttons, which, "button")
        if button["style"] in (5, 6):
            raise NotPossible(f"{button.get('label')!r} only opens {button.get('url')}")
        return await self._use(message, button, {})

    async def choose(self, message: Message, values: Sequence[Any], select: str | int = 0) -> Response:
        """Choose in a menu: values or labels of its options, or people, roles, channels."""
        self._need_seen(message)
        menu = _find(message.selects, select, "menu")
        resolved = ResolvedData(self._world, message.channel.guild, self, message.channel)
        chosen = Field({**menu, "required": menu.get("min_values") != 0}, menu["custom_id"], None)
        data: Json = {"values": chosen.answer(list(values), resolved)}
        if menu["type"] != 3:
            data["resolved"] = resolved.found
        return await self._use(message, menu, data)

    async def _use(self, message: Message, component: Json, data: Json) -> Response:
        if component.get("disabled"):
            raise NotPossible(f"{component.get('label') or component['custom_id']!r} is disabled")
        data = {
            "component_type": component["type"],
            "id": component.get("id", 0),
            "custom_id": component["custom_id"],
        } | data
        interaction = self._interaction(InteractionType.COMPONENT, component["custom_id"], message.channel, data)
        interaction.source = message
        return await self._send(interaction)

    def _need_seen(self, message: Message) -> None:
        if not (self.can_see(message.channel) and self._may_read(message)):
            raise NotAllowed(f"{self.name} does not see {message!r}")

    async def submit(self, form: Form, values: Mapping[Any, Any] | None = None) -> Response:
        """Send a form. `values` by label, custom id or place; the other fields keep what stands in them.

        If nothing comes back in time the form stays open, and can be sent again.
        """
        if form.exchange.person is not self:
            raise NotPossible(f"that form is before {form.exchange.person.name}")
        if form.sent:
            raise NotPossible("that form was sent already")
        origin = form.exchange.interaction
        resolved = ResolvedData(self._world, origin.channel.guild, self, origin.channel)
        data = form.filled(values or {}, resolved)
        form.sent = True
        interaction = self._interaction(InteractionType.FORM, form.custom_id, origin.channel, data)
        interaction.source, interaction.origin = origin.source, origin
        exchange = await self._send(interaction)
        form.sent = not exchange.failed
        return exchange

    def say(self, channel: Channel, text: str) -> Message:
        """Write a message, in a channel or to the bot directly."""
        needed = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES
        if channel.guild and needed not in self.may(channel):
            raise NotAllowed(f"{self.name} cannot write in #{channel.name}")
        return post(self._world, channel, self.user, Draft(content=text))

    # where she is

    def join_voice(self, channel: Channel) -> None:
        """Enter a voice or stage channel, from another if she is in one."""
        if not channel.is_voice:
            raise NotPossible(f"#{channel.name} is no voice channel")
        if Permission.VIEW_CHANNEL | Permission.CONNECT not in self.may(channel):
            raise NotAllowed(f"{self.name} cannot enter #{channel.name}")
        self._world.voice.join(self.member, channel)

    def leave_voice(self) -> None:
        self._world.voice.leave(self.member)

    def ask_to_speak(self) -> None:
        """Raise a hand in a stage."""
        state = self.member.voice
        if state is None or state.channel is None or Permission.REQUEST_TO_SPEAK not in self.may(state.channel):
            raise NotAllowed(f"{self.name} is in no stage where she can ask to speak")
        state.request_to_speak_at = self._world.clock.now().isoformat()
        self._world.voice.tell(state)

    def subscribe(self, event: ScheduledEvent) -> None:
        """“Interested”."""
        if self.user not in event.subscribers:
            event.subscribers.append(self.user)
            payload = {"guild_scheduled_event_id": str(event.id), "user_id": str(self.id)}
            self.guild.tell("GUILD_SCHEDULED_EVENT_USER_ADD", payload)

    async def leave_guild(self) -> None:
        self.guild.remove_member(self.member)

    async def rejoin(self) -> None:
        """Come back to the guild, without the roles she had."""
        self.guild.welcome(self.user)

    # how it is sent

    def _place(self, channel: Channel | None) -> Channel:
        """Where she types: the channel given, else the first one where she can use commands."""
        if channel:
            if not self.can_see(channel):
                raise NotAllowed(f"{self.name} does not see #{channel.name}")
            return channel
        self.member  # noqa: B018 (raises when she is not there)
        for each in self.guild.channels.values():
            if each.is_text and Permission.USE_APPLICATION_COMMANDS in self.may(each):
                return each
        raise NotAllowed(f"{self.name} sees no channel to type in")

    def _interaction(self, kind: InteractionType, name: str, where: Channel, data: Json) -> Interaction:
        member = self.member if where.guild else None
        world = self._world
        return Interaction(world, world.ids.next(), kind, name, self.user, where, data, world.clock.now(), member)

    async def _send(self, interaction: Interaction) -> Response:
        interaction.send()
        return await Response(self, interaction).acknowledged()

    def __repr__(self) -> str:
        return f"<Person {self.name}>"


def _name(root: Json, path: list[Json]) -> str:
    return " ".join(n["name"] for n in [root, *path])


def _data(root: Json, options: list[Json], resolved: ResolvedData) -> Json:
    data: Json = {"id": root["id"], "name": root["name"], "type": root["type"], "options": options}
    if "guild_id" in root:
        data["guild_id"] = root["guild_id"]
    if resolved.found:
        data["resolved"] = resolved.found
    return data


def _find(components: list[Json], which: str | int, what: str) -> Json:
    """By place, by label, by custom id, or by a part of the label that is in one only."""
    if isinstance(which, int):
        if not 0 <= which < len(components):
            raise NotPossible(f"the message has {len(components)} of {what}s, not {which + 1}")
        return components[which]
    for key in ("label", "custom_id", "placeholder"):
        for component in components:
            if component.get(key) == which:
                return component
    part = [c for c in components if which.lower() in (c.get("label") or "").lower()]
    if len(part) == 1:
        return part[0]
    raise NotPossible(f"no {what} {which!r}, only {[c.get('label') or c.get('custom_id') for c in components]}")
