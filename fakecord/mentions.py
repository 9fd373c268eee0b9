"""Who a message mentions, and who is notified.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
https://discord.com/developers/docs/reference#message-formatting
"""

import re

from fakecord.errors import NotPossible
from fakecord.model.channel import Channel, Message
from fakecord.model.components import COMMAND_MENTION
from fakecord.model.members import Role
from fakecord.model.user import User
from fakecord.permissions import Permission
from fakecord.rules.mentions import AllowedMentions
from fakecord.world import World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


def set_mentions(
    world: World, message: Message, allowed: AllowedMentions, granted: Permission, *, notify: bool = True
) -> None:
    """Set the message's mentions; with `notify` also whom it notifies. Edits notify nobody.

    A role is notified if it is mentionable, or if the author (whose permissions are `granted`) may mention everyone.
    """
    text = "\n".join([message.content, *(c.get("content", "") for c in message.walk())])
    users_named, roles_named = _named_users(world, text), _named_roles(message.channel, text)
    users = [u for u in users_named if "users" in allowed.parse or u.id in allowed.users]
    roles = [r for r in roles_named if "roles" in allowed.parse or r.id in allowed.roles]
    can_mention_all = Permission.MENTION_EVERYONE in granted
    roles = [r for r in roles if r.mentionable or can_mention_all]
    if message.author is world.bot and any(not role.mentionable for role in roles):
        world.permissions_used |= Permission.MENTION_EVERYONE
    everyone = bool(EVERYONE.search(text)) and "everyone" in allowed.parse and can_mention_all
    replied = message.replies_to.author if message.replies_to and allowed.replied_user else None
    if replied and replied not in users:
        users = [*users, replied]
    message.mentioned_users = [*users_named, *(u for u in users if u not in users_named)]
    message.mentioned_roles = roles
    message.mentions_everyone = everyone
    if notify:
        message.pinged_users, message.pinged_roles, message.pinged_everyone = users, roles, everyone


def _named_users(world: World, text: str) -> list[User]:
    return [u for n in dict.fromkeys(USER.findall(text)) if (u := world.users.get(int(n)))]


def _named_roles(channel: Channel, text: str) -> list[Role]:
    roles = channel.guild.roles if channel.guild else {}
    return [r for n in dict.fromkeys(ROLE.findall(text)) if (r := roles.get(int(n)))]


def report_dead_commands(world: World, message: Message) -> None:
    """Report the mentions of commands that do nothing when they are clicked.

    The name must be that of the command with this id, without translation and with its sub-command.
    https://github.com/discord/discord-api-docs/issues/5462
    """
    texts = [message.content, *(embed.get("description") or "" for embed in message.embeds)]
    for name, id in COMMAND_MENTION.findall("\n".join(texts)):
        try:
            root, _ = world.commands.resolve(name, message.channel.guild)
        except NotPossible:
            root = None
        if root is None or root["id"] != id:
            world.log.report("MENTION", f"</{name}:{id}>", 0, 0, f"no command has this name and id: {message!r}")
