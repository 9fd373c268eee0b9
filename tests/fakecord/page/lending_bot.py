"""Somebody else's bot: it lends the books of a library. It has one of each kind of command, component and field."""

import asyncio
import io
from typing import Any

import discord
from discord import app_commands, ui

BOOKS = ["Emma", "Middlemarch", "Persuasion", "Silas Marner"]
FRENCH = {"lend": "prêter", "book": "livre", "days": "jours", "Lends a book": "Prête un livre", "one week": "semaine"}


class InFrench(app_commands.Translator):
    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, _: Any) -> str | None:
        return FRENCH.get(string.message) if locale is discord.Locale.french else None


class Card(ui.Modal, title="Your card"):
    """A form with every kind of field."""

    about: Any = ui.TextDisplay("Fields with a star are **required**.")
    name: Any = ui.Label(text="Name", component=ui.TextInput(custom_id="name", max_length=40))
    genre: Any = ui.Label(
        text="Genre", description="What you like best",
        component=ui.Select(custom_id="genre", options=[discord.SelectOption(label=g) for g in ("Novel", "Poetry")]),
    )  # fmt: skip
    often: Any = ui.Label(
        text="How often",
        component=ui.RadioGroup(
            custom_id="often", options=[discord.RadioGroupOption(label=g) for g in ("Weekly", "Monthly")]
        ),
    )
    terms: Any = ui.Label(text="Letters", component=ui.Checkbox(custom_id="terms"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        said = [self.name.component.value, self.genre.component.values[0], self.often.component.value]
        await interaction.response.send_message(f"Card: {said} {self.terms.component.value}", ephemeral=True)


class More(ui.Modal, title="More"):
    """The other kinds."""

    days: Any = ui.Label(
        text="Days",
        component=ui.CheckboxGroup(
            custom_id="days", options=[discord.CheckboxGroupOption(label=d) for d in ("Monday", "Friday")]
        ),
    )
    friend: Any = ui.Label(text="Friend", component=ui.UserSelect(custom_id="friend"))
    photo: Any = ui.Label(text="Photo", component=ui.FileUpload(custom_id="photo", required=False))
    note: Any = ui.Label(
        text="Note", component=ui.TextInput(custom_id="note", style=discord.TextStyle.paragraph, required=False)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        friend, photos = self.friend.component.values[0], self.photo.component.values
        sizes = [len(await each.read()) for each in photos]
        said = f"{self.days.component.values} {friend.mention} {sizes} {self.note.component.value!r}"
        await interaction.response.send_message(f"More: {said}", allowed_mentions=discord.AllowedMentions.none())


class LendingBot(discord.Client):
    def __init__(self) -> None:
        intents = discord.Intents.default()
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.set_translator(InFrench())
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await _component(interaction)


async def _component(interaction: discord.Interaction) -> None:
    data: Any = interaction.data
    chosen = data.get("values")
    match data["custom_id"]:
        case "card":
            await interaction.response.send_modal(Card())
        case "more":
            await interaction.response.send_modal(More())
        case "count":
            await interaction.response.edit_message(content="Counted once more")
        case "silent":
            return
        case "late":
            await interaction.response.defer(thinking=True)
            await asyncio.sleep(0.5)
            await interaction.followup.send("Found it in the cellar")
        case "public":
            await interaction.response.send_message("Everybody sees this")
        case other:
            await interaction.response.send_message(f"{other}: {chosen}", ephemeral=True)


def _add_commands(tree: app_commands.CommandTree[LendingBot]) -> None:
    words = app_commands.locale_str

    @tree.command(name=words("lend"), description=words("Lends a book"))
    @app_commands.rename(book=words("book"), days=words("days"))
    @app_commands.choices(length=[app_commands.Choice(name=words("one week"), value=7)])
    async def lend(
        interaction: discord.Interaction, book: str, days: int | None = None,
        to: discord.Member | None = None, length: int | None = None,
    ) -> None:  # fmt: skip
        whom = to.display_name if to else None
        await interaction.response.send_message(f"Lent {book} {days} {whom} {length}", ephemeral=True)

    @lend.autocomplete("book")
    async def books(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=f"{name} (novel)", value=f"id-{name}")
            for name in BOOKS
            if typed.lower() in name.lower()
        ]

    @tree.command(name="desk", description="Shows the desk")
    async def desk(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("The **desk** is <t:1615802400:t>", view=Desk())

    @tree.command(name="layout", description="Shows a layout")
    async def layout(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=Layout())

    @tree.command(name="scan", description="Takes a file")
    async def scan(interaction: discord.Interaction, page: discord.Attachment) -> None:
        content = await page.read()
        answer = discord.File(io.BytesIO(content[::-1]), "turned.txt")
        await interaction.response.send_message(f"{page.filename}: {len(content)} bytes", file=answer)

    @tree.command(name="sleep", description="Never answers")
    async def sleep(interaction: discord.Interaction) -> None:
        return

    @tree.command(name="close", description="Closes the library")
    @app_commands.default_permissions(manage_guild=True)
    async def close(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Closed")


class Desk(ui.View):
    """Every button and every menu."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        for label, custom_id in (("Card", "card"), ("More", "more"), ("Count", "count"), ("Silent", "silent")):
            self.add_item(ui.Button(label=label, custom_id=custom_id, row=0))
        self.add_item(ui.Button(label="Late", custom_id="late", style=discord.ButtonStyle.danger, row=0))
        self.add_item(
            ui.Select(
                placeholder="Shelf", custom_id="shelf", options=[discord.SelectOption(label=s) for s in "AB"], row=1
            )
        )
        self.add_item(ui.UserSelect(placeholder="Reader", custom_id="reader", row=2))
        self.add_item(ui.RoleSelect(placeholder="Roles", custom_id="roles", max_values=2, row=3))
        self.add_item(ui.ChannelSelect(placeholder="Room", custom_id="room", row=4))


class Layout(ui.LayoutView):
    """Components V2."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        section: Any = ui.Section(
            ui.TextDisplay("In a section"), accessory=ui.Button(label="Public", custom_id="public")
        )  # fmt: skip
        container = ui.Container(section, ui.Separator(), ui.TextDisplay("In a container"), accent_colour=0x00AA00)
        self.add_item(container)
        row = ui.ActionRow[Any](
            ui.Button(label="Read on", url="https://example.org/"),
            ui.Button(label="Shut", custom_id="x", disabled=True),
        )
        self.add_item(row)
