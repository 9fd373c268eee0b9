"""Threads that are started, joined, changed and deleted, and the gateway events that tell of it.

https://discord.com/developers/docs/topics/threads
https://discord.com/developers/docs/events/gateway-events#thread-create
"""

from fakecord.errors import Json
from fakecord.model.channel import HAS_THREAD, Channel, Message
from fakecord.model.channel_types import ANNOUNCEMENT, ANNOUNCEMENT_THREAD, PRIVATE_THREAD, PUBLIC_THREAD
from fakecord.model.effective_permissions import account_permissions
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.permissions import Permission
from fakecord.world import World


def start(
    world: World, parent: Channel, owner: User, name: str, *, message: Message | None = None, private: bool = False
) -> Thread:
    """Start a thread. One that is started from a message has the message's id."""
    guild, now = world.guilds.of(parent), world.clock.now()
    number = message.id if message else world.ids.next()
    kind = ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PRIVATE_THREAD if private else PUBLIC_THREAD
    thread = Thread(number, kind, name, guild, parent=parent, owner=owner, created_at=now, changed_at=now)
    if message:
        message.flags |= HAS_THREAD
    guild.add_thread(thread)
    thread.joined[owner.id] = now
    publish(world, thread, "THREAD_CREATE", thread.payload() | {"newly_created": True})
    _publish_members(world, thread, [owner.id], [])
    return thread


def join(world: World, thread: Thread, user: User) -> None:
    """Add a member, as sending a message does. The bot also gets THREAD_CREATE when it is added itself."""
    if user.id in thread.joined:
        return
    thread.joined[user.id] = world.clock.now()
    _publish_members(world, thread, [user.id], [])
    if user is world.bot:
        publish(world, thread, "THREAD_CREATE", thread.payload())


def leave(world: World, thread: Thread, user_id: int) -> None:
    if thread.joined.pop(user_id, None):
        _publish_members(world, thread, [], [user_id])


def change(
    world: World, thread: Thread, *, name: str | None = None, archived: bool | None = None, locked: bool | None = None
) -> None:
    thread.name = thread.name if name is None else name
    thread.locked = thread.locked if locked is None else locked
    if archived is not None and archived != thread.archived:
        thread.archived, thread.changed_at = archived, world.clock.now()
    publish(world, thread, "THREAD_UPDATE", thread.payload())


def delete(world: World, thread: Thread) -> None:
    names = ("id", "guild_id", "parent_id", "type")
    publish(world, thread, "THREAD_DELETE", {n: v for n, v in thread.payload().items() if n in names})
    thread.deleted = True
    world.guilds.of(thread).threads.pop(thread.id, None)


def publish(world: World, thread: Thread, event: str, payload: Json) -> None:
    """The bot gets events only of threads that it sees."""
    if Permission.VIEW_CHANNEL in account_permissions(world.bot, thread):
        world.gateway.publish(event, payload, thread.guild)
    else:
        world.notifier.notify()


def _publish_members(world: World, thread: Thread, added: list[int], removed: list[int]) -> None:
    """Without the Server Members intent the bot learns only of itself."""
    guild = world.guilds.of(thread)
    payload: Json = {
        "id": str(thread.id),
        "guild_id": str(guild.id),
        "member_count": thread.payload()["member_count"],
        "added_members": [
            thread.member_payload(n) | {"member": guild.members[n].payload(), "presence": None} for n in added
        ],
        "removed_member_ids": [str(n) for n in removed],
    }
    publish(world, thread, "THREAD_MEMBERS_UPDATE", payload)
