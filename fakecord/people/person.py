"""A simulated user of Discord's client: what they see, and what they can do."""

from collections.abc import Mapping, Sequence
from typing import Any

from fakecord import threads
from fakecord.errors import Json, NotAllowed, NotPossible
from fakecord.model.channel import Channel, Message
from fakecord.model.channel_types import ANNOUNCEMENT, TEXT
from fakecord.model.components import STRING_SELECT
from fakecord.model.effective_permissions import permissions_in, sending_in
from fakecord.model.guild import Guild
from fakecord.model.interaction import Interaction, InteractionType
from fakecord.model.members import BaseGuild
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.people.command_options import check_can_use, fill_options, nest_options
from fakecord.people.fields import Field
from fakecord.people.finding import find_component
from fakecord.people.form import Form
from fakecord.people.resolved_data import ResolvedData
from fakecord.people.response import Response
from fakecord.people.viewer import Viewer
from fakecord.permissions import Permission
from fakecord.posting import post
from fakecord.rules.command_names import localized
from fakecord.rules.messages import Draft
from fakecord.world import World


class Person(Viewer):
    """Somebody in a guild. An action that Discord's client does not offer them raises `ActionError`."""

    def __init__(self, world: World, user: User, guild: Guild, *, phone: bool = False) -> None:
        """`phone`: they use Discord on a phone, which shows a form as it first opened one with that custom id.

        https://github.com/discord/discord-api-docs/issues/7554
        """
        super().__init__(world, user, guild)
        self._first_opened: dict[str, Json] | None = {} if phone else None

    # commands

    async def slash(
        self, command: str, /, *, channel: Channel | None = None, force: bool = False,
        options: Mapping[str, Any] | None = None, **named: Any,
    ) -> Response:  # fmt: skip
        """Use a command, e.g. `await person.slash("schedule delay", minutes=10)`. Returns once it is acknowledged.

        `options` takes options whose names clash with this method's parameters. `force` sends the command even if the
        client hides it. Without `channel` it is used in the first channel where that is possible.
        """
        where = self._channel_for_commands(channel)
        root, path, resolved = self._command(command, where, force)
        filled = fill_options(path[-1] if path else root, {**named, **(options or {})}, resolved)
        data = _command_data(root, nest_options(path, filled), resolved)
        return await self._send(self._interaction(InteractionType.COMMAND, _full_name(root, path), where, data))

    async def suggest(
        self, command: str, option: str, typed: str = "", /, *, channel: Channel | None = None, force: bool = False,
        options: Mapping[str, Any] | None = None, **named: Any,
    ) -> list[tuple[str, Any]]:  # fmt: skip
        """Type in an option with autocomplete; the suggestions as pairs of name (in their language) and value."""
        where = self._channel_for_commands(channel)
        root, path, resolved = self._command(command, where, force)
        node = path[-1] if path else root
        declared = {o["name"]: o for o in node.get("options") or []}
        if not declared.get(option, {}).get("autocomplete"):
            raise NotPossible(f"{option!r} of /{command} has no autocomplete")
        filled = fill_options(node, {**named, **(options or {}), option: typed}, resolved, partial=option)
        data = _command_data(root, nest_options(path, filled), resolved)
        interaction = self._interaction(InteractionType.AUTOCOMPLETE, _full_name(root, path), where, data)
        interaction.option_type = declared[option]["type"]
        await self._send(interaction)
        return [(localized(c, self.user.locale), c["value"]) for c in interaction.suggestions]

    def _command(self, command: str, where: Channel, force: bool) -> tuple[Json, list[Json], ResolvedData]:
        root, path = self.world.commands.resolve(command, where.guild)
        if not force:
            overwrites = self.world.commands.overwrites(self.guild.id, root)
            check_can_use(root, self.member if where.guild else None, where, overwrites)
        return root, path, ResolvedData(self.world, self.user, where)

    def _channel_for_commands(self, channel: Channel | None) -> Channel:
        if channel:
            if not self.can_see(channel):
                raise NotAllowed(f"{self.name} does not see #{channel.name}")
            return channel
        member = self.member
        for each in self.guild.channels.values():
            if each.is_text and Permission.USE_APPLICATION_COMMANDS in permissions_in(member, each):
                return each
        raise NotAllowed(f"{self.name} sees no channel to type in")

    # messages

    async def press(self, message: Message, which: str | int = 0) -> Response:
        """Press a button, named by its label, its custom id or its index among the message's buttons."""
        self._need_seen(message)
        button = find_component(message.buttons, which, "button")
        if button["style"] in (5, 6):
            raise NotPossible(f"{button.get('label')!r} only opens {button.get('url')}")
        return await self._use(message, button, {})

    async def choose(self, message: Message, values: Sequence[Any], select: str | int = 0) -> Response:
        """Choose in a select menu: values or labels of its options, or people, roles, channels."""
        self._need_seen(message)
        menu = find_component(message.selects, select, "menu")
        resolved = ResolvedData(self.world, self.user, message.channel)
        chosen = Field({**menu, "required": menu.get("min_values") != 0}, menu["custom_id"], None)
        data: Json = {"values": chosen.answer(list(values), resolved)}
        if menu["type"] != STRING_SELECT:
            data["resolved"] = resolved.found
        return await self._use(message, menu, data)

    async def _use(self, message: Message, component: Json, data: Json) -> Response:
        # https://support.discord.com/hc/articles/4413305239191 and https://github.com/nextcord/previous/pull/86
        if message.channel.guild and self.member.is_timed_out:
            raise NotAllowed(f"{self.name} is in time-out")
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
        if not (self.can_see(message.channel) and self.may_read(message)):
            raise NotAllowed(f"{self.name} does not see {message!r}")

    async def submit(self, form: Form, values: Mapping[Any, Any] | None = None) -> Response:
        """Submit a form. `values` are by label, custom id or index; other fields keep what the bot filled in.

        If there is no answer in time the form stays open, and can be submitted again.
        """
        origin = form.interaction
        if origin.who is not self.user:
            raise NotPossible(f"{origin.who.name} has that form open, not {self.name}")
        if form.sent:
            raise NotPossible("that form was sent already")
        data = form.filled(values or {}, ResolvedData(self.world, self.user, origin.channel))
        form.sent = True
        interaction = self._interaction(InteractionType.FORM, form.custom_id, origin.channel, data)
        interaction.source, interaction.origin = origin.source, origin
        response = await self._send(interaction)
        form.sent = not response.failed
        return response

    def say(self, channel: Channel, text: str) -> Message:
        """Write a message in a channel, or to the bot directly."""
        if channel.guild:
            self._need_taking_part(channel.guild)
        needed = Permission.VIEW_CHANNEL | sending_in(channel)
        if channel.guild and needed not in self.permissions_in(channel):
            raise NotAllowed(f"{self.name} cannot write in #{channel.name}")
        return post(self.world, channel, self.user, Draft(content=text))

    def _interaction(self, kind: InteractionType, name: str, where: Channel, data: Json) -> Interaction:
        if where.guild:
            self._need_taking_part(where.guild)
        return self.world.interactions.create(kind, name, self.user, where, data)

    async def _send(self, interaction: Interaction) -> Response:
        self.world.interactions.send(interaction)
        response = await Response(interaction).acknowledged()
        if self._first_opened is not None and interaction.form:
            interaction.form = self._first_opened.setdefault(interaction.form["custom_id"], interaction.form)
        return response

    def start_thread(
        self, channel: Channel, name: str, *, message: Message | None = None, private: bool = False
    ) -> Thread:
        """Start a thread in a text channel, from a message of it if one is given."""
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        if channel.type not in (TEXT, ANNOUNCEMENT) or needed not in self.permissions_in(channel):
            raise NotAllowed(f"{self.name} cannot start a thread in #{channel.name}")
        return threads.start(self.world, channel, self.user, name, message=message, private=private)

    # voice, joining and leaving

    def join_voice(self, channel: Channel) -> None:
        """Enter a voice or stage channel, or move to it."""
        if not channel.is_voice:
            raise NotPossible(f"#{channel.name} is no voice channel")
        if Permission.VIEW_CHANNEL | Permission.CONNECT not in self.permissions_in(channel):
            raise NotAllowed(f"{self.name} cannot enter #{channel.name}")
        self._need_accepted_rules()
        self.world.voice.join(self.member, channel)

    def leave_voice(self) -> None:
        self.world.voice.leave(self.member)

    def ask_to_speak(self) -> None:
        """Raise a hand in a stage channel."""
        state = self.voice
        if (
            state is None
            or state.channel is None
            or Permission.REQUEST_TO_SPEAK not in self.permissions_in(state.channel)
        ):
            raise NotAllowed(f"{self.name} is in no stage where they can ask to speak")
        state.request_to_speak_at = self.world.clock.now().isoformat()
        self.world.voice.publish(state)

    async def leave_guild(self) -> None:
        self.world.remove_member(self.member)

    def accept_rules(self) -> None:
        """Pass the screening of a guild that has one."""
        self.member.pending = False
        self.guild.member_changed(self.member)

    def _need_taking_part(self, guild: BaseGuild) -> None:
        """Raise unless the person is a member who has accepted the guild's rules, and the guild has no outage."""
        self._need_accepted_rules()
        if not guild.available:
            raise NotPossible(f"{guild.name} has an outage")

    def _need_accepted_rules(self) -> None:
        """https://discord.com/developers/docs/resources/guild#membership-screening-object"""
        if self.member.pending:
            raise NotAllowed(f"{self.name} has not accepted the rules of {self.guild.name}")

    async def rejoin(self) -> None:
        """Come back to the guild, without the roles they had."""
        if self.user.id not in self.guild.members:
            self.guild.add_member(self.user)

    def __repr__(self) -> str:
        return f"<Person {self.name}>"


def _full_name(root: Json, path: list[Json]) -> str:
    return " ".join(n["name"] for n in [root, *path])


def _command_data(root: Json, options: list[Json], resolved: ResolvedData) -> Json:
    data: Json = {"id": root["id"], "name": root["name"], "type": root["type"], "options": options}
    if "guild_id" in root:
        data["guild_id"] = root["guild_id"]
    if resolved.found:
        data["resolved"] = resolved.found
    return data
