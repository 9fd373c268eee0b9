"""/roster: organisers hand out join codes and look after delegations."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterable

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import roles, suggestions
from bot.chat.access import FOR_ORGANISERS, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.escaping import unmarked
from bot.chat.input_cleaning import name_of
from bot.chat.posts import Post, in_pages
from bot.chat.router import Pressed
from bot.chat.uploads import content_of
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.features.roster import join_requests as requests
from bot.features.roster import registration
from bot.features.roster import service as roster
from bot.features.roster import text as words
from bot.features.roster.registration import administration_of
from bot.features.roster.roster_file import read_roster
from bot.features.roster.service import Member
from bot.i18n.catalogue import Phrases
from bot.workshop.context import WorkshopContext

ROOM = 5_000
"""Most characters of a roster shown in a message; a longer one is a file."""


@app_commands.default_permissions(manage_guild=True)
class RosterCog(commands.GroupCog, group_name=L("roster"), group_description=L("Delegations and their join codes")):
    def __init__(self, client: Atelier) -> None:
        self._at_work: set[asyncio.Task[None]] = set()
        client.router.on("roster:approve:{number}", self.press_approve, ORGANISER)

    async def cog_unload(self) -> None:
        for task in self._at_work:
            task.cancel()

    @app_commands.command(name=L("show"), description=L("Who belongs to which delegation"), extras=FOR_ORGANISERS)
    async def show(self, interaction: discord.Interaction) -> None:
        call = Call.of(interaction)
        _, f, administrations = call._, call.formats, call.context.workshop.administrations
        people = [*call.context.people.values(), *call.context.guests.values()]
        heading = words.heading(_, f, people, administrations)
        lines = words.delegations(_, f, people, administrations)
        if len(heading) + sum(len(line) + 1 for line in lines) <= ROOM:
            await call.reply(heading, *in_pages(lines, between="\n"))
            return
        text = unmarked("\n".join([heading, "", *lines]))
        file = discord.File(io.BytesIO(text.encode("utf-8-sig")), f"{call.context.id}-roster.txt")
        await call.reply(post=Post((heading, _("Every name is in the file.")), files=(file,)))

    @app_commands.command(
        name=L("codes"), description=L("A file with each administration's join code"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(reissue=L("Make new codes; the old ones are worth nothing from then on"))
    async def codes(self, interaction: discord.Interaction, reissue: bool = False) -> None:
        call = Call.of(interaction)
        codes = await registration.codes(call.context, call.person.name, reissue=reissue)
        text = (
            call._("New codes: the old ones are worth nothing any more. Give each administration its own.")
            if reissue
            else call._("Give each administration its own code; its people join with /join.")
        )
        await call.reply(post=Post((text,), files=(_codes_file(call._, call.context.id, codes),)))

    @app_commands.command(name=L("assign"), description=L("Put someone into a delegation"), extras=FOR_ORGANISERS)
    @app_commands.describe(member=L("The person"), administration=L("Their administration"))
    @app_commands.autocomplete(administration=suggestions.administrations)
    async def assign(self, interaction: discord.Interaction, member: discord.User, administration: str) -> None:
        call = Call.of(interaction)
        who = await roster.assign(call.context, member_of(member), administration, call.person.name)
        await call.reply(_belongs(call, who))
        await roles.give(call.context, member)

    @app_commands.command(name=L("approve"), description=L("Grant someone's request to join"), extras=FOR_ORGANISERS)
    @app_commands.describe(member=L("The person"))
    async def approve(self, interaction: discord.Interaction, member: discord.User) -> None:
        call = Call.of(interaction)
        await self._approve(call, member)

    async def press_approve(self, pressed: Pressed) -> None:
        """From the organisers' channel."""
        call, id = pressed.call, int(pressed.rest[0])
        roster.require_known(call.context, id)
        try:
            member: discord.User | discord.Member = await call.guild.fetch_member(id)
        except discord.NotFound:
            member = await call.client.fetch_user(id)
        await self._approve(call, member)

    async def _approve(self, call: Call, member: discord.User | discord.Member) -> None:
        who = await roster.approve(call.context, member.id, name_of(member), call.person.name)
        await call.reply(_belongs(call, who))
        await roles.give(call.context, member)
        await requests.tell_person(call.context, member, who)

    @app_commands.command(name=L("remove"), description=L("Take someone out of the workshop"), extras=FOR_ORGANISERS)
    @app_commands.describe(member=L("The person"))
    async def remove(self, interaction: discord.Interaction, member: discord.User) -> None:
        call = Call.of(interaction)
        who = await roster.remove(call.context, member.id, name_of(member), call.person.name)
        await call.reply(words.removed(call._, who))
        await roles.take(call.context, member)

    @app_commands.command(
        name=L("import"), description=L("Put everyone of a file into their delegations"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(file=L("CSV: discord_id or username, administration, and if you like name, email"))
    async def bring_in(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        call = Call.of(interaction)
        entries = await asyncio.to_thread(read_roster, await content_of(file), call.context.workshop)
        members = {member.id: member async for member in call.guild.fetch_members(limit=None)}
        known = [member_of(member) for member in members.values()]
        imported = await roster.bring_in(call.context, entries, known, call.person.name)
        await call.reply(words.imported(call._, call.formats, imported))
        task = asyncio.create_task(_give_all(call.context, [members[p.discord_id or 0] for p in imported.everyone]))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)


def member_of(user: discord.User | discord.Member) -> Member:
    return Member(user.id, user.name, name_of(user))


async def _give_all(context: WorkshopContext, members: Iterable[discord.Member]) -> None:
    """One after the other: Discord takes so many changes of roles in a while and no more."""
    for member in members:
        await roles.give(context, member)


def _belongs(call: Call, who: Participant) -> str:
    return words.belongs(call._, who, administration_of(call.context, who.administration))


def _codes_file(_: Phrases, workshop: str, codes: list[tuple[Administration, str]]) -> discord.File:
    """A CSV that spreadsheets open: administration's code, name, join code."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["administration", "name", "code"])
    rows.writerows([a.code, _.of(a.name), code] for a, code in codes)
    return discord.File(io.BytesIO(text.getvalue().encode("utf-8-sig")), f"{workshop}-codes.csv")
