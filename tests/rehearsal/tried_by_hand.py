"""A workshop to be tried by hand, as a test opens it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.i18n.catalogue import available
from bot.rehearsal.tryout.session import Tryout, TryoutOptions, opened
from bot.workshop_file import read_workshop
from fakecord import Message, Person

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "workshops" / "acpi-2021.yaml"
PEOPLE = 8
SETUP = "workshop setup"


@asynccontextmanager
async def opened_tryout() -> AsyncIterator[Tryout]:
    """Of the sample. Afterwards, the bot must have broken no rule of Discord's."""
    workshop, _faults = read_workshop(SAMPLE, available())
    assert workshop
    async with opened(TryoutOptions(workshop, SAMPLE, "en", participants=PEOPLE)) as built:
        built.host.on_change(built.play.environment.server.notify)  # `until` looks again
        yield built
    assert built.play.environment.server.violations == []


async def set_up(tryout: Tryout) -> None:
    """The organiser sets the server up; return once all coordinators have joined."""
    await (await tryout.people.cast.organiser.slash(SETUP)).settled(30)
    coordinators = [each.person for each in tryout.people.cast.coordinators]
    await tryout.play.environment.server.until(lambda: all("Coordinators" in each.roles for each in coordinators), 60)


def next_label(tryout: Tryout) -> tuple[str, str, str]:
    following = tryout.host.clock.next()
    assert following
    at = following.at.astimezone(tryout.play.workshop.zone)
    return f"{at:%d %H:%M}", following.label["en"], following.label["fr"]


def done(tryout: Tryout, person: Person) -> list[str]:
    return [task.id for task in tryout.host.tasks(person.id) if task.done]


async def leap_to(tryout: Tryout, label: str) -> None:
    while label not in next_label(tryout)[1]:
        await tryout.host.clock.leap()
    await tryout.host.clock.leap()


def announced(tryout: Tryout, words: str) -> list[Message]:
    return [m for m in tryout.play.environment.guild.channel("announcements").history if words in m.text]
