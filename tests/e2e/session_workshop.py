"""A session in progress over the wire: the room in which questions, the floor and evaluations are tried."""

from __future__ import annotations

from typing import Any

from fakecord import Message, Person
from tests.e2e.harness import Stage, in_seconds, session, workshop_file


class SessionRoom:
    """A session in progress, with people of three administrations."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.facilitator = stage.organiser
        self.awa = stage.coordinator("Awa", "fr")
        self.koffi = stage.coordinator("Koffi", "fr")
        self.mary = stage.coordinator("Mary", "en-GB")

    async def open(self, prompts: list[dict[str, Any]], **more: Any) -> None:
        opening = session("opening", in_seconds(900), 3000, prompts=prompts)
        channels = {"interpreters": "interpreters", "stage": "Plenary"}
        self.stage.configure(workshop_file(opening, channels=channels, **more))
        await self.stage.start_bot()
        await settled(self.facilitator, "workshop setup")
        for person, code in ((self.awa, "ML"), (self.koffi, "ML"), (self.mary, "MW")):
            await person.slash("join", administration=code)
        await settled(self.facilitator, "session start")

    async def restart(self) -> None:
        await self.stage.bots[-1].kill()
        await self.stage.server.gone()
        await self.stage.start_bot()

    async def ask(self, prompt: str) -> Message:
        asked = await settled(self.facilitator, "prompt ask", prompt=prompt)
        assert "<#" in asked.text
        return self.plenary[-1]

    @property
    def plenary(self) -> list[Message]:
        """What stands in the channel, without what is private."""
        return [m for m in self.awa.sees(self.stage.guild.channel("plenary")) if not m.ephemeral]

    def feed(self) -> str:
        return "\n".join(m.text for m in self.facilitator.sees(self.stage.guild.channel("interpreters")))

    def answers(self, prompt: str) -> list[dict[str, Any]]:
        return self.stage.rows("select * from answers where prompt = ? order by answerer", prompt)


async def settled(person: Person, command: str, **options: Any) -> Any:
    """The reply, also where it takes a moment."""
    return await (await person.slash(command, **options)).settled(30)


async def write(person: Person, message: Message, text: str) -> Any:
    """Answer in words, with the form behind the message's first button."""
    form = (await person.press(message, 0)).form
    assert form
    return await person.submit(form, {"text": text})
