"""The transcript: everything in the chat, as one page, safe to open and readable by anyone."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from lxml import html as lxml_html
from lxml.html import HtmlElement
from playwright.async_api import expect
from pypdf import PdfReader

from bot.core.programme import Workshop
from bot.i18n.catalogue import available
from bot.rehearsal.screenshots import page_from
from bot.rehearsal.transcript import render_transcript
from bot.scheduling.clock import RehearsedClock
from bot.workshop_file.reading import read_workshop
from fakecord import DiscordServer, Guild, Permission, Person
from tests.browser import PHONE, accessibility_faults, chromium, elements_outside_screen, open_page
from tests.rehearsal.conftest import BareClient, running

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"
COUNTS = {
    "sessions": 10, "participants": 2, "administrations": 17, "announcements": 1, "answers": 3, "key_messages": 0,
    "interactions": 1234,
}  # fmt: skip
HOSTILE = '<script>alert("x")</script>\n**<img src=x onerror=alert(1)>** \u202eevil'
FRENCH = "**La séance est ouverte : Ouverture et tour d’horizon**\nÉmargez avec le bouton ci-dessous."
PATIENCE = 30
"""Seconds for a long page to print: it takes one, or minutes where every stretch has the whole page searched."""
_AS_LONG_AS_DAYS = """() => {
    const again = (each, times) => { while (times--) each.after(each.cloneNode(true)); };
    for (const folded of document.querySelectorAll(".fold li")) again(folded, 100);
    for (const stretch of document.querySelectorAll(".s")) again(stretch, 12);
    return document.querySelectorAll("*").length;
}"""
ENGLISH = "**The session is open: Opening and overview**\nSign in with the button below."


class InFrench(app_commands.Translator):
    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, _: Any) -> str | None:
        french = {"join": "rejoindre", "administration": "administration", "write": "rédiger"}
        return french.get(string.message) if locale is discord.Locale.french else None


class KeyMessage(ui.Modal, title="Message clé"):
    text: ui.TextInput[Any] = ui.TextInput(label="Texte", custom_id="text", style=discord.TextStyle.paragraph)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Votre message clé est enregistré.", ephemeral=True)


class Bot(BareClient):
    """A minimal bot: as much as a transcript needs."""

    def __init__(self) -> None:
        super().__init__()
        words = app_commands.locale_str

        @self.tree.command(name=words("join"), description="Join")
        @app_commands.rename(administration=words("administration"))
        async def join(interaction: discord.Interaction, administration: str) -> None:
            await interaction.response.send_message("Bienvenue ! Votre délégation est enregistrée.", ephemeral=True)

        @self.tree.command(name=words("write"), description="Write")
        async def write(interaction: discord.Interaction) -> None:
            await interaction.response.send_modal(KeyMessage())

    async def setup_hook(self) -> None:
        await self.tree.set_translator(InFrench())
        await super().setup_hook()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("You are signed in.", ephemeral=True)


@dataclass
class Played:
    """The page of a short play, parsed, and who was in it."""

    page: HtmlElement
    file: Path
    text: str
    awa: Person
    grace: Person

    def one(self, xpath: str) -> HtmlElement:
        found = self.page.xpath(xpath)
        assert len(found) == 1, xpath
        return found[0]

    def entry(self, words: str) -> HtmlElement:
        return self.one(f"//li[contains(@class, 'm') and not(contains(@class, 'fold')) and contains(., '{words}')]")


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    workshop, faults = read_workshop(SAMPLE, available())
    assert workshop is not None, faults
    return workshop


@pytest.fixture
async def played(
    server: DiscordServer, guild: Guild, clock: RehearsedClock, workshop: Workshop, tmp_path: Path
) -> Played:
    awa = server.new_person(guild, "Mali – Awa <b>Traoré</b>", locale="fr")
    grace = server.new_person(guild, "Ghana – Grace Mensah", locale="en-GB")
    facilitator = server.new_person(guild, "Facilitation – Théo", locale="fr")
    async with running(client := Bot(), server):
        await server.ready()
        await play(client, guild, clock, awa, grace)
    target = tmp_path / "transcript.html"
    text = render_transcript(
        server, guild, workshop, organiser=server.owner(guild), facilitator=facilitator,
        coordinators=[awa, grace], counts=COUNTS, faults=["<b>late</b>: d1-opening"], language="en",
    )  # fmt: skip
    target.write_text(text, encoding="utf-8")
    assert server.violations == []
    return Played(lxml_html.document_fromstring(text), target, text, awa, grace)


async def play(client: BareClient, guild: Guild, clock: RehearsedClock, awa: Person, grace: Person) -> None:
    """The eve: Awa joins. The first day: an opening, a sign-in, a form, edits, secrets, a direct message."""
    private = guild.new_channel("organisers")
    private.set_overwrite(guild.everyone, deny=int(Permission.VIEW_CHANNEL))
    private.set_overwrite(guild.me, allow=int(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES))
    announcements = guild.new_channel("announcements")
    guild.new_channel("former")
    await awa.slash("join", administration="ML")
    clock.run(1.0, at=datetime(2021, 3, 15, 10, tzinfo=UTC))
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Émarger / Sign in", custom_id="signin", style=discord.ButtonStyle.primary))
    await client.text("announcements").send(f"{FRENCH}\n\n{ENGLISH}", view=view)
    opening = grace.sees(announcements)[-1]
    await grace.press(opening, 0)
    form = (await awa.slash("write")).form
    assert form is not None
    await awa.submit(form, {"text": HOSTILE})
    await awa.slash("write")
    counter = await client.text("general").send("**No answer**")
    await counter.edit(content="**One answer**")
    mistaken = await client.text("general").send("Said by mistake")
    await mistaken.delete()
    await client.text("former").send("Before it was made anew")
    await client.text("former").delete()
    embed = discord.Embed(title="Results", description="- Mali\n- Ghana", colour=0x00AA00)
    await client.text("general").send(embed=embed, file=discord.File(SAMPLE, "results.csv"))
    await client.text("organisers").send("Missing: Niger")
    direct = await client.home.fetch_member(grace.id)
    await direct.send("A reminder for you alone")
    for _ in range(5):
        await grace.press(opening, 0)


async def test_the_page_says_what_it_is(played: Played) -> None:
    assert played.page.get("lang") == "en"
    assert played.one("//h1").text == "A-CIP: annual coordinators’ meeting"
    assert "invented" in played.one("//main/header").text_content()
    assert [li.text_content() for li in played.page.xpath("//ul[@class='figures']/li")] == [
        "10 sessions", "2 participants", "17 administrations", "1 announcement", "3 answers", "1,234 interactions",
    ]  # fmt: skip
    assert played.one("//section[starts-with(@class, 'wrong')]//li").text_content() == "<b>late</b>: d1-opening"


async def test_it_asks_for_nothing_from_anywhere(played: Played) -> None:
    assert played.page.xpath("//*[@src or @srcset or @poster or @data or self::link or self::iframe]") == []
    assert "url(" not in played.text
    assert "@import" not in played.text
    assert "127.0.0.1" not in played.text
    policy = played.one("//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")


async def test_what_people_typed_stays_text(played: Played) -> None:
    assert len(played.page.xpath("//script")) == 1
    assert played.page.xpath("//img | //*[@onerror] | //bdi/b") == []
    answer = played.one("//div[@class='form']//dd")
    assert answer.text_content().startswith('<script>alert("x")</script>**<img')
    assert "U+202E" in answer.text_content()
    assert "\u202e" not in played.text
    assert "Mali – Awa <b>Traoré</b>" in played.page.text_content()


async def test_each_text_says_its_language(played: Played) -> None:
    opening = played.entry("The session is open")
    assert [(t.get("lang"), t.text_content()[:10]) for t in opening.xpath(".//div[@class='t']")] == [
        ("fr", "La séance "), ("en", "The sessio"),
    ]  # fmt: skip
    assert played.entry("Bienvenue").xpath(".//div[@class='t']")[0].get("lang") == "fr"


async def test_deeds_are_told_as_their_doer_saw_them(played: Played) -> None:
    joined = played.entry("Bienvenue").xpath(".//div[@class='action']")[0].text_content()
    assert "used /rejoindre administration ML" in joined
    assert "/rédiger" in played.entry("Votre message clé").xpath(".//div[@class='action']")[0].text_content()
    pressed = played.page.xpath("//li[contains(., 'You are signed in')]//div[@class='action']")[0].text_content()
    assert "Ghana – Grace Mensah pressed “Émarger / Sign in”" in pressed
    assert "/rédiger" in played.entry("The form was opened and not sent").text_content()


async def test_private_replies_are_marked_and_folded(played: Played) -> None:
    only = played.entry("Bienvenue").xpath(".//p[@class='only']")[0].text_content()
    assert only == "Only Mali – Awa <b>Traoré</b> sees this"
    assert played.entry("A reminder for you").xpath(".//p[@class='only']")[0].text_content() == (
        "Direct message with Ghana – Grace Mensah"
    )
    summary = played.one("//li[contains(@class, 'fold')]//summary[contains(., 'private')]")
    assert summary.text_content() == "5 private exchanges with Ghana – Grace Mensah"


async def test_each_reader_sees_her_own(played: Played) -> None:
    marks = {
        "The session is open": "o 0 1 2 3",
        "Bienvenue": "2",
        "A reminder for you alone": "3",
        "Missing: Niger": "0",
    }
    assert {words: played.entry(words).get("data-v") for words in marks} == marks
    labels = [label.text_content() for label in played.page.xpath("//fieldset[1]/label")]
    assert labels[:3] == ["Everything", "What everyone saw", "OrganiserSecretariat"]
    assert '#menu:has(#v-2:checked)~main [data-v]:not([data-v~="2"]){display:none}' in played.text


async def test_edits_deletions_and_files_show(played: Played) -> None:
    assert [v.text_content() for v in played.entry("One answer").xpath(".//div[@class='version']//strong")] == [
        "No answer"
    ]
    assert "deleted at 11:00" in played.entry("Said by mistake").text_content()
    results = played.entry("results.csv")
    assert [li.text_content() for li in results.xpath(".//div[@class='embed']//li")] == ["Mali", "Ghana"]
    assert re.search(r"results\.csv [\d.]+\u00a0kB", results.text_content())
    assert played.one("//fieldset/label[contains(., 'former')]").text_content().endswith(" (deleted)")


async def test_days_and_sessions_are_headings_one_can_go_to(played: Played) -> None:
    found = played.page.xpath("//main//h2 | //div[@class='session']/h3")
    headings = [(h.tag, h.get("id") or h.getparent().get("id")) for h in found]
    assert headings == [
        ("h2", "wrong"), ("h2", "day-2021-03-14"), ("h2", "day-2021-03-15"), ("h3", "session-d1-opening"),
    ]  # fmt: skip
    ids = set(played.page.xpath("//@id"))
    assert {a.get("href")[1:] for a in played.page.xpath("//a[starts-with(@href, '#')]")} <= ids
    assert len(ids) == len(played.page.xpath("//@id"))
    assert len(played.page.xpath("//nav//span[@class='none']")) == 3


async def test_a_picture_begins_at_the_session_asked_for(played: Played) -> None:
    page = page_from(played.text, "session-d1-opening")
    assert ".day>*:has(~#session-d1-opening){display:none!important}</style>" in page
    assert lxml_html.document_fromstring(page).xpath("//div[@id='session-d1-opening']/h3")


@pytest.mark.timeout(300)
async def test_in_a_real_browser(played: Played) -> None:
    """On a screen, on a phone in dark mode, for screen readers, as seen by one reader, and printed."""
    async with chromium() as browser:
        async with open_page(browser, played.file) as page:
            assert await page.locator("html").get_attribute("lang") == "en"
            assert await accessibility_faults(page) == []
            secret = page.get_by_text("Missing: Niger")
            assert await secret.is_visible()
            await page.get_by_label("Mali – Awa").check()
            assert not await secret.is_visible()
        async with open_page(browser, played.file, PHONE, "dark") as page:
            assert await elements_outside_screen(page) == []
            assert await accessibility_faults(page) == []
            paper = PdfReader(BytesIO(await page.pdf()))
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in paper.pages)
    assert "A-CIP: annual coordinators" in words
    assert "Missing: Niger" in words


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_one_goes_back_in_a_long_one_and_prints_the_view_chosen(played: Played) -> None:
    """With its collapsed parts the page has more elements than a rehearsal of three days.

    Each printed sheet has its number.
    """
    async with chromium() as browser, open_page(browser, played.file, scheme="dark") as page:
        await page.get_by_label("Mali – Awa").check()
        assert await page.evaluate(_AS_LONG_AS_DAYS) > 100_000
        await page.evaluate("scrollTo(0, document.body.scrollHeight)")
        await page.get_by_role("link", name="Opening and overview").click()
        await expect(page.get_by_text("The session is open").first).to_be_in_viewport()
        async with asyncio.timeout(PATIENCE):
            paper = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True)))
    words = " ".join(sheet.extract_text() for sheet in paper.pages)
    assert "Bienvenue" in words
    assert "Missing: Niger" not in words
    assert f"{len(paper.pages)} / {len(paper.pages)}" in words
