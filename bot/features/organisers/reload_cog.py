"""/workshop reload.

Lists the changes of the workshop file, asks for confirmation if something is lost, and applies them.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import discord

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.escaping import code_block
from bot.chat.posts import Post, button, buttons, shortened
from bot.chat.router import Pressed
from bot.core.programme import Workshop
from bot.features.organisers import purge_text, reload_text, renamed_roles
from bot.features.organisers.follow_up_text import followed
from bot.features.organisers.reload_model import OtherFiles, ReloadPreview
from bot.features.organisers.reload_service import preview, reload
from bot.features.organisers.server_faults import channel_faults
from bot.features.organisers.server_follow_up import follow_up
from bot.features.organisers.without_effect_text import without_effect
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.features.roster.text import without_group
from bot.workshop import session_store
from bot.workshop.registry import WorkshopRegistry
from bot.workshop_file.reading_again import WorkshopFiles

FAULTS_LENGTH = 1_500
"""Most characters of a faulty file's faults shown: the rest of the reply must fit the message too."""
LIST_LENGTH = 2_500
"""Most characters of the list of differences in a message; a longer one is a file."""

Reread = Callable[[str, Mapping[str, datetime]], WorkshopFiles]
"""Reads all workshop files again. It is a fault if no file has the workshop with this id. It is also a fault if a file
turns a past workshop into its next edition; the last recorded session of each workshop shows this."""
AddWorkshop = Callable[[Workshop], Awaitable[None]]
"""Starts a workshop whose file is new."""


class Reloading:
    """The command and its buttons."""

    def __init__(self, client: Atelier, reread: Reread, add_workshop: AddWorkshop, events: ScheduledEventSync) -> None:
        self._registry = client.registry
        self._reread = reread
        self._add_workshop = add_workshop
        self._events = events
        self._lock = asyncio.Lock()
        self._background = client.background
        client.router.on("workshop:reload:{take|purge|leave}:{id}", self.press, ORGANISER)

    async def ask(self, call: Call) -> None:
        """Apply the files. Ask first if something would be lost."""
        async with self._lock:
            found = await self._preview(call)
            if found is None:
                return
            if not found.losses.is_empty:
                await call.reply(post=_question(call, found))
                return
            after = await self._apply(call, found)
        blocks = [*reload_text.reloaded(call._, call.formats, found), *after]
        await call.reply(post=_with_file(call, found, blocks))

    async def press(self, pressed: Pressed) -> None:
        call, (choice, shown) = pressed.call, pressed.rest
        if choice == "leave":
            await call.replace(call._("Nothing was changed."))
            return
        async with self._lock:
            found = await self._preview(call)
            if found is None:
                return
            if found.print != shown:
                changed = call._("The file, or what it removes, has changed since. This is what it would do now:")
                await call.reply(post=_question(call, found, changed))
                return
            after = await self._apply(call, found, purge=choice == "purge")
        rest = without_effect(call._, call.formats, found.without_effect)
        blocks = [call._("The changed file is in use from now on."), *rest, *after]
        if choice == "purge" and found.losses.purge_at:
            said = call._("The personal data are being erased.")
            blocks.append(f"{said}\n{purge_text.undo(call._, call.formats, call.context.now())}")
        await call.replace(*blocks)

    async def _preview(self, call: Call) -> ReloadPreview | None:
        """What the files would change. None if a file has faults, which are then shown."""
        context = call.context
        recorded = await context.read(session_store.last_recorded)
        files = await asyncio.to_thread(self._reread, context.id, recorded)
        if files.faults:
            listed = shortened("\n".join(call._.translate(fault.sentence()) for fault in files.faults), FAULTS_LENGTH)
            await call.reply(
                call._("The file has faults, so nothing was changed. Fix them and reload:"), code_block(listed)
            )
            return None
        own = next(workshop for workshop in files.workshops if workshop.id == context.id)
        return await preview(context, own, _others(self._registry, files, context.id), files.print)

    async def _apply(self, call: Call, found: ReloadPreview, *, purge: bool = False) -> list[str]:
        """Apply the change. Returns its consequences as text."""
        context, result = call.context, found.result
        may_purge = found.losses.purge_at is not None and found.losses.purge_at <= context.now()
        former = renamed_roles.replaced(context, call.guild, found.workshop.roles)
        renamed = renamed_roles.renamed(context, found.workshop.roles)
        await reload(context, found.workshop, call.person, purge=purge and may_purge, former=former)
        done = await follow_up(context, call.guild, self._events, renamed, new_sessions=bool(result.added))
        self._background.start(renamed_roles.carry_out(context, done.hand_overs), f"roles of {context.id}")
        for workshop in found.files.new:
            await self._add_workshop(workshop)
        channels = channel_faults(call._, context, call.guild) if result.changes_key("channels") else []
        lost = [without_group(call._, call.formats, found.without_group)] if found.without_group else []
        return [*followed(call._, call.formats, done), *(["\n".join(channels)] if channels else []), *lost]


def _others(registry: WorkshopRegistry, files: WorkshopFiles, own: str) -> OtherFiles:
    running = {context.id: context.workshop for context in registry if context.id != own}
    there = {workshop.id: workshop for workshop in files.workshops if workshop.id != own}
    return OtherFiles(
        new=[workshop for id, workshop in there.items() if id not in running],
        gone=[workshop for id, workshop in running.items() if id not in there],
        changed=[workshop for id, workshop in there.items() if id in running and running[id] != workshop],
    )


def _question(call: Call, found: ReloadPreview, *before: str) -> Post:
    """The differences, what would be lost, and the buttons. The first button confirms."""
    _, purge_at = call._, found.losses.purge_at
    row = [button(_("Load it"), f"workshop:reload:take:{found.print}", discord.ButtonStyle.primary)]
    if purge_at and purge_at <= call.context.now():
        label = _("Load it and erase now")
        row.append(button(label, f"workshop:reload:purge:{found.print}", discord.ButtonStyle.danger))
    row.append(button(_("Do nothing"), f"workshop:reload:leave:{found.print}"))
    listed = "\n".join(reload_text.differences(_, call.formats, found))
    rest = without_effect(_, call.formats, found.without_effect)
    blocks = [*before, listed, *rest, reload_text.question(_, call.formats, found.losses)]
    return _with_file(call, found, [block for block in blocks if block], buttons(row))


def _with_file(call: Call, found: ReloadPreview, blocks: list[str], view: discord.ui.View | None = None) -> Post:
    """The post. If the list is too long for a message, the complete list is attached as a file."""
    listed = "\n".join(reload_text.differences(call._, call.formats, found))
    if len(listed) <= LIST_LENGTH:
        return Post(tuple(blocks), view)
    file = discord.File(io.BytesIO(listed.encode()), f"{call.context.id}-changes.txt")
    short = tuple(block.replace(listed, shortened(listed, LIST_LENGTH)) for block in blocks)
    return Post(short, view, files=(file,))
