"""Each kind of command, component and field once, used in a real browser by hand."""

import io
import re

import discord
import pytest
from playwright.async_api import expect

from tests.fakecord.page.conftest import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_commands_are_suggested_with_their_options_and_what_the_bot_suggests(library: Library) -> None:
    ada = library.person("Ada")
    async with library.window(ada, library.new_channel("suggesting")) as window:
        await window.box.press_sequentially("/le")
        options = window.page.get_by_role("listbox", name="Suggestions").get_by_role("option")
        await expect(options.first).to_have_text(re.compile("/lend.*Lends a book"))
        await window.box.press("Tab")
        await expect(window.box).to_have_value("/lend book:")
        await window.box.press_sequentially("mid")
        await options.get_by_text("Middlemarch (novel)").click()
        await expect(options).to_have_text([re.compile("days"), re.compile("to"), re.compile("length")])
        await options.get_by_text("length").click()
        await options.get_by_text("one week").click()
        await window.box.press("Enter")
        await expect(window.last).to_contain_text("Lent id-Middlemarch None None 7")
        await expect(window.last).to_contain_text("Only you can see this")


async def test_in_french_a_command_has_its_french_names(library: Library) -> None:
    elodie = library.person("Élodie", "fr")
    async with library.window(elodie, library.new_channel("français")) as window:
        box = window.page.get_by_role("textbox", name="Commande")
        await expect(window.page.get_by_role("combobox", name="Vous êtes")).to_be_visible()
        await box.press_sequentially("/pr")
        await expect(window.page.get_by_role("option").filter(has_text="/prêter")).to_contain_text("Prête un livre")
        await box.fill("/prêter livre:Emma jours:3 to:@Élodie")
        await box.press("Escape")
        await box.press("Enter")
        await expect(window.last).to_contain_text("Lent Emma 3 Élodie None")
        await expect(window.last).to_contain_text("Élodie a utilisé /prêter")


async def test_what_the_client_would_not_send_is_said_at_once(library: Library) -> None:
    ada = library.person("Ada")
    async with library.window(ada, library.new_channel("mistakes")) as window:
        problem = window.page.get_by_role("alert")
        for line, said in (
            ("/lend days:3", "This option is required: book"),
            ("/lend book:Emma days:many", "days takes a number."),
            ("/lend book:Emma to:Nobody", "Nobody: nothing is called that."),
            ("/close", "There is no such command here."),
        ):
            await window.send(line)
            await expect(problem).to_have_text(said)
            await expect(window.box).to_have_value(line)
        assert [i for i in library.server.interactions if i.who is ada.user and i.name in ("lend", "close")] == []


async def test_only_who_may_use_a_command_is_offered_it(library: Library) -> None:
    where = library.new_channel("rights")
    for person, offered in ((library.person("Ada"), 0), (library.server.owner(library.guild), 1)):
        async with library.window(person, where) as window:
            await window.box.press_sequentially("/")
            await expect(window.page.get_by_role("option").filter(has_text="/desk")).to_have_count(1)
            await expect(window.page.get_by_role("option").filter(has_text="/close")).to_have_count(offered)


async def test_every_kind_of_menu(library: Library) -> None:
    ada = library.person("Ada of the menus")
    where = library.new_channel("menus")
    role = library.guild.new_role("Novelists")
    async with library.window(ada, where) as window:
        await window.send("/desk")
        shelf, reader, room = (window.page.get_by_role("combobox", name=n) for n in ("Shelf", "Reader", "Room"))
        await shelf.select_option("B")
        await expect(window.last).to_contain_text("shelf: ['B']")
        await reader.select_option("Ada of the menus")
        await expect(window.last).to_contain_text(f"reader: ['{ada.id}']")
        await room.select_option("#menus")
        await expect(window.last).to_contain_text(f"room: ['{library.guild.channel(where).id}']")
        await window.page.get_by_role("listbox", name="Roles").select_option(["@everyone", "@Novelists"])
        await window.page.get_by_role("button", name="Choose").click()
        await expect(window.last).to_contain_text(f"roles: ['{library.guild.id}', '{role.id}']")


async def test_every_kind_of_field(library: Library) -> None:
    ada = library.person("Ada")
    async with library.window(ada, library.new_channel("fields")) as window:
        await window.send("/desk")
        await window.page.get_by_role("button", name="Card").click()
        dialog = window.page.get_by_role("dialog", name="Your card")
        await expect(dialog).to_contain_text("Fields with a star are required.")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("'Name' is required")
        await dialog.get_by_role("textbox", name="Name").fill("Ada <b>")
        await dialog.get_by_role("combobox", name="Genre").select_option("Poetry")
        await dialog.get_by_role("radiogroup", name="How often").get_by_role("radio", name="Monthly").check()
        await dialog.get_by_role("checkbox", name="Letters").check()
        await dialog.get_by_role("button", name="Submit").click()
        await expect(dialog).to_be_hidden()
        await expect(window.last).to_contain_text("Card: ['Ada <b>', 'Poetry', 'Monthly'] True")


async def test_the_other_kinds_of_field(library: Library) -> None:
    ada = library.person("Ada of the fields")
    async with library.window(ada, library.new_channel("more")) as window:
        await window.send("/desk")
        await window.page.get_by_role("button", name="More").click()
        dialog = window.page.get_by_role("dialog", name="More")
        await dialog.get_by_role("checkbox", name="Friday").check()
        await dialog.get_by_label("Friend").select_option("Ada of the fields")
        await dialog.get_by_label("Photo").set_input_files(
            {"name": "a b.png", "mimeType": "image/png", "buffer": b"xy"}
        )
        await dialog.get_by_label("Note").fill("one\ntwo")
        await dialog.get_by_role("button", name="Submit").click()
        await expect(window.last).to_contain_text("More: ['Friday'] @Ada of the fields [2] 'one\\ntwo'")


async def test_a_form_that_is_cancelled_is_not_sent(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("cancelled")) as window:
        await window.send("/desk")
        await window.page.get_by_role("button", name="Card").click()
        dialog = window.page.get_by_role("dialog", name="Your card")
        await dialog.get_by_role("button", name="Cancel").click()
        await expect(dialog).to_be_hidden()
        await expect(window.page.get_by_role("article")).to_have_count(1)


async def test_files_go_both_ways(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("files")) as window:
        await window.box.fill("/scan page:")
        async with window.page.expect_file_chooser() as chooser:
            await window.page.get_by_role("option", name="Choose a file").click()
        await (await chooser.value).set_files({"name": "page.txt", "mimeType": "text/plain", "buffer": b"<b>abc"})
        await expect(window.box).to_have_value("/scan page:page.txt ")
        await window.box.press("Enter")
        await expect(window.last).to_contain_text("page.txt: 6 bytes")
        async with window.page.expect_download() as download:
            await window.last.get_by_role("link", name="turned.txt").click()
        assert (await (await download.value).path()).read_bytes() == b"cba>b<"


async def test_layouts_and_links(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("layouts")) as window:
        await window.send("/layout")
        await expect(window.last).to_contain_text("In a container")
        link = window.last.get_by_role("link", name="Read on")
        assert await link.get_attribute("href") == "https://example.org/"
        assert await link.get_attribute("rel") == "noopener noreferrer"
        await expect(window.last.get_by_role("button", name="Shut")).to_be_disabled()
        await window.last.get_by_role("button", name="Public").click()
        await expect(window.last).to_contain_text("Everybody sees this")


async def test_a_message_is_changed_in_its_place_and_a_late_answer_thinks_first(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("places")) as window:
        await window.send("/desk")
        await window.page.get_by_role("button", name="Late").click()
        await expect(window.last).to_contain_text("Bot is thinking…")
        await expect(window.last).to_contain_text("Found it in the cellar")
        await window.page.get_by_role("button", name="Count").click()
        await expect(window.page.get_by_role("article").first).to_contain_text("Counted once more")
        await expect(window.page.get_by_role("article")).to_have_count(2)


async def test_without_an_answer_within_three_seconds_the_page_says_what_discord_says(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("silence")) as window:
        await window.send("/desk")
        await window.page.get_by_role("button", name="Silent").click()
        await expect(window.page.get_by_role("article").first).to_contain_text("This interaction failed")
        await window.send("/sleep")
        await expect(window.last).to_contain_text("The application did not respond")
        await window.last.get_by_role("button", name="Dismiss message").click()
        await expect(window.page.get_by_role("article")).to_have_count(1)
    assert [v.code for v in library.server.violations] == [10062, 10062]
    library.server.violations.clear()


async def test_pictures_show_and_other_files_do_not_run(library: Library) -> None:
    where = library.new_channel("pictures")
    ada = library.person("Ada")
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63f8cf50f01f00050001ff5e2c6d4a0000000049454e44ae426082"
    )
    channel = await library.text(where)
    files = [("dot.png", png), ("page.html", b"<script>alert(1)</script>"), ("x.svg", b"<svg onload='alert(1)'/>")]
    await channel.send(files=[discord.File(io.BytesIO(content), name) for name, content in files])
    async with library.window(ada, where) as window:
        await expect(window.last.get_by_role("img", name="dot.png")).to_be_visible()
        await expect(window.last.locator("img")).to_have_count(1)
        address = await window.last.get_by_role("link", name="page.html").get_attribute("href")
        answer = await window.page.request.get(f"{library.page.url.rsplit('/', 2)[0]}{address}")
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
