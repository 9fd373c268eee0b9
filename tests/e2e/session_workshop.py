"""A workshop with a session in progress, for tests of questions, the floor and evaluations."""

from typing import Any

from fakecord import Message, Person
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file


class SessionWorkshop:
    """A session in progress, with people of three administrations."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.facilitator = harness.organiser
        self.awa = harness.coordinator("Awa", "fr")
        self.koffi = harness.coordinator("Koffi", "fr")
        self.mary = harness.coordinator("Mary", "en-GB")

    async def open(self, prompts: list[dict[str, Any]], **more: Any) -> None:
        opening = session("opening", seconds_from_now(900), 3000, prompts=prompts)
        channels = {"interpreters": "interpreters", "stage": "Plenary"}
        self.harness.configure(workshop_file(opening, channels=channels, **more))
        await self.harness.start_bot()
        await settled(self.facilitator, "workshop setup")
        for person, code in ((self.awa, "ML"), (self.koffi, "ML"), (self.mary, "MW")):
            await person.slash("join", administration=code)
        await settled(self.facilitator, "session start")

    async def restart(self) -> None:
        await self.harness.bots[-1].kill()
        await self.harness.server.gone()
        await self.harness.start_bot()

    async def ask(self, prompt: str) -> Message:
        asked = await settled(self.facilitator, "prompt ask", prompt=prompt)
        assert "<#" in asked.text
        return self.plenary[-1]

    @property
    def plenary(self) -> list[Message]:
        """The public messages of the session's channel."""
        return [m for m in self.awa.sees(self.harness.guild.channel("plenary")) if not m.ephemeral]

    def feed(self) -> str:
        return "\n".join(m.text for m in self.facilitator.sees(self.harness.guild.channel("interpreters")))

    def answers(self, prompt: str) -> list[dict[str, Any]]:
        return self.harness.rows("select * from answers where prompt = ? order by answerer", prompt)


async def settled(person: Person, command: str, **options: Any) -> Any:
    """Use a command, and wait up to 30 seconds for the reply."""
    return await (await person.slash(command, **options)).settled(30)


async def write(person: Person, message: Message, text: str) -> Any:
    """Answer with the form that the first button of the message opens."""
    form = (await person.press(message, 0)).form
    assert form
    return await person.submit(form, {"text": text})


def attached_files(message: Message | None) -> dict[str, bytes]:
    """The content of each attachment by its name."""
    assert message is not None
    return {each.filename: each.content for each in message.attachments}
