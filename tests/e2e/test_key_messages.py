"""Key messages over the wire: from the form to the channel and the export, in two languages."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from fakecord import Message, Person
from fakecord.posting import delete
from tests.e2e.harness import Stage, bilingual, in_seconds, session, workshop_file

MALI = "• Garder le réseau 🤝\n• =1+1, @everyone, «fin» : l’été\n\n- الشفافية أولاً"
MALAWI = "Exchange progress every quarter"
NIGER = "Former d'abord les formateurs"
ENGLISH_OF_MALI = "• Keep the network 🤝\n• Transparency first"
THEMES = [{"id": "transparency", "text": bilingual("Transparency")}, {"id": "audit", "text": bilingual("Audit")}]


class DeskOnStage:
    """A workshop whose desk is open, with people of three administrations."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.organiser = stage.organiser
        self.awa = stage.coordinator("Awa", "fr")
        self.koffi = stage.coordinator("Koffi", "fr")
        self.mary = stage.coordinator("Mary", "en-GB")
        self.ibrahim = stage.coordinator("Ibrahim", "fr")

    async def open(self, *, closes_in: int = 900) -> None:
        desk = {
            "opens": in_seconds(-60).strftime("%Y-%m-%dT%H:%M:%S"),
            "closes": in_seconds(closes_in).strftime("%Y-%m-%dT%H:%M:%S"),
            "per_administration": 2,
        }
        described = workshop_file(session("opening", in_seconds(900), 3000), themes=THEMES, key_messages=desk)
        self.stage.configure(described)
        await self.stage.start_bot()
        await (await self.organiser.slash("workshop setup")).settled(20)
        people = ((self.awa, "ML"), (self.koffi, "ML"), (self.mary, "MW"), (self.ibrahim, "NE"))
        for person, code in people:
            await person.slash("join", administration=code)
        await self.organiser.slash("session start")
        for person, _ in people:
            await person.slash("checkin")

    async def write(self, person: Person, text: str, theme: str = "none") -> Any:
        form = (await person.slash("keymessage write")).form
        assert form
        return await person.submit(form, {"text": text, "theme": [theme]})

    async def translate(self, text: str) -> Any:
        """The next one in the queue."""
        form = (await self.organiser.slash("synthesis translate")).form
        assert form
        return await self.organiser.submit(form, {form.fields[0].custom_id: text})

    async def publish(self, **options: Any) -> str:
        return str((await (await self.organiser.slash("synthesis publish", **options)).settled(20)).text)

    @property
    def posts(self) -> list[Message]:
        here = self.mary.sees(self.stage.guild.channel("key-messages"))
        return [message for message in here if not message.ephemeral]

    async def post(self, reference: str, says: str = "") -> Message:
        """The post of that message, once it says so."""

        def found() -> Message | None:
            mine = (m for m in self.posts if f"**{reference} · " in m.text and says in m.text)
            return next(mine, None)

        message: Message = await self.stage.until(found, 20, f"{reference} {says}")
        return message

    async def exported(self) -> dict[str, dict[str, Any]]:
        sent = await (await self.organiser.slash("export data", format="json")).settled(20)
        assert sent.reply
        tables = json.loads(sent.reply.attachments[0].content)
        return {row["message_id"]: row for row in tables["key_messages"]}


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskOnStage]:
    stage = await Stage.build(tmp_path)
    try:
        yield DeskOnStage(stage)
        assert stage.server.violations == []
    finally:
        await stage.close()


async def all_published(desk: DeskOnStage) -> None:
    """Three messages, one entered on behalf, each translated, cleared and published."""
    receipt = (await desk.write(desk.awa, MALI, "audit")).text
    assert "ML-1, version 1" in receipt.splitlines()[0]
    await desk.write(desk.mary, MALAWI, "transparency")
    form = (await desk.organiser.slash("synthesis enter", administration="NE")).form
    assert form
    await desk.organiser.submit(form, {"text": NIGER})
    for text in (ENGLISH_OF_MALI, "Échanger chaque trimestre", "Train the trainers first"):
        await desk.translate(text)
    for reference in ("ML-1", "MW-1", "NE-1"):
        await desk.organiser.slash("synthesis clear", message=reference)
    assert "NE-1" in await desk.publish()
    await desk.post("NE-1")


async def test_what_was_written_is_what_is_exported(desk: DeskOnStage) -> None:
    await desk.open()
    await all_published(desk)
    rows = await desk.exported()
    assert {ref: (row["text_fr"], row["text_en"]) for ref, row in rows.items()} == {
        "ML-1": (MALI, ENGLISH_OF_MALI),
        "MW-1": ("Échanger chaque trimestre", MALAWI),
        "NE-1": (NIGER, "Train the trainers first"),
    }
    assert {ref: (row["status"], row["on_behalf"], row["author"]) for ref, row in rows.items()} == {
        "ML-1": ("published", False, "Awa"),
        "MW-1": ("published", False, "Mary"),
        "NE-1": ("published", True, "Owner"),
    }


async def test_they_stand_by_theme_with_their_translation_and_a_button(desk: DeskOnStage) -> None:
    await desk.open()
    await all_published(desk)
    overview, *posts = [message.text for message in desk.posts]
    assert "3 messages" in overview
    assert [text.split("**")[-2].split(" · ")[0] for text in (p.split("\n\n")[0] for p in posts)] == [
        "MW-1",
        "ML-1",
        "NE-1",
    ]
    mali = await desk.post("ML-1")
    shown = mali.text.replace("\u200b", "")
    assert all(f"> {line}" in shown for line in (*MALI.split("\n"), *ENGLISH_OF_MALI.split("\n")))
    assert len(mali.buttons) == 1
    assert not mali.pinged_everyone
    first = [message.id for message in desk.posts]
    await desk.write(desk.mary, "A second one", "transparency")
    await desk.translate("Un deuxième")
    await desk.organiser.slash("synthesis clear", message="MW-2")
    await desk.publish()
    await desk.post("MW-2")
    await desk.stage.until(lambda: len(desk.posts) == 5)
    assert [message.id for message in desk.posts][:4] == first
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "MW-2", "ML-1", "NE-1"]


async def test_voices_are_counted_up_to_unanimity_and_taken_back(desk: DeskOnStage) -> None:
    await desk.open()
    await all_published(desk)
    for person in (desk.awa, desk.koffi):
        await person.press(await desk.post("MW-1"), 0)
    await desk.ibrahim.slash("keymessage endorse", message="MW-1")
    unanimous = "Unanimous: every administration represented stands behind it."
    await desk.post("MW-1", unanimous)
    await desk.stage.until(lambda: "MW-1 (Malawi)" in desk.posts[0].text)
    assert (await desk.exported())["MW-1"]["endorsements"] == 2
    own = await desk.mary.press(await desk.post("MW-1"), 0)
    assert "own message" in own.text
    await desk.stage.bots[-1].kill()
    await desk.stage.server.gone()
    await desk.stage.start_bot()
    taken_back = await desk.awa.press(await desk.post("MW-1"), 0)
    assert "MW-1" in taken_back.text
    await desk.stage.until(lambda: unanimous not in next(m for m in desk.posts if "**MW-1 ·" in m.text).text)
    assert (await desk.exported())["MW-1"]["endorsements"] == 1
    assert len(desk.posts) == 4


async def test_two_forms_at_once_and_a_stale_translation_lose_nothing(desk: DeskOnStage) -> None:
    await desk.open()
    await desk.write(desk.awa, MALI)
    forms = [(await person.slash("keymessage write", message="ML-1")).form for person in (desk.awa, desk.koffi)]
    assert forms[0]
    assert forms[1]
    stale = (await desk.organiser.slash("synthesis translate")).form
    assert stale
    assert MALI in stale.text
    await desk.awa.submit(forms[0], {"text": "a" * 700})
    refused = await desk.koffi.submit(forms[1], {"text": "b" * 700})
    assert "a" * 700 in refused.text
    assert "b" * 700 in refused.text
    outdated = await desk.organiser.submit(stale, {"en": ENGLISH_OF_MALI})
    assert ENGLISH_OF_MALI in outdated.text
    assert "a" * 700 in outdated.text
    assert (await desk.exported())["ML-1"]["text_en"] is None
    listed = await desk.koffi.slash("keymessage list")
    assert "ML-1" in listed.text
    assert "Awa" in listed.text
    fresh = (await desk.organiser.slash("synthesis translate")).form
    assert fresh
    assert fresh.field("en").value == ""
    assert "a" * 700 in fresh.text


async def test_a_long_history_is_read_page_by_page(desk: DeskOnStage) -> None:
    await desk.open()
    await desk.write(desk.awa, "a" * 700)
    for letter in "bcd":
        form = (await desk.koffi.slash("keymessage write", message="ML-1")).form
        assert form
        await desk.koffi.submit(form, {"text": letter * 700})
    listed = await desk.awa.slash("keymessage list")
    assert listed.reply
    read = listed.text
    assert "d" * 700 in read
    read += (await desk.awa.press(listed.reply, "keymessage:list:1")).text
    assert all(letter * 700 in read for letter in "abcd")


async def test_what_is_not_ready_is_named_and_an_override_is_shown(desk: DeskOnStage) -> None:
    await desk.open()
    await desk.write(desk.mary, MALAWI)
    assert "MW-1" in await desk.publish()
    assert desk.posts == []
    assert "MW-1" in await desk.publish(override=True)
    post = await desk.post("MW-1")
    assert "without a translation" in post.text
    status = await desk.organiser.slash("synthesis status")
    assert "1/3" in status.text
    logged = desk.stage.rows("select detail from audit where action = 'synthesis publish'")
    assert logged == [{"detail": "override: MW-1 (not translated: fr)"}]
    form = (await desk.mary.slash("keymessage write", message="MW-1")).form
    assert form
    await desk.mary.submit(form, {"text": "Another text"})
    marked = await desk.post("MW-1", "newer one is being prepared")
    assert MALAWI in marked.text


async def test_late_it_is_refused_given_back_and_saved_by_reopening(desk: DeskOnStage) -> None:
    await desk.open(closes_in=9)
    form = (await desk.awa.slash("keymessage write")).form
    again = (await desk.koffi.slash("keymessage write")).form
    assert form
    assert again
    announcements = desk.stage.guild.channel("announcements")
    await desk.stage.until(lambda: any("desk is closed" in m.text for m in desk.awa.sees(announcements)), 20)
    refused = await desk.awa.submit(form, {"text": MALI})
    assert MALI in refused.text
    late = await (await desk.organiser.slash("synthesis remind")).settled(20)
    assert "/synthesis reopen" in late.text  # not that the organisers can
    reopened = await (await desk.organiser.slash("synthesis reopen", administration="ML")).settled(20)
    assert "Mali" in reopened.text
    assert "button" not in reopened.text  # it stands beneath the call, not here
    call = desk.awa.sees(announcements)[-1]
    assert {user.name for user in call.pinged_users} == {"Awa", "Koffi"}
    saved = await desk.koffi.submit(again, {"text": MALI})
    assert "ML-1" in saved.text
    assert (await desk.mary.slash("keymessage write")).form is None
    assert (await desk.exported())["ML-1"]["text_fr"] == MALI


async def test_the_missing_are_called_in_the_channel_and_by_letter(desk: DeskOnStage) -> None:
    await desk.open()
    await desk.write(desk.mary, MALAWI)
    await desk.ibrahim.slash("language", direct_messages=True)
    reminded = await (await desk.organiser.slash("synthesis remind")).settled(20)
    assert "2" in reminded.text
    call = desk.awa.sees(desk.stage.guild.channel("announcements"))[-1]
    assert {user.name for user in call.pinged_users} == {"Awa", "Koffi", "Ibrahim"}
    letters = await desk.stage.until(lambda: desk.ibrahim.inbox)
    assert "Niger" in letters[0].text
    assert letters[0].buttons == []
    assert "ci-dessous" not in letters[0].text
    assert "/messageclé rédiger" in letters[0].text
    assert desk.awa.inbox == []
    assert (await desk.ibrahim.press(call, 0)).form


async def test_killed_half_way_through_it_posts_the_rest_once(desk: DeskOnStage) -> None:
    await desk.open()
    for person, text in ((desk.awa, MALI), (desk.mary, MALAWI), (desk.ibrahim, NIGER)):
        await desk.write(person, text)
    channel = desk.stage.guild.channel("key-messages")
    desk.stage.server.faults.hold("POST", f"/channels/{channel.id}/messages", before=False)
    await desk.publish(override=True)
    await desk.stage.until(lambda: desk.posts)
    with desk.stage.server.faults.bot_down():
        await desk.stage.bots[-1].kill()
        desk.stage.server.faults.lift()
        await desk.stage.server.gone()
    await desk.stage.start_bot()
    await desk.post("NE-1")
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "ML-1", "NE-1"]
    assert len(desk.posts) == 4


async def test_a_post_that_someone_deleted_is_made_again_in_its_place(desk: DeskOnStage) -> None:
    await desk.open()
    await all_published(desk)
    before = [message.text for message in desk.posts]
    delete(desk.stage.server.world, desk.posts[2])
    assert "already published" in await desk.publish()
    await desk.stage.until(lambda: len(desk.posts) == 4 and desk.posts[2].text == before[2], 20)
    await desk.write(desk.mary, "A second one", "transparency")
    await desk.publish(override=True)
    await desk.post("MW-2")
    await desk.stage.until(lambda: len(desk.posts) == 5)
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "MW-2", "ML-1", "NE-1"]
