"""The page as a chat: channels, unread marks, two people at once, direct messages, voice, events, scrolling."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
from playwright.async_api import expect

from fakecord import Permission
from fakecord.permissions import BOT_DEFAULT
from tests.browser import accessibility_faults, elements_outside_screen
from tests.fakecord.page.conftest import PHONE, Library

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_two_windows_are_two_people(library: Library) -> None:
    ada, ben = library.person("Ada"), library.person("Ben")
    where = library.new_channel("together")
    async with library.window(ada, where) as hers, library.window(ben, where) as his:
        await hers.send("/lend book:Emma")
        await expect(hers.last).to_contain_text("Lent Emma")
        await hers.send("Have you read **it**?")
        await expect(his.last.get_by_text("it", exact=True)).to_have_css("font-weight", "700")
        await expect(his.page.get_by_text("Lent Emma")).to_have_count(0)
        await his.send("/desk")
        await expect(hers.last).to_contain_text("Ben used /desk")
        await hers.page.get_by_role("button", name="Count").click()
        await expect(his.last).to_contain_text("Counted once more")


async def test_one_becomes_somebody_else(library: Library) -> None:
    ada, elodie = library.person("Ada who leaves"), library.person("Élodie", "fr")
    async with library.window(ada, library.new_channel("stage-door")) as window:
        library.person("Somebody new")
        you = window.page.get_by_role("combobox", name="You are")
        await expect(you.get_by_role("option", name="Somebody new")).to_have_count(1)
        await you.select_option(str(elodie.id))
        await expect(window.page.get_by_role("combobox", name="Vous êtes")).to_have_value(str(elodie.id))
        assert await window.page.locator("html").get_attribute("lang") == "fr"
        await expect(window.page.get_by_role("link", name="stage-door")).to_have_attribute("aria-current", "page")


async def test_the_channels_are_those_that_the_person_sees(library: Library) -> None:
    ada, owner = library.person("Ada"), library.server.owner(library.guild)
    secret = library.guild.new_channel("archive")
    secret.set_overwrite(library.guild.everyone, deny=int(Permission.VIEW_CHANNEL))
    async with library.window(ada) as hers, library.window(owner) as his:
        nav = hers.page.get_by_role("navigation", name="Channels")
        await expect(nav.get_by_role("link", name="general")).to_be_visible()
        await expect(nav.get_by_role("link", name="archive")).to_have_count(0)
        await expect(his.page.get_by_role("link", name="archive")).to_be_visible()
        secret.set_overwrite(library.guild.everyone, allow=int(Permission.VIEW_CHANNEL))
        await nav.get_by_role("link", name="archive").click()
        await expect(hers.page.get_by_role("heading", level=1)).to_have_text("archive")
        await expect(hers.page.get_by_text("Nothing has been written here yet.")).to_be_visible()


async def test_unread_channels_are_marked_until_they_are_opened(library: Library) -> None:
    ada, ben = library.person("Ada of the marks"), library.person("Ben")
    where, elsewhere = library.new_channel("unread-here"), library.new_channel("elsewhere")
    async with library.window(ada, elsewhere) as window:
        link = window.page.get_by_role("link", name="unread-here")
        await expect(link).not_to_contain_text("unread)")
        ben.say(library.guild.channel(where), "Psst")
        await expect(link).to_contain_text("(unread)")
        await expect(link.locator(".badge")).to_have_count(0)
        channel = await library.text(where)
        await channel.send(f"{ada.mention}, a book for you")
        await expect(link.locator(".badge")).to_have_text("1")
        await link.click()
        await expect(window.last).to_contain_text("@Ada of the marks, a book for you")
        await expect(link).not_to_contain_text("unread)")


async def test_direct_messages_with_the_bot(library: Library) -> None:
    ada = library.person("Ada")
    async with library.window(ada) as window:
        link = window.page.get_by_role("navigation").get_by_role("link", name="Bot")
        user = await library.bot.fetch_user(ada.id)
        await user.send("Your book is overdue")
        await expect(link.locator(".badge")).to_have_text("1")
        await link.click()
        await expect(window.last).to_contain_text("Your book is overdue")
        await window.send("Sorry!")
        await expect(window.last).to_contain_text("Sorry!")
        await window.send("/lend book:Emma")
        await expect(window.last).to_contain_text("Lent Emma")


async def test_voice_channels_show_who_is_in_them(library: Library) -> None:
    ada, ben = library.person("Ada the listener"), library.person("Ben the listener")
    where = library.new_channel("Reading room", "voice")
    async with library.window(ada, where) as window:
        await window.page.get_by_role("button", name="Join voice").click()
        nav = window.page.get_by_role("navigation", name="Channels")
        await expect(nav.get_by_role("listitem").filter(has_text="Reading room").last).to_contain_text(
            "Ada the listener"
        )
        ben.join_voice(library.guild.channel(where))
        await expect(window.page.get_by_role("main")).to_contain_text("Ada the listener, Ben the listener")
        await window.page.get_by_role("button", name="Leave voice").click()
        await expect(window.page.get_by_role("main")).not_to_contain_text("Ada the listener")


async def test_scheduled_events_have_their_time_in_the_viewers_language(library: Library) -> None:
    elodie = library.person("Élodie", "fr")
    role = next(role for role in library.guild.roles.values() if role.managed_by)
    role.change(permissions=int(BOT_DEFAULT | Permission.MANAGE_EVENTS | Permission.CREATE_EVENTS))
    guild = await library.bot.fetch_guild(library.guild.id)
    start = datetime(2021, 3, 15, 10, tzinfo=UTC)
    await guild.create_scheduled_event(
        name="A reading", start_time=start, end_time=start + timedelta(hours=1), location="Garden",
        entity_type=discord.EntityType.external, privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    async with library.window(elodie) as window:
        await window.page.get_by_text("Événements").click()
        event = window.page.get_by_role("listitem").filter(has_text="A reading")
        await expect(event).to_contain_text("lundi 15 mars 2021 10:00")
        await expect(event).to_contain_text("Lieu : Garden")


async def test_what_people_write_stays_text(library: Library) -> None:
    ada = library.person("<img src=x onerror=alert(1)>")
    async with library.window(ada, library.new_channel("hostile")) as window:
        await window.send("<script>alert(2)</script> \u202eevil")
        await expect(window.last).to_contain_text("<script>alert(2)</script> U+202Eevil")
        await expect(window.last).to_contain_text("<img src=x onerror=alert(1)>")
        assert await window.page.locator("img, main script").count() == 0


async def test_of_a_long_day_only_what_is_near_is_in_the_page(library: Library) -> None:
    ada, ben = library.person("Ada"), library.person("Ben")
    channel = library.guild.channel(library.new_channel("long"))
    for number in range(500):
        ben.say(channel, f"Message {number}")
    async with library.window(ada, channel.name) as window:
        log = window.page.get_by_role("log")
        articles = log.get_by_role("article")
        await expect(articles.last).to_contain_text("Message 499")
        await expect(articles.last).to_be_in_viewport()
        for _ in range(12):
            await log.evaluate("each => each.scrollTo(0, 0)")
            await window.page.wait_for_timeout(60)
        await expect(articles.first).to_contain_text("Message 0")
        assert await articles.count() <= 80
        ben.say(channel, "Message 500")
        await expect(window.page.get_by_role("button", name="Jump to the newest messages")).to_be_visible()
        await window.page.get_by_role("button", name="Jump to the newest messages").click()
        await expect(articles.last).to_contain_text("Message 500")
        await expect(articles.last).to_be_in_viewport()


async def test_scrolling_keeps_what_is_in_sight_where_it_is(library: Library) -> None:
    ada, ben = library.person("Ada"), library.person("Ben")
    channel = library.guild.channel(library.new_channel("scrolled"))
    for number in range(200):
        ben.say(channel, f"Message {number}.")
    async with library.window(ada, channel.name) as window:
        await expect(window.last).to_contain_text("Message 199.")
        first = window.page.get_by_text("Message 120.", exact=True)
        await first.evaluate("each => each.scrollIntoView({ block: 'start' })")
        await expect(window.page.get_by_text("Message 85.", exact=True)).to_have_count(1)
        await expect(first).to_be_in_viewport()


async def test_by_keyboard_alone(library: Library) -> None:
    """From the skip link to a command, its button, its form and its menu, and back."""
    ada = library.person("Ada at the keys")
    async with library.window(ada, library.new_channel("keys")) as window:
        page, keyboard = window.page, window.page.keyboard
        await keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Skip to the messages")).to_be_focused()
        await keyboard.press("Enter")
        await expect(page.get_by_role("log")).to_be_focused()
        await keyboard.press("Tab")
        await expect(window.box).to_be_focused()
        await keyboard.type("/des")
        await expect(window.suggestions.first).to_have_attribute("aria-selected", "true")
        await keyboard.press("Enter")
        await expect(window.box).to_have_value("/desk ")
        await keyboard.press("Enter")
        card = page.get_by_role("button", name="Card")
        await expect(card).to_be_visible()
        await keyboard.press("Shift+Tab")
        for _ in range(20):
            if await card.evaluate("each => each === document.activeElement"):
                break
            await keyboard.press("Shift+Tab")
        await keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Your card")
        await expect(dialog.get_by_role("textbox", name="Name")).to_be_focused()
        await keyboard.type("Ada")
        for keys in ("Tab", "ArrowDown", "Tab", "Space", "Tab", "Space", "Tab", "Tab", "Enter"):
            await keyboard.press(keys)
        await expect(window.last).to_contain_text("Card: ['Ada', 'Novel', 'Weekly'] True")
        await expect(card).to_be_focused()
        shelf = page.get_by_role("combobox", name="Shelf")
        for _ in range(5):
            await keyboard.press("Tab")
        await expect(shelf).to_be_focused()
        await keyboard.press("ArrowDown")
        await keyboard.press("ArrowDown")
        await expect(page.get_by_role("article")).to_have_count(2)
        await keyboard.press("Enter")
        await expect(window.last).to_contain_text("shelf: ['B']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1200])
async def test_axe_finds_nothing_and_nothing_is_too_wide(library: Library, scheme: str, width: int) -> None:
    elodie = library.person("Élodie – une personne au nom long", "fr")
    where = library.new_channel(f"look-{scheme}-{width}")
    async with library.window(elodie, where, width=width, scheme=scheme) as window:  # type: ignore[arg-type]
        box = window.page.get_by_role("textbox", name="Commande")
        await box.fill("/layout")
        await box.press("Enter")
        await expect(window.last).to_contain_text("In a container")
        await box.fill("/desk")
        await box.press("Enter")
        await window.page.get_by_role("button", name="Late").click()
        await expect(window.last).to_contain_text("Found it in the cellar")
        await box.press_sequentially("/l")
        await expect(window.page.locator("#suggestions li").first).to_be_visible()
        assert await accessibility_faults(window.page) == []
        assert await window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await box.fill("")
        await window.page.get_by_role("button", name="More").click()
        await expect(window.page.get_by_role("dialog")).to_be_visible()
        assert await accessibility_faults(window.page) == []
        assert await elements_outside_screen(window.page) == []


async def test_on_a_phone_the_channels_open_over_the_chat(library: Library) -> None:
    where = library.new_channel("phone")
    async with library.window(library.person("Ada"), width=PHONE) as window:
        await expect(window.page.get_by_role("navigation", name="Channels")).to_be_hidden()
        await window.page.get_by_role("button", name="Menu").click()
        await window.page.get_by_role("link", name="phone").click()
        await expect(window.page.get_by_role("heading", level=1)).to_have_text(where)
        await expect(window.page.get_by_role("navigation", name="Channels")).to_be_hidden()


async def test_new_messages_are_announced_and_those_of_another_channel_are_not(library: Library) -> None:
    async with library.window(library.person("Ada"), library.new_channel("announced")) as window:
        log = window.page.get_by_role("log", name="Messages in announced")
        await expect(log).to_have_attribute("aria-busy", "false")
        await window.send("Hello")
        await expect(window.last).to_contain_text("Hello")
        await expect(log).to_have_attribute("aria-busy", "false")
