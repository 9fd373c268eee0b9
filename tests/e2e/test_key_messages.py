"""Writing and translating key messages over the wire: no text is lost."""

import pytest

from tests.e2e.desk_server import ENGLISH_OF_MALI, MALAWI, MALI, DeskServer


async def test_two_forms_at_once_and_an_outdated_translation_lose_nothing(desk: DeskServer) -> None:
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


@pytest.mark.slow
async def test_a_long_history_has_pages(desk: DeskServer) -> None:
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


@pytest.mark.slow
async def test_a_late_text_is_given_back_and_saved_after_reopening(desk: DeskServer) -> None:
    await desk.open(closes_in=9)
    form = (await desk.awa.slash("keymessage write")).form
    again = (await desk.koffi.slash("keymessage write")).form
    assert form
    assert again
    announcements = desk.harness.guild.channel("announcements")
    await desk.harness.until(lambda: any("desk is closed" in m.text for m in desk.awa.sees(announcements)), 20)
    refused = await desk.awa.submit(form, {"text": MALI})
    assert MALI in refused.text
    late = await (await desk.organiser.slash("synthesis remind")).settled(20)
    assert "/synthesis reopen" in late.text  # the reader is an organiser
    reopened = await (await desk.organiser.slash("synthesis reopen", administration="ML")).settled(20)
    assert "Mali" in reopened.text
    assert "button" not in reopened.text  # the button is under the reminder
    call = desk.awa.sees(announcements)[-1]
    assert {user.name for user in call.pinged_users} == {"Awa", "Koffi"}
    saved = await desk.koffi.submit(again, {"text": MALI})
    assert "ML-1" in saved.text
    assert (await desk.mary.slash("keymessage write")).form is None
    assert (await desk.exported())["ML-1"]["text_fr"] == MALI


async def test_administrations_without_a_message_are_reminded(desk: DeskServer) -> None:
    await desk.open()
    await desk.write(desk.mary, MALAWI)
    await desk.ibrahim.slash("language", direct_messages=True)
    reminded = await (await desk.organiser.slash("synthesis remind")).settled(20)
    assert "2" in reminded.text
    call = desk.awa.sees(desk.harness.guild.channel("announcements"))[-1]
    assert {user.name for user in call.pinged_users} == {"Awa", "Koffi", "Ibrahim"}
    letters = await desk.harness.until(lambda: desk.ibrahim.inbox)
    assert "votre groupe" in letters[0].text
    assert [name for name in ("Mali", "Niger") if name in call.text + letters[0].text] == []  # nobody late is named
    assert letters[0].buttons == []
    assert "ci-dessous" not in letters[0].text
    assert "/messageclé rédiger" in letters[0].text
    assert desk.awa.inbox == []
    assert (await desk.ibrahim.press(call, 0)).form
