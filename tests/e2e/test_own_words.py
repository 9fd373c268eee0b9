"""A network of hospitals uses the bot: no text mentions administrations, or features that it does not use."""

import re
from typing import Any

from fakecord import Person
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file
from tests.e2e.session_workshop import attached_files, settled, write
from tests.e2e.visible_texts import command_texts, message_texts, texts_of_file, without_commands

FOREIGN = re.compile(r"administrations?\b|delegation|délégation|customs|douan|corrupt", re.I)
ABSENT = re.compile(
    r"key.message|messages? clés?|join code|code d’inscription|thèmes|themes|evaluation|évaluation", re.I
)
COLUMN, COLUMN_FR = "discord_id or username, administration", "discord_id ou username, administration"
"""What `/roster import` says of its file: the names of columns."""
OPTIONS = [{"id": "yes", "text": bilingual("Yes")}, {"id": "no", "text": bilingual("No")}]
PROMPTS: list[dict[str, Any]] = [
    {"id": "beds", "kind": "choice", "by": "administration", "text": bilingual("Enough beds?"), "options": OPTIONS},
    {"id": "round", "kind": "round", "text": bilingual("One step?")},
    {"id": "wishes", "kind": "open", "text": bilingual("Wishes?")},
]
HOSPITALS = {
    "groups": {
        "one": {"fr": "Établissement", "en": "Hospital"},
        "many": {"fr": "Établissements", "en": "Hospitals"},
    },
    "administrations": [  # of the workshop's language and zone
        {"code": "N", "name": {"fr": "Hôpital Nord", "en": "North Hospital"}},
        {"code": "S", "name": {"fr": "Hôpital Sud", "en": "South Hospital"}, "language": "en"},
        {"code": "E", "name": {"fr": "Hôpital Est", "en": "East Hospital"}},
    ],
    "channels": {},
    "registration": "approval",
    "retention": "30d",
}


async def join(harness: Harness, person: Person, group: str) -> None:
    await settled(person, "join", administration=group)
    await settled(harness.organiser, "roster approve", member=person)


async def use_everything(harness: Harness) -> list[str]:
    """Use every feature of the workshop. Returns the texts in the files."""
    organiser = harness.organiser
    awa, koffi, mary = (harness.coordinator(*who) for who in (("Awa", "fr"), ("Koffi", "fr"), ("Mary", "en-GB")))
    newcomer = harness.coordinator("Zoé", "fr")
    for command in ("help", "me", "privacy show", "floor request", "checkin", "calendar"):
        await settled(newcomer, command)
    for person, group in ((awa, "N"), (koffi, "N"), (mary, "S")):
        await join(harness, person, group)
    await settled(awa, "join", administration="N")
    await settled(organiser, "roster assign", member=newcomer, administration="E")
    await settled(organiser, "roster remove", member=newcomer)
    for command in ("roster show", "roster codes", "workshop status", "announce list", "help"):
        await settled(organiser, command)
    await settled(organiser, "session start")
    for person in (awa, mary):
        await settled(person, "checkin")
        for command in ("help", "me", "privacy show", "now", "programme"):
            await settled(person, command)
    await ask(harness, awa, koffi, mary)
    for command in ("session status", "attendance show", "workshop status", "roster show"):
        await settled(organiser, command)
    files = await every_file(harness, awa)
    await settled(awa, "privacy erase")
    await settled(organiser, "session end")
    return files


async def ask(harness: Harness, awa: Person, koffi: Person, mary: Person) -> None:
    """A question to groups, of which one changes the answer of a colleague; a round; a question to everyone."""
    organiser, plenary = harness.organiser, harness.guild.channel("plenary")
    for prompt in ("beds", "round", "wishes"):
        await settled(organiser, "prompt ask", prompt=prompt)
        message = next(m for m in reversed(awa.sees(plenary)) if not m.ephemeral)
        if prompt == "beds":
            for person, pick in ((awa, "yes"), (koffi, "no")):
                await (await person.choose(message, [pick])).settled(20)
        else:
            await (await write(awa, message, "Plus de lits")).settled(20)
        await settled(mary, "me")
        await settled(organiser, "prompt nudge", prompt=prompt)
        await settled(organiser, "prompt results", prompt=prompt)
        await settled(organiser, "prompt close", prompt=prompt)
        await settled(organiser, "prompt results", prompt=prompt, publish=True)


async def every_file(harness: Harness, awa: Person) -> list[str]:
    replies = [
        await settled(harness.organiser, "export data", format="xlsx"),
        await settled(harness.organiser, "export handouts"),
        await settled(awa, "privacy export"),
        *[
            await settled(harness.organiser, "export report", format=format, language=language)
            for format in ("docx", "html")
            for language in ("fr", "en")
        ],
    ]
    files = {name: content for each in replies for name, content in attached_files(each.reply).items()}
    assert len(files) == 8
    return [text for name, content in files.items() for text in texts_of_file(name, content)]


async def test_hospitals_read_their_own_word_and_nothing_of_others(harness: Harness) -> None:
    opening = session("opening", seconds_from_now(900), 3000, prompts=PROMPTS)
    harness.configure(workshop_file(opening, **HOSPITALS))
    await harness.start_bot()
    said = await harness.set_up()
    assert "code" not in said
    assert "/join" in said
    files = await use_everything(harness)
    seen = [*message_texts(harness.server), *map(without_commands, files)]
    described = [text.replace(COLUMN_FR, "").replace(COLUMN, "") for text in command_texts(harness.server)]
    assert len(seen) > 200
    assert len(described) > 150
    assert [text for text in [*seen, *described] if FOREIGN.search(text)] == []
    assert [text for text in seen if ABSENT.search(text)] == []  # commands are those of all workshops of the bot
    assert "key-messages" not in {channel.name for channel in harness.guild.channels.values()}
    whole = "\n".join(seen)
    for words in ("Hospital: North Hospital", "Établissement\u00a0: Hôpital Nord", "**Hospitals**", "Hospitals"):
        assert words in whole
    assert harness.server.violations == []
