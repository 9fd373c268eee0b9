"""Forms with rows and with labels, and their submission."""

from typing import Any

import discord
import pytest
from discord import ui

from fakecord import DiscordServer, File, Form, Guild, NotPossible, Person
from tests.fakecord.conftest import Api, BareClient, running


class FormWithRows(ui.Modal, title="Key message"):
    french: ui.TextInput[Any] = ui.TextInput(label="Français", custom_id="fr", min_length=3, max_length=10)
    english: ui.TextInput[Any] = ui.TextInput(label="English", custom_id="en", required=False, default="as is")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"{self.french.value}|{self.english.value}", ephemeral=True)


class FormWithLabels(ui.Modal, title="Prompt"):
    def __init__(self, person: Person | None = None) -> None:
        super().__init__(custom_id="prompt:1")
        option = discord.RadioGroupOption
        self.add_item(ui.TextDisplay("Read this"))
        self.add_item(ui.Label(text="Text", description="One line", component=ui.TextInput(custom_id="text")))
        radio = ui.RadioGroup[Any](
            custom_id="radio",
            options=[option(label="English", value="en", default=True), option(label="French", value="fr")],
        )
        self.add_item(ui.Label(text="Language", component=radio))
        ticks = [discord.CheckboxGroupOption(label=n, value=n) for n in ("a", "b", "c")]
        boxes = ui.CheckboxGroup[Any](custom_id="boxes", options=ticks, min_values=0, max_values=2, required=False)
        self.add_item(ui.Label(text="Boxes", component=boxes))
        self.add_item(ui.Label(text="Agreed", component=ui.Checkbox(custom_id="agreed")))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        fields = [i.component for i in self.children if isinstance(i, ui.Label)]
        values = [getattr(f, "value", None) if hasattr(f, "value") else getattr(f, "values", None) for f in fields]
        await interaction.response.send_message(repr(values), ephemeral=True)


async def open_form(server: DiscordServer, person: Person, client: BareClient, make: Any) -> Form:
    @client.tree.command(description="Opens a form")
    async def write(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(make())

    await client.tree.sync()
    form = (await person.slash("write")).form
    assert form is not None
    return form


async def test_a_form_with_rows(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        form = await open_form(server, person, client, FormWithRows)
        assert (form.title, form.labels) == ("Key message", ["Français", "English"])
        with pytest.raises(NotPossible, match="required"):
            await person.submit(form)
        with pytest.raises(NotPossible, match="3 to 10 characters"):
            await person.submit(form, {"Français": "a" * 11})
        response = await person.submit(form, {"Français": "été"})
        assert response.text == "été|as is"
        with pytest.raises(NotPossible, match="sent already"):
            await person.submit(form, {0: "été"})
    assert server.violations == []


async def test_a_form_with_labels(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()
    async with running(client, server):
        form = await open_form(server, person, client, FormWithLabels)
        assert [f.value for f in form.fields] == ["", "en", [], False]
        assert "Read this" in form.text
        with pytest.raises(NotPossible, match="no option 'de'"):
            await person.submit(form, {"text": "x", "Language": "de"})
        with pytest.raises(NotPossible, match="0 to 2"):
            await person.submit(form, {"text": "x", "Boxes": ["a", "b", "c"]})
        response = await person.submit(form, {"Text": "hello", "Language": "French", "boxes": ["a"], "Agreed": True})
        assert response.text == "['hello', 'fr', ['a'], True]"
        assert response.interaction.data["components"][0] == {"type": 10, "id": 1}
        again = await person.slash("write")
        assert again.form is not None
        assert (await person.submit(again.form, {"Text": "x"})).text == "['x', 'en', [], False]"
    assert server.violations == []


async def test_people_and_files_in_a_form(server: DiscordServer, guild: Guild, person: Person) -> None:
    class Pickers(ui.Modal, title="Pick"):
        who = ui.Label[Any](text="Who", component=ui.UserSelect(custom_id="who", max_values=2))
        file = ui.Label[Any](text="File", component=ui.FileUpload(custom_id="file"))

        async def on_submit(self, interaction: discord.Interaction) -> None:
            assert isinstance(self.who.component, ui.UserSelect)
            assert isinstance(self.file.component, ui.FileUpload)
            names = [u.display_name for u in self.who.component.values]
            await interaction.response.send_message(f"{names} {await self.file.component.values[0].read()!r}")

    client = BareClient()
    async with running(client, server):
        form = await open_form(server, person, client, Pickers)
        response = await person.submit(form, {"Who": [server.owner(guild), person], "File": [File("a.txt", b"hi")]})
        assert response.text == "['Secretariat', 'Malawi – Chisomo'] b'hi'"


async def test_a_form_cannot_follow_a_form_nor_a_deferral(
    server: DiscordServer, guild: Guild, person: Person, api: Api
) -> None:
    client = BareClient()
    async with running(client, server):

        class Chain(FormWithRows):
            async def on_submit(self, interaction: discord.Interaction) -> None:
                await interaction.response.send_modal(FormWithRows())

            async def on_error(self, interaction: Any, error: Exception, *_: Any) -> None:
                client.errors.append(error)
                await interaction.response.send_message("sorry")

        form = await open_form(server, person, client, Chain)
        assert (await person.submit(form, {0: "été"})).text == "sorry"
    assert isinstance(client.errors[0], discord.HTTPException)
    assert [v.code for v in server.violations] == [50035]


TEXT = {"type": 4, "custom_id": "a", "style": 1, "label": "A"}


def row(**more: Any) -> dict[str, Any]:
    return {"type": 1, "components": [TEXT | more]}


def label(component: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "L", "component": component} | more


OPTIONS = [{"label": str(n), "value": str(n)} for n in range(11)]


@pytest.mark.parametrize(
    "form",
    [
        {"title": "t" * 46, "custom_id": "x", "components": [row()]},
        {"title": "t", "custom_id": "x" * 101, "components": [row()]},
        {"title": "t", "custom_id": "x", "components": []},
        {"title": "t", "custom_id": "x", "components": [row(custom_id=str(n)) for n in range(6)]},
        {"title": "t", "custom_id": "x", "components": [row(), row()]},
        {"title": "t", "custom_id": "x", "components": [row(label="l" * 46)]},
        {"title": "t", "custom_id": "x", "components": [row(max_length=4001)]},
        {"title": "t", "custom_id": "x", "components": [row(value="v" * 4001)]},
        {"title": "t", "custom_id": "x", "components": [row(placeholder="p" * 101)]},
        {"title": "t", "custom_id": "x", "components": [row(min_length=5, max_length=4)]},
        {"title": "t", "custom_id": "x", "components": [label(TEXT, label="l" * 46)]},
        {"title": "t", "custom_id": "x", "components": [label(TEXT, description="d" * 101)]},
        {"title": "t", "custom_id": "x", "components": [label({"type": 21, "custom_id": "r", "options": OPTIONS})]},
        {"title": "t", "custom_id": "x", "components": [label({"type": 21, "custom_id": "r", "options": OPTIONS[:1]})]},
        {
            "title": "t",
            "custom_id": "x",
            "components": [label({"type": 2, "custom_id": "b", "style": 1, "label": "B"})],
        },
        {"title": "t", "custom_id": "x", "components": [{"type": 10, "content": ""}]},
    ],
)
async def test_invalid_forms_are_refused(
    form: dict[str, Any], server: DiscordServer, guild: Guild, person: Person, api: Api
) -> None:
    client = BareClient()
    refusals: list[Any] = []

    @client.tree.command(description="Opens it")
    async def write(interaction: discord.Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        refusals.append(await api("POST", path, {"type": 9, "data": form}))
        await interaction.response.send_message("no")

    async with running(client, server):
        await server.ready()
        await person.slash("write")
    status, body = refusals[0]
    assert (status, body["code"]) == (400, 50035)


async def test_each_person_has_their_own_form(server: DiscordServer, guild: Guild, person: Person) -> None:
    """Three people have the same form open. The bot handles its submission by the custom id."""
    client = BareClient()

    @client.tree.command(description="Opens a form")
    async def write(interaction: discord.Interaction) -> None:
        modal = ui.Modal(title="Write", custom_id="write:7")
        modal.add_item(ui.TextInput(label="Text", custom_id="text"))
        await interaction.response.send_modal(modal)

    async def on_interaction(interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.modal_submit and not interaction.response.is_done():
            data: Any = interaction.data
            await interaction.response.send_message(data["components"][0]["components"][0]["value"], ephemeral=True)

    client.event(on_interaction)
    people = [person, server.owner(guild), server.new_person(guild, "Togo – Afi", locale="fr")]
    async with running(client, server):
        await server.ready()
        forms = [(await each.slash("write")).form for each in people]
        for each, form in zip(people, forms, strict=True):
            assert form is not None
            assert (await each.submit(form, {"Text": f"of {each.name}"})).text == f"of {each.name}"
            with pytest.raises(NotPossible, match="has that form open"):
                await people[people.index(each) - 1].submit(form)


async def test_a_phone_shows_a_form_as_it_first_opened_it(server: DiscordServer, guild: Guild, person: Person) -> None:
    """https://github.com/discord/discord-api-docs/issues/7554"""
    client, opened = BareClient(), iter("abcdef")

    @client.tree.command(description="Opens a form")
    async def write(interaction: discord.Interaction, id: str) -> None:
        modal = ui.Modal(title="Write", custom_id=id)
        modal.add_item(ui.TextInput(label="Text", custom_id="text", default=next(opened)))
        await interaction.response.send_modal(modal)

    phone = server.new_person(guild, "Afi", phone=True)
    async with running(client, server):
        await server.ready()
        forms = [(await each.slash("write", id=id)).form for each in (phone, person) for id in ("x", "y", "x")]
        assert [form.fields[0].value for form in forms if form] == ["a", "b", "a", "d", "e", "f"]


async def test_a_form_opened_by_a_button_knows_its_message(server: DiscordServer, guild: Guild, person: Person) -> None:
    client = BareClient()

    class Answer(ui.Modal, title="Answer"):
        text: ui.TextInput[Any] = ui.TextInput(label="Text", custom_id="text")

        async def on_submit(self, interaction: discord.Interaction) -> None:
            await interaction.response.edit_message(content=f"answered: {self.text.value}")

    class Opener(ui.View):
        @ui.button(label="Answer", custom_id="answer")
        async def answer(self, interaction: discord.Interaction, button: ui.Button[Any]) -> None:
            await interaction.response.send_modal(Answer())

    async with running(client, server):
        await client.text("general").send("Question", view=Opener())
        message = guild.channel("general").history[0]
        form = (await person.press(message, "answer")).form
        assert form is not None
        response = await person.submit(form, {"Text": "yes"})
        assert (response.reply, message.content) == (message, "answered: yes")
    assert server.violations == []
