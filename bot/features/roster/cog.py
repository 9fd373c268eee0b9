"""/roster: join codes, and who belongs to which delegation."""

import asyncio
import csv
import io
from collections.abc import Iterable

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat import roles, suggestions
from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.escaping import unmarked
from bot.chat.input_cleaning import name_of
from bot.chat.posts import Post, in_pages
from bot.chat.router import Pressed
from bot.chat.uploads import content_of
from bot.core.csv_cells import harmless
from bot.core.people import Participant
from bot.core.programme import Administration, Registration
from bot.features.roster import join_codes, join_requests, service, text
from bot.features.roster.errors import RequestChanged
from bot.features.roster.model import ServerMember
from bot.features.roster.registration import find_administration
from bot.features.roster.roster_file import read_roster
from bot.i18n.catalogue import Phrases
from bot.workshop.context import WorkshopContext

MAX_SHOWN = 5_000
"""Longest roster shown in messages, in characters. A longer one is a file."""


@app_commands.default_permissions(manage_guild=True)
class RosterCog(commands.GroupCog, group_name=L("roster"), group_description=L("The groups and who belongs to them")):
    def __init__(self, client: Atelier) -> None:
        self._background = client.background
        client.router.on("roster:approve:{number}:{id}", self.press_approve, ORGANISER)

    @command(L("show"), L("Who belongs to which group"), ORGANISER)
    async def show(self, call: Call) -> None:
        _, f, administrations = call._, call.formats, call.context.workshop.administrations
        people = [*call.context.people.values(), *call.context.guests.values()]
        heading = text.heading(_, f, people, call.context.workshop)
        lines = text.delegations(_, f, people, administrations)
        if len(heading) + sum(len(line) + 1 for line in lines) <= MAX_SHOWN:
            await call.reply(heading, *in_pages(lines, between="\n"))
            return
        content = unmarked("\n".join([heading, "", *lines])).encode("utf-8-sig")
        file = discord.File(io.BytesIO(content), f"{call.context.id}-roster.txt")
        await call.reply(post=Post((heading, _("Every name is in the file.")), files=(file,)))

    @command(L("codes"), L("A file with each group's join code"), ORGANISER)
    @app_commands.describe(reissue=L("Create new codes; the old ones stop working"))
    async def codes(self, call: Call, reissue: bool = False) -> None:
        if call.context.workshop.registration is not Registration.CODE:
            await call.reply(call._("Nobody needs a code here: people join with /join."))
            return
        codes = await join_codes.all_codes(call.context, call.person, reissue=reissue)
        explanation = (
            call._("Here are the new codes; the old ones no longer work. Give each group its own.")
            if reissue
            else call._("Give each group its own code; its people join with /join.")
        )
        await call.reply(post=Post((explanation,), files=(_codes_file(call._, call.context.id, codes),)))

    @command(L("assign"), L("Add someone to a group"), ORGANISER)
    @app_commands.describe(member=L("The person"), administration=L("Their group"))
    @app_commands.autocomplete(administration=suggestions.administrations)
    async def assign(self, call: Call, member: discord.User, administration: str) -> None:
        participant = await service.assign(call.context, _server_member(member), administration, call.person)
        await call.reply(_belongs(call, participant))
        await roles.give(call.context, member)

    @command(L("approve"), L("Approve someone's request to join"), ORGANISER)
    @app_commands.describe(member=L("The person"))
    async def approve(self, call: Call, member: discord.User) -> None:
        participant = await service.approve(call.context, member.id, name_of(member), call.person)
        await self._confirm_approval(call, member, participant)

    async def press_approve(self, pressed: Pressed) -> None:
        """The button below a request. It approves the request that the organiser read, not a later one."""
        call, id, administration = pressed.call, int(pressed.rest[0]), pressed.rest[1]
        try:
            service.require_request(call.context, id, administration)
            member = await _member_or_user(call, id)
            participant = await service.approve_request(call.context, id, administration, call.person)
        except RequestChanged:
            await call.reply(post=join_requests.changed_request(call, id))
            return
        await self._confirm_approval(call, member, participant)

    async def _confirm_approval(
        self, call: Call, member: discord.User | discord.Member, participant: Participant
    ) -> None:
        await call.reply(_belongs(call, participant))
        await roles.give(call.context, member)
        await join_requests.notify_approved(call.context, member, participant)

    @command(L("remove"), L("Remove someone from the workshop"), ORGANISER)
    @app_commands.describe(member=L("The person"))
    async def remove(self, call: Call, member: discord.User) -> None:
        participant = await service.remove(call.context, member.id, name_of(member), call.person)
        await call.reply(text.removed(call._, participant))
        await roles.take(call.context, member)

    @command(L("import"), L("Add everyone listed in a file to their group"), ORGANISER)
    @app_commands.describe(file=L("CSV: discord_id or username, administration; optional: name, email"))
    async def import_roster(self, call: Call, file: discord.Attachment) -> None:
        entries = await asyncio.to_thread(read_roster, await content_of(file), call.context.workshop)
        members = {member.id: member async for member in call.guild.fetch_members(limit=None)}
        server_members = [_server_member(member) for member in members.values()]
        result = await service.import_roster(call.context, entries, server_members, call.person)
        await call.reply(text.imported(call._, call.formats, result))
        people = [members[p.discord_id or 0] for p in result.everyone]
        self._background.start(_give_roles(call.context, people), f"roles of {call.context.id} after an import")


async def _member_or_user(call: Call, id: int) -> discord.User | discord.Member:
    """A member of the server, or a user who has left it."""
    try:
        return await call.guild.fetch_member(id)
    except discord.NotFound:
        return await call.client.fetch_user(id)


def _server_member(user: discord.User | discord.Member) -> ServerMember:
    return ServerMember(user.id, user.name, name_of(user))


async def _give_roles(context: WorkshopContext, members: Iterable[discord.Member]) -> None:
    """Give the coordinators' role to one member after the other: Discord limits how fast roles change."""
    for member in members:
        await roles.give(context, member)


def _belongs(call: Call, participant: Participant) -> str:
    return text.belongs(call._, participant, find_administration(call.context, participant.administration))


def _codes_file(_: Phrases, workshop: str, codes: list[tuple[Administration, str]]) -> discord.File:
    """A CSV file with a byte-order mark, for Excel: the administration's code and name, and its join code."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(["administration", "name", "code"])
    rows.writerows([a.code, harmless(_.of(a.name)), code] for a, code in codes)
    return discord.File(io.BytesIO(table.getvalue().encode("utf-8-sig")), f"{workshop}-codes.csv")
