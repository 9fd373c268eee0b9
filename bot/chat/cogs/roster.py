"""/roster: organisers hand out join codes and look after delegations."""

from __future__ import annotations

import csv
import io

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat.access import FOR_ORGANISERS
from bot.chat.call import Call
from bot.chat.posts import Post
from bot.domain.programme import Administration
from bot.i18n.catalogue import Phrases
from bot.services import registration


@app_commands.default_permissions(manage_guild=True)
class RosterCog(commands.GroupCog, group_name=L("roster"), group_description=L("Delegations and their join codes")):
    @app_commands.command(
        name=L("codes"), description=L("A file with each administration's join code"), extras=FOR_ORGANISERS
    )
    @app_commands.describe(reissue=L("Make new codes; the old ones are worth nothing from then on"))
    async def codes(self, interaction: discord.Interaction, reissue: bool = False) -> None:
        call = Call.of(interaction)
        codes = await registration.codes(call.room, call.person.name, reissue=reissue)
        text = (
            call._("New codes: the old ones are worth nothing any more. Give each administration its own.")
            if reissue
            else call._("Give each administration its own code; its people join with /join.")
        )
        await call.reply(post=Post((text,), files=(_codes_file(call._, call.room.id, codes),)))


def _codes_file(_: Phrases, workshop: str, codes: list[tuple[Administration, str]]) -> discord.File:
    """A CSV that spreadsheets open: administration's code, name, join code."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(["administration", "name", "code"])
    rows.writerows([a.code, _.of(a.name), code] for a, code in codes)
    return discord.File(io.BytesIO(text.getvalue().encode("utf-8-sig")), f"{workshop}-codes.csv")
