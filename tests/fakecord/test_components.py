"""Buttons and select menus."""

from __future__ import annotations

import discord
import pytest

from fakecord import DiscordServer, Guild, NotPossible, Person
from tests.fakecord.conftest import BareClient, running


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Sign in", custom_id="sign:1")
    async def sign(self, interaction: discord.Interaction, button: discord.ui.Button[Buttons]) -> None:
        await interaction.response.edit_message(content="signed", view=None)

    @discord.ui.button(label="Later", custom_id="later", disabled=True)
    async def later(self, interaction: discord.Interaction, button: discord.ui.Button[Buttons]) -> None: ...

    @discord.ui.select(
        custom_id="pick", options=[discord.SelectOption(label=n, value=n.lower()) for n in ("Yes", "No", "Abstain")]
    )
    async def pick(self, interaction: discord.Interaction, select: discord.ui.Select[Buttons]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"you chose {select.values[0]}", ephemeral=True)


async def test_buttons_and_menus(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    plenary = guild.channel("general")
    async with running(client, server):
        await client.text("general").send("Opening", view=Buttons())
        message = plenary.history[0]
        assert message.labels == ["Sign in", "Later"]
        picked = await (await person.choose(message, ["No"])).settled()
        assert picked.text == "you chose no"
        assert picked.messages[0].ephemeral_for is person.user
        with pytest.raises(NotPossible, match="disabled"):
            await person.press(message, "Later")
        with pytest.raises(NotPossible):
            await person.choose(message, ["Maybe"])
        pressed = await person.press(message, "Sign in")
        assert pressed.reply is message
        assert (message.content, message.labels) == ("signed", [])
        assert [(e.content, len(e.components)) for e in message.edits] == [("Opening", 2)]
    assert server.violations == []
