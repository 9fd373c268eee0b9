"""Finds a workshop's roles and channels at Discord: by the binding in the database, by id, or by name.

Each one is checked before it is used (`objections.py`).
"""

import string
from collections.abc import Sequence
from typing import TypeVar

import discord

from bot.chat.objections import of_hidden_channel, of_role, roles_with_access_by_default
from bot.core.objections import Objection, Why
from bot.workshop.context import WorkshopContext

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel
Found = TypeVar("Found", discord.Role, Place)

ROLES = ("organiser", "facilitator", "coordinator")
HIDDEN = frozenset({"organisers", "interpreters"})
"""Channels that only organisers may see, and people whom they gave access."""
READ_ONLY = frozenset({"announcements", "key_messages"})
"""Channels in which only the bot writes."""
_DROPPED = str.maketrans("", "", string.punctuation.replace("-", "").replace("_", ""))


def stored_name(name: str) -> str:
    """`name` as Discord stores a text channel's: lower case, hyphens for spaces, without punctuation."""
    return "-".join(name.lower().translate(_DROPPED).replace("-", " ").split())


def role(context: WorkshopContext, guild: discord.Guild, which: str) -> discord.Role | None:
    """The role `which` (organiser, facilitator, coordinator). None if it does not exist, or must not be used."""
    found = find_role(context, guild, which)
    return found if isinstance(found, discord.Role) else None


def holds_role(context: WorkshopContext, member: discord.Member, which: str) -> bool:
    """Whether `member` holds the role `which`. Most hold no role of that name, and it need not be checked."""
    if not any(member.get_role(each.id) for each in _matching_roles(context, member.guild, which)):
        return False
    return role(context, member.guild, which) is not None


def find_role(
    context: WorkshopContext, guild: discord.Guild, which: str, among: Sequence[discord.Role] | None = None
) -> discord.Role | Objection | None:
    """The role `which` of this server, or the objection to it. None if there is no such role.

    `among`: the server's roles if they were just fetched. By default the cached roles are searched.
    """
    matching = _matching_roles(context, guild, which, among)
    if len(matching) > 1:
        return Objection(Why.SEVERAL, matching[0].name, len(matching))
    if not matching:
        return None
    [found] = matching
    also = (other for other in ROLES if other != which and found in _matching_roles(context, guild, other, among))
    return of_role(which, found, frozenset(also)) or found


def _matching_roles(
    context: WorkshopContext, guild: discord.Guild, which: str, among: Sequence[discord.Role] | None = None
) -> list[discord.Role]:
    """The role that is bound or has the configured id. Else all roles of that name."""
    name: str = getattr(context.workshop.roles, which)
    for id in _ids(context, role_purpose(which, name), name):
        if bound := guild.get_role(id) if among is None else discord.utils.get(among, id=id):
            return [bound]
    return [each for each in (guild.roles if among is None else among) if each.name == name.strip()]


def _ids(context: WorkshopContext, purpose: str, name: str) -> list[int]:
    return [context.bindings.get(purpose, 0), int(name) if name.isdigit() else 0]


def role_purpose(which: str, name: str) -> str:
    """The purpose under which a role is bound.

    It includes the configured name, because another name means another role.
    """
    return f"role:{which}:{name}"


def channel_purpose(purpose: str, name: str) -> str:
    return f"channel:{purpose}:{name}"


def channel_names(context: WorkshopContext) -> dict[str, str]:
    """The configured name of every channel, by purpose; announcements per language are `announcements:fr` and so on.

    Without a key-message desk there is no channel for key messages.
    """
    channels = context.workshop.channels
    names = {"plenary": channels.plenary, "organisers": channels.organisers}
    if context.workshop.desk:
        names["key_messages"] = channels.key_messages
    if isinstance(channels.announcements, str):
        names = {"announcements": channels.announcements, **names}
    else:
        names = {f"announcements:{language}": name for language, name in channels.announcements.items()} | names
    for purpose in ("interpreters", "stage"):
        name = getattr(channels, purpose)
        if name:
            names[purpose] = name
    return names


def announcements(language: str) -> str:
    """The purpose of the channel for announcements in `language`; empty: in all languages in one message."""
    return f"announcements:{language}" if language else "announcements"


def channel(context: WorkshopContext, guild: discord.Guild, purpose: str) -> Place | None:
    """The channel of `purpose`. None if it does not exist, or must not be used."""
    found = find_channel(context, guild, purpose)
    return None if isinstance(found, Objection) else found


def find_channel(
    context: WorkshopContext,
    guild: discord.Guild,
    purpose: str,
    among: Sequence[discord.abc.GuildChannel] | None = None,
) -> Place | Objection | None:
    """The channel of `purpose`, or the objection to it. None if there is no such channel.

    `among`: as for `find_role`.
    """
    name = channel_names(context).get(purpose)
    if name is None:
        return None
    matching = _matching_channels(context, guild, purpose, name, among)
    if len(matching) > 1:
        return Objection(Why.SEVERAL, f"#{matching[0].name}", len(matching))
    if not matching:
        return None
    [found] = matching
    if purpose not in HIDDEN:
        return found
    organisers, coordinators = (_matching_roles(context, guild, which) for which in ("organiser", "coordinator"))
    return of_hidden_channel(found, organisers, coordinators) or found


def _matching_channels(
    context: WorkshopContext,
    guild: discord.Guild,
    purpose: str,
    name: str,
    among: Sequence[discord.abc.GuildChannel] | None,
) -> list[Place]:
    """The channel that is bound or has the configured id. Else all channels of that name and type.

    A news channel counts as a text channel.
    """
    kinds = (discord.VoiceChannel, discord.StageChannel) if purpose == "stage" else (discord.TextChannel,)
    channels = [each for each in (guild.channels if among is None else among) if isinstance(each, kinds)]
    for id in _ids(context, channel_purpose(purpose, name), name):
        if bound := discord.utils.get(channels, id=id):
            return [bound]
    if purpose == "stage":
        return [each for each in channels if each.name == name.strip()]
    return [each for each in channels if stored_name(each.name) == stored_name(name)]


def writers(context: WorkshopContext, channel: Place, purpose: str) -> list[str]:
    """Names of the roles that may write in a channel where only the bot should write.

    The channel is used all the same.
    """
    if purpose.partition(":")[0] not in READ_ONLY:
        return []
    organisers, coordinators = (_matching_roles(context, channel.guild, each) for each in ("organiser", "coordinator"))
    return [role.name for role in roles_with_access_by_default(channel, "send_messages", organisers, coordinators)]


def text_channel(context: WorkshopContext, guild: discord.Guild, purpose: str) -> discord.TextChannel | None:
    found = channel(context, guild, purpose)
    return found if isinstance(found, discord.TextChannel) else None
