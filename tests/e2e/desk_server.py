"""A workshop whose key-message desk is open, and texts to write there."""

import json
from typing import Any

from fakecord import Message, Person
from tests.e2e.harness import Harness, bilingual, seconds_from_now, session, workshop_file

MALI = "• Garder le réseau 🤝\n• =1+1, @everyone, «fin» : l’été\n\n- الشفافية أولاً"
MALAWI = "Exchange progress every quarter"
NIGER = "Former d'abord les formateurs"
ENGLISH_OF_MALI = "• Keep the network 🤝\n• Transparency first"
THEMES = [{"id": "transparency", "text": bilingual("Transparency")}, {"id": "audit", "text": bilingual("Audit")}]


class DeskServer:
    """A server with a workshop whose desk is open, and people of three administrations."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.organiser = harness.organiser
        self.awa = harness.coordinator("Awa", "fr")
        self.koffi = harness.coordinator("Koffi", "fr")
        self.mary = harness.coordinator("Mary", "en-GB")
        self.ibrahim = harness.coordinator("Ibrahim", "fr")

    async def open(self, *, closes_in: int = 900) -> None:
        desk = {
            "opens": seconds_from_now(-60).strftime("%Y-%m-%dT%H:%M:%S"),
            "closes": seconds_from_now(closes_in).strftime("%Y-%m-%dT%H:%M:%S"),
            "per_administration": 2,
        }
        described = workshop_file(session("opening", seconds_from_now(900), 3000), themes=THEMES, key_messages=desk)
        self.harness.configure(described)
        await self.harness.start_bot()
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
        """Translate the next message in the queue."""
        form = (await self.organiser.slash("synthesis translate")).form
        assert form
        return await self.organiser.submit(form, {form.fields[0].custom_id: text})

    async def publish(self, **options: Any) -> str:
        return str((await (await self.organiser.slash("synthesis publish", **options)).settled(20)).text)

    @property
    def posts(self) -> list[Message]:
        here = self.mary.sees(self.harness.guild.channel("key-messages"))
        return [message for message in here if not message.ephemeral]

    async def post(self, reference: str, says: str = "") -> Message:
        """The post of that message, when it contains `says`."""

        def found() -> Message | None:
            mine = (m for m in self.posts if f"**{reference} · " in m.text and says in m.text)
            return next(mine, None)

        message: Message = await self.harness.until(found, 20, f"{reference} {says}")
        return message

    async def exported(self) -> dict[str, dict[str, Any]]:
        sent = await (await self.organiser.slash("export data", format="json")).settled(20)
        assert sent.reply
        tables = json.loads(sent.reply.attachments[0].content)
        return {row["message_id"]: row for row in tables["key_messages"]}


async def publish_three_messages(desk: DeskServer) -> None:
    """Write, translate, clear and publish three messages. An organiser enters one of them for Niger."""
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
