"""Who may use a command where, as administrators set it in the server's settings, under Integrations.

https://discord.com/developers/docs/interactions/application-commands#permissions
"""

from dataclasses import dataclass

from fakecord.errors import Json
from fakecord.model.channel import Channel
from fakecord.model.members import Member, Role
from fakecord.model.thread import Thread
from fakecord.snowflakes import Snowflake

ROLE, USER, CHANNEL = 1, 2, 3
ALL_CHANNELS = "all channels"


@dataclass(frozen=True)
class CommandOverwrite:
    """Whether one role, account or channel may use a command. @everyone and “all channels” have ids of their own."""

    target: int
    type: int
    allowed: bool

    @property
    def key(self) -> tuple[int, int]:
        return self.type, self.target

    def payload(self) -> Json:
        return {"id": str(self.target), "type": self.type, "permission": self.allowed}


Overwrites = dict[tuple[int, int], CommandOverwrite]
"""By type and target."""


def overwrite_for(guild_id: int, target: Snowflake | str, allowed: bool) -> CommandOverwrite:
    """`target` is a role, a channel, an account or `ALL_CHANNELS`, whose id is the guild's less one."""
    if isinstance(target, str):
        return CommandOverwrite(guild_id - 1, CHANNEL, allowed)
    kind = ROLE if isinstance(target, Role) else CHANNEL if isinstance(target, Channel) else USER
    return CommandOverwrite(target.id, kind, allowed)


def decision(overwrites: Overwrites, member: Member, channel: Channel) -> bool | None:
    """Whether the overwrites let the member use the command here; None if they leave it to its default.

    The channel is asked first, then the account, its roles, and @everyone. Threads count as their channel.
    """
    guild_id = member.guild.id
    place = channel.parent if isinstance(channel, Thread) else channel
    here = overwrites.get((CHANNEL, place.id)) or overwrites.get((CHANNEL, guild_id - 1))
    if here and not here.allowed:
        return False
    of_roles = [overwrites.get((ROLE, role.id)) for role in member.roles]
    for found in ([overwrites.get((USER, member.id))], of_roles, [overwrites.get((ROLE, guild_id))]):
        said = [each.allowed for each in found if each]
        if said:
            return any(said)
    return None
