"""People, roles and channels to choose from, in menus, forms and options of commands."""

from collections.abc import Iterator, Sequence

from fakecord.model.channel import Channel
from fakecord.model.channel_types import CATEGORY
from fakecord.model.components import CHANNEL_SELECT, MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, USER_SELECT
from fakecord.model.members import Role
from fakecord.model.user import User
from fakecord.page.user_view import UserView
from fakecord.people.fields import Field
from fakecord.render.escaping import escape_html
from fakecord.render.parts import Menu, Option, option

Entity = User | Role | Channel
FIRST = 100
"""A menu shows at most this many people. At Discord, others are found by typing."""


def entities(view: UserView, kind: int, channel_types: Sequence[int] = ()) -> Iterator[tuple[str, Entity]]:
    """The entries of a menu of this type, each with the name that is shown."""
    guild = view.person.guild
    if kind in (USER_SELECT, MENTIONABLE_SELECT):
        yield from ((member.nick or member.user.name, member.user) for member in guild.members.values())
    if kind in (ROLE_SELECT, MENTIONABLE_SELECT):
        yield from ((f"@{role.name.removeprefix('@')}", role) for role in guild.roles.values())
    if kind == CHANNEL_SELECT:
        for channel in guild.channels.values():
            fits = channel.type in channel_types if channel_types else channel.type != CATEGORY
            if fits and view.person.can_see(channel):
                yield f"#{channel.name}", channel


def find_entity(view: UserView, number: str) -> Entity | None:
    """The member, role or channel of the server with this id, if they see it."""
    for kind in (MENTIONABLE_SELECT, CHANNEL_SELECT):
        for _name, entity in entities(view, kind):
            if str(entity.id) == number:
                return entity
    return None


def menu_options(view: UserView, menu: Menu) -> list[Option]:
    if menu.of == STRING_SELECT:
        return menu.options
    return _entity_options(view, menu.of, menu.channel_types)


def field_options(view: UserView, field: Field) -> list[Option]:
    """The options of a menu, of radio buttons or of checkboxes in a form."""
    if field.options:
        return [option(each) for each in field.options]
    return _entity_options(view, field.kind, field.component.get("channel_types") or ())


def _entity_options(view: UserView, kind: int, channel_types: Sequence[int]) -> list[Option]:
    found = [*entities(view, kind, channel_types)][:FIRST]
    return [Option(str(entity.id), escape_html(name), escape_html(""), False) for name, entity in found]
