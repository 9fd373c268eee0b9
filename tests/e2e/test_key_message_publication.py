"""Publishing key messages over the wire: posts, endorsements and the export."""

import pytest

from fakecord.posting import delete
from tests.e2e.desk_server import ENGLISH_OF_MALI, MALAWI, MALI, NIGER, DeskServer, publish_three_messages


@pytest.mark.slow
async def test_the_export_has_the_texts_as_written(desk: DeskServer) -> None:
    await desk.open()
    await publish_three_messages(desk)
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


@pytest.mark.slow
async def test_posts_are_ordered_by_theme_and_have_a_translation_and_a_button(desk: DeskServer) -> None:
    await desk.open()
    await publish_three_messages(desk)
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
    await desk.harness.until(lambda: len(desk.posts) == 5)
    assert [message.id for message in desk.posts][:4] == first
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "MW-2", "ML-1", "NE-1"]


@pytest.mark.slow
async def test_endorsements_are_counted_and_can_be_withdrawn(desk: DeskServer) -> None:
    await desk.open()
    await publish_three_messages(desk)
    for person in (desk.awa, desk.koffi):
        await person.press(await desk.post("MW-1"), 0)
    receipt = (await desk.ibrahim.slash("keymessage endorse", message="MW-1")).reply
    unanimous = "Unanimous: every group represented stands behind it."
    await desk.post("MW-1", unanimous)
    await desk.harness.until(lambda: "MW-1 (Malawi)" in desk.posts[0].text)
    assert (await desk.exported())["MW-1"]["endorsements"] == 2
    own = await desk.mary.press(await desk.post("MW-1"), 0)
    assert "own message" in own.text
    await desk.harness.bots[-1].kill()
    await desk.harness.server.gone()
    await desk.harness.start_bot()
    taken_back = await desk.awa.press(await desk.post("MW-1"), 0)
    assert "MW-1" in taken_back.text
    await desk.harness.until(lambda: unanimous not in next(m for m in desk.posts if "**MW-1 ·" in m.text).text)
    assert (await desk.exported())["MW-1"]["endorsements"] == 1
    assert len(desk.posts) == 4
    assert receipt
    quoted = receipt.text.partition("\n> ")[2].split("\n")[0]  # in the reader's language
    assert quoted
    assert quoted in (await desk.post("MW-1")).text
    withdrawn = await desk.ibrahim.press(receipt, 0)
    assert "MW-1" in withdrawn.text
    assert withdrawn.reply
    assert withdrawn.reply.buttons == []
    assert (await desk.exported())["MW-1"]["endorsements"] == 0


@pytest.mark.slow
async def test_unfinished_messages_are_listed_and_an_override_publishes_them(desk: DeskServer) -> None:
    await desk.open()
    await desk.write(desk.mary, MALAWI)
    assert "MW-1" in await desk.publish()
    assert desk.posts == []
    assert "MW-1" in await desk.publish(override=True)
    post = await desk.post("MW-1")
    assert "without a translation" in post.text
    status = await desk.organiser.slash("synthesis status")
    assert "1/3" in status.text
    logged = desk.harness.rows("select detail from audit where action = 'synthesis publish'")
    assert logged == [{"detail": "override: MW-1 (not translated: fr)"}]
    form = (await desk.mary.slash("keymessage write", message="MW-1")).form
    assert form
    await desk.mary.submit(form, {"text": "Another text"})
    marked = await desk.post("MW-1", "newer one is being prepared")
    assert MALAWI in marked.text


async def test_publication_continues_after_a_kill(desk: DeskServer) -> None:
    await desk.open()
    for person, text in ((desk.awa, MALI), (desk.mary, MALAWI), (desk.ibrahim, NIGER)):
        await desk.write(person, text)
    channel = desk.harness.guild.channel("key-messages")
    desk.harness.server.faults.hold("POST", f"/channels/{channel.id}/messages", before=False)
    await desk.publish(override=True)
    await desk.harness.until(lambda: desk.posts)
    with desk.harness.server.faults.bot_down():
        await desk.harness.bots[-1].kill()
        desk.harness.server.faults.lift()
        await desk.harness.server.gone()
    await desk.harness.start_bot()
    await desk.post("NE-1")
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "ML-1", "NE-1"]
    assert len(desk.posts) == 4


@pytest.mark.slow
async def test_a_deleted_post_is_replaced_in_its_place(desk: DeskServer) -> None:
    await desk.open()
    await publish_three_messages(desk)
    before = [message.text for message in desk.posts]
    delete(desk.harness.server.world, desk.posts[2])
    assert "already published" in await desk.publish()
    await desk.harness.until(lambda: len(desk.posts) == 4 and desk.posts[2].text == before[2], 20)
    await desk.write(desk.mary, "A second one", "transparency")
    await desk.publish(override=True)
    await desk.post("MW-2")
    await desk.harness.until(lambda: len(desk.posts) == 5)
    order = [message.text.split(" · ")[0].split("**")[-1] for message in desk.posts[1:]]
    assert order == ["MW-1", "MW-2", "ML-1", "NE-1"]
