"""Readers find the commands that messages name, whatever the language of their client and of the replies."""

import re

from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, settled, write

MENTION = re.compile(r"</([^:<>]+):(\d+)>")


async def test_commands_are_mentions_beside_their_names(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([{"id": "hopes", "kind": "open", "text": bilingual("Hopes"), "by": "participant"}])
    ids = {command["name"]: command["id"] for command in harness.server.world.commands.of(None)}

    def mention(command: str) -> str:
        return f"</{command}:{ids[command.split()[0]]}>"

    announcements = harness.guild.channel("announcements")
    welcome = await harness.until(
        lambda: next((m for m in prepared.awa.sees(announcements) if "/privacy show" in m.text), None), 20
    )
    assert f"({mention('privacy show')})" in welcome.content
    assert f" {mention('privacy show')}." in welcome.content
    assert not any("</" in label for label in welcome.labels)

    await prepared.mary.slash("language", language="fr")  # her client stays English
    outsider = harness.coordinator("Zoé", "fr")
    for person, lists in ((prepared.mary, "/parole (/floor) :"), (outsider, "/parole :"), (prepared.awa, "/parole :")):
        help = await settled(person, "help")
        assert lists in re.sub(r"\s", " ", help.text)
        assert f"/émarger ({mention('checkin')})" in help.reply.content
    help = await settled(prepared.facilitator, "help")
    assert "/session" in help.text
    refused = await settled(outsider, "floor request")
    assert f"/rejoindre ({mention('join')})" in refused.reply.content

    message = await prepared.ask("hopes")
    answered = await write(prepared.mary, message, "Use /join, or `/me`")
    assert "> Use \\/join, or `/me`" in answered.reply.content
    assert harness.server.violations == []
