"""`/announce edit` over the wire: the bot edits its own messages, and says which ones it cannot correct."""

import sqlite3
from contextlib import closing
from typing import Any

from fakecord import Message, Response
from fakecord.people.form import Form
from fakecord.posting import delete
from tests.e2e.announcements import ANNOUNCEMENTS, prepare, start_session, statuses, wait_until_sent
from tests.e2e.harness import Harness, seconds_from_now

TEXTS = {"fr": "La salle ouvre à 10 h", "en": "The room opens at ten"}


async def announce(harness: Harness, texts: dict[str, str], **when: Any) -> None:
    opened = await harness.organiser.slash("announce send", **when)
    assert opened.form
    shown = await harness.organiser.submit(opened.form, texts)
    assert shown.reply
    await harness.organiser.press(shown.reply, 0)


async def open_form(harness: Harness, words: str = "room") -> Form:
    """The form of the only notice that is suggested for `words`."""
    (suggested,) = await harness.organiser.suggest("announce edit", "announcement", words)
    form = (await harness.organiser.slash("announce edit", announcement=suggested[1])).form
    assert form
    return form


async def correct(harness: Harness, texts: dict[str, str]) -> Response:
    return await (await harness.organiser.submit(await open_form(harness), texts)).settled()


def message(harness: Harness, channel: str, words: str) -> Message:
    (found,) = [m for m in harness.guild.channel(channel).history if words in m.text]
    return found


def posts(harness: Harness) -> int:
    """How many messages the bot has posted."""
    return sum(entry.method == "POST" and entry.path.endswith("/messages") for entry in harness.server.log)


async def test_each_language_is_corrected_in_its_own_channel(harness: Harness) -> None:
    await prepare(harness, mention=["notice"])
    await announce(harness, TEXTS)
    await wait_until_sent(harness, "notice")
    french, english = (message(harness, ANNOUNCEMENTS[it], TEXTS[it]) for it in TEXTS)
    form = await open_form(harness)
    assert {field.custom_id: field.value for field in form.fields} == TEXTS
    older, before = await open_form(harness), posts(harness)

    done = await (await harness.organiser.submit(form, {"en": "The room opens at *eleven* @everyone"})).settled()
    assert done.text == f"Corrected in <#{harness.guild.channel('announcements').id}>. Nobody was notified."
    role = harness.guild.role("Coordinators").id
    assert english.text == f"<@&{role}>\n\nThe room opens at *eleven* @everyone"
    assert (english.pinged_everyone, french.edited, posts(harness)) == (False, None, before)
    assert english.edited is not None

    refused = await (await harness.organiser.submit(older, {"fr": "Encore", "en": TEXTS["en"]})).settled()
    assert "A colleague corrected this announcement while you were writing" in refused.text
    assert "> The room opens at *eleven*" in refused.text
    assert "Encore" in refused.text
    same = await correct(harness, {})
    assert "nothing was changed" in same.text

    done = await correct(harness, {"fr": "La salle ouvre à 11 h", "en": "The room opens at noon"})
    assert done.text.count("<#") == 2
    assert ("à 11 h" in french.text, "at noon" in english.text) == (True, True)
    logged = harness.rows("select target from audit where action = 'announce edit'")
    assert [row["target"][-2:] for row in logged] == ["en", "en", "fr"]
    assert harness.server.violations == []


async def test_what_cannot_be_corrected_is_said(harness: Harness) -> None:
    await prepare(harness)
    await start_session(harness)
    await wait_until_sent(harness)
    assert await harness.organiser.suggest("announce edit", "announcement", "opening") == []
    refused = await harness.organiser.slash("announce edit", announcement="opening/opening/fr")
    assert "Only what was written with /announce send" in refused.text.replace(" (/annoncer envoyer)", "")
    refused = await harness.organiser.slash("announce edit", announcement="notice-77/notice/fr")
    assert refused.form is None
    await announce(harness, TEXTS)
    await wait_until_sent(harness, "notice")

    delete(harness.organiser.world, message(harness, "announcements", TEXTS["en"]))
    done = await correct(harness, {"fr": "La salle ouvre à 11 h", "en": "The room opens at noon"})
    annonces, announcements = (harness.guild.channel(name).id for name in ("annonces", "announcements"))
    assert f"Corrected in <#{annonces}>" in done.text
    assert f"<#{announcements}>: the message was deleted" in done.text
    assert "> The room opens at noon" in done.text  # given back
    assert [field.value for field in (await open_form(harness)).fields] == ["La salle ouvre à 11 h", TEXTS["en"]]

    words = harness.organiser.say(harness.guild.channel("annonces"), "Bonjour")
    with closing(sqlite3.connect(harness.folder / "data" / "atelier.db", timeout=10)) as database, database:
        database.execute("update announcements set message_id = ? where key like 'notice%/fr'", (words.id,))
    done = await correct(harness, {"fr": "La salle ouvre à midi"})
    assert "another bot posted this message" in done.text
    assert words.text == "Bonjour"
    assert [violation.code for violation in harness.server.violations] == [10_008, 50_005]  # Discord's own words


async def test_a_bilingual_message_and_one_still_to_be_sent(harness: Harness) -> None:
    await prepare(harness, channels={"announcements": "announcements"})
    await announce(harness, TEXTS)
    await wait_until_sent(harness, "notice")
    sent = message(harness, "announcements", TEXTS["en"])
    await correct(harness, {"fr": "La salle ouvre à 11 h", "en": "The room opens at eleven"})
    assert "à 11 h" in sent.text
    assert "at eleven" in sent.text

    later = {"fr": "Le buffet ouvre à 12 h", "en": "The buffet opens at noon"}
    await announce(harness, later, at=f"{seconds_from_now(3_000):%Y-%m-%d %H:%M}")
    form = await open_form(harness, "buffet")
    done = await (await harness.organiser.submit(form, {"en": "The buffet opens at one"})).settled()
    assert done.text == "What is still to be sent has the new text."
    (key,) = [key for key, status in statuses(harness, "notice").items() if status == "due"]
    await harness.organiser.slash("announce cancel", announcement=key)
    await harness.organiser.slash("announce retry", announcement=key)
    await wait_until_sent(harness, "notice")
    assert message(harness, "announcements", "The buffet opens at one")

    harness.server.delete_channel(harness.guild.channel("announcements"))
    done = await correct(harness, {"en": "The room is closed"})
    assert "The channel of the announcement is gone" in done.text
    assert harness.server.violations == []
