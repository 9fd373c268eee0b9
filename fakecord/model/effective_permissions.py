"""What a member may really do: in the guild, and in one channel.

https://discord.com/developers/docs/topics/permissions#permission-overwrites
https://discord.com/developers/docs/topics/permissions#implicit-permissions
https://discord.com/developers/docs/topics/permissions#inherited-permissions-threads
https://discord.com/developers/docs/topics/permissions#permissions-for-timed-out-members
"""

from fakecord.model.channel import Channel
from fakecord.model.members import Member
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.permissions import ALL, NONE, Permission

P = Permission
NEED_SENDING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS
TIMED_OUT = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
"""What a member in time-out keeps. Owners and administrators keep everything."""
NEED_CONNECTING = P.SPEAK | P.STREAM | P.USE_VAD | P.MUTE_MEMBERS | P.DEAFEN_MEMBERS | P.MOVE_MEMBERS


def permissions_of(member: Member) -> Permission:
    """Permissions in the guild: the union of the member's roles."""
    if member.user is member.guild.owner:
        return ALL
    granted = member.guild.everyone.permissions
    for role in member.roles:
        granted |= role.permissions
    if P.ADMINISTRATOR in granted:
        return ALL
    return granted & TIMED_OUT if member.is_timed_out else granted


def permissions_in(member: Member, channel: Channel) -> Permission:
    """Permissions in one channel, after its overwrites: those of @everyone, of the member's roles, of the member.

    A thread has those of its parent. Sending there needs another permission, see `sending_in`.
    """
    granted = permissions_of(member)
    if granted == ALL:
        return ALL
    granted = _after_overwrites(granted, member, channel.parent if isinstance(channel, Thread) else channel)
    if isinstance(channel, Thread) and not channel.is_shown_to(member, granted):
        return NONE
    if member.is_timed_out:
        granted &= TIMED_OUT
    return _without_implicitly_denied(granted, channel)


def sending_in(channel: Channel) -> Permission:
    """The permission to send messages: in threads it is another one."""
    return P.SEND_MESSAGES_IN_THREADS if isinstance(channel, Thread) else P.SEND_MESSAGES


def account_permissions(user: User, channel: Channel) -> Permission:
    """What an account may do in a channel: everything in a direct one, nothing in a guild it is not in."""
    if channel.guild is None:
        return ALL
    member = channel.guild.members.get(user.id)
    return permissions_in(member, channel) if member else NONE


def _after_overwrites(granted: Permission, member: Member, channel: Channel) -> Permission:
    everyone = channel.overwrites.get(member.guild.id)
    if everyone:
        granted = granted & ~everyone.deny | everyone.allow
    of_roles = [o for role in member.roles if (o := channel.overwrites.get(role.id))]
    for overwrite in of_roles:
        granted &= ~overwrite.deny
    for overwrite in of_roles:
        granted |= overwrite.allow
    own = channel.overwrites.get(member.user.id)
    return granted & ~own.deny | own.allow if own else granted


def _without_implicitly_denied(granted: Permission, channel: Channel) -> Permission:
    """Without View Channel no other permission counts. Without Send Messages or Connect some others do not count."""
    if P.VIEW_CHANNEL not in granted:
        return NONE
    if sending_in(channel) not in granted:
        granted &= ~NEED_SENDING
    if channel.is_voice and P.CONNECT not in granted:
        granted &= ~NEED_CONNECTING
    return granted


def implied_by(needed: Permission, channel: Channel) -> Permission:
    """The permissions that must be granted too, so that `needed` count in this channel."""
    implied = P.VIEW_CHANNEL
    if needed & NEED_SENDING:
        implied |= sending_in(channel)
    if channel.is_voice and needed & NEED_CONNECTING:
        implied |= P.CONNECT
    return implied
