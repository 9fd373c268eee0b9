"""Who may join, over the wire.

Removed people cannot join again, an approval grants what was read, requests are limited.
"""

import csv
import io

import pytest

from fakecord import Message, Person
from tests.e2e.harness import Harness, seconds_from_now, session, workshop_file

OUT = {"fr": "a mis fin à votre participation", "en": "The organisers have removed you"}


async def start(harness: Harness, registration: str) -> None:
    harness.configure(workshop_file(session("opening", seconds_from_now(3_000), 60), registration=registration))
    await harness.start_bot()
    await (await harness.organiser.slash("workshop setup")).settled(20)


async def codes(harness: Harness) -> dict[str, str]:
    reply = (await (await harness.organiser.slash("roster codes")).settled()).reply
    assert reply
    file = io.StringIO(reply.attachments[0].content.decode("utf-8-sig"))
    return {row["administration"]: row["code"] for row in csv.DictReader(file)}


def requests(harness: Harness, name: str) -> list[Message]:
    """The requests of that person in the organisers' channel, the oldest first."""
    return [m for m in harness.guild.channel("organisers").history if name in m.text and m.buttons]


async def remove(harness: Harness, person: Person) -> None:
    removed = await harness.organiser.slash("roster remove", member=person)
    assert "To add them again: /roster assign." in removed.text
    await harness.until(lambda: person.roles == [])


@pytest.mark.parametrize("registration", ["code", "open", "approval"])
async def test_who_was_removed_stays_out_until_assigned(harness: Harness, registration: str) -> None:
    await start(harness, registration)
    code = await codes(harness) if registration == "code" else {}
    awa = harness.coordinator("Awa", "fr-FR")
    given = {each: {"administration": each} | ({"code": code[each]} if code else {}) for each in ("ML", "NE")}
    await awa.slash("join", options=given["ML"])
    if registration == "approval":
        await harness.until(lambda: requests(harness, "Awa"))
    await remove(harness, awa)

    tries = [await awa.slash("join", options=options) for options in given.values()]
    await awa.leave_guild()
    await awa.rejoin()
    tries.append(await awa.slash("join", options=given["ML"]))
    erasing = (await awa.slash("privacy erase")).reply
    assert erasing
    await (await awa.press(erasing, 0)).settled(20)
    tries.append(await awa.slash("join", options=given["ML"]))
    assert all(OUT["fr"] in each.text for each in tries), [each.text for each in tries]
    for request in requests(harness, "Awa"):
        assert "This request has changed since" in (await harness.organiser.press(request, 0)).text
    assert awa.roles == []
    assert len(requests(harness, "Awa")) == (registration == "approval")  # nobody was asked again

    assert "Mali" in (await harness.organiser.slash("roster assign", member=awa, administration="ML")).text
    await harness.until(lambda: awa.roles == ["Coordinators"])
    await awa.leave_guild()
    await awa.rejoin()
    await harness.until(lambda: awa.roles == ["Coordinators"])
    assert harness.server.violations == []


async def test_an_import_that_names_someone_removed_says_so(harness: Harness) -> None:
    await start(harness, "open")
    chisomo = harness.coordinator("Chisomo", "en-GB")
    await chisomo.slash("join", administration="MW")
    await remove(harness, chisomo)
    assert OUT["en"] in (await chisomo.slash("join", administration="MW")).text
    roster = f"discord_id,administration\n{chisomo.id},MW\n".encode()
    imported = await (await harness.organiser.slash("roster import", file=("roster.csv", roster))).settled()
    assert "removed earlier, and added again since the file names them: Chisomo" in imported.text
    await harness.until(lambda: chisomo.roles == ["Coordinators"])


async def test_an_approval_grants_the_request_that_was_read(harness: Harness) -> None:
    await start(harness, "approval")
    awa = harness.coordinator("Awa", "fr-FR")
    await awa.slash("join", administration="ML")
    read = (await harness.until(lambda: requests(harness, "Awa")))[0]
    await awa.slash("join", administration="NE")
    refused = await harness.organiser.press(read, 0)
    assert "This request has changed since, so nothing was approved." in refused.text
    assert "**Awa** asks to join. Administration: Niger." in refused.text
    assert awa.roles == []
    assert refused.reply
    assert "Awa belongs to Niger." in (await harness.organiser.press(refused.reply, 0)).text
    await harness.until(lambda: awa.roles == ["Coordinators"])
    late = await harness.organiser.press(read, 0)
    assert "nothing was approved" in late.text
    assert "Awa belongs to Niger." in late.text
    actions = harness.rows("select action, detail from audit where action = 'roster approve'")
    assert actions == [{"action": "roster approve", "detail": "NE"}]


async def test_requests_to_join_are_limited(harness: Harness) -> None:
    await start(harness, "approval")
    awa, chisomo = harness.coordinator("Awa", "fr-FR"), harness.coordinator("Chisomo", "en-GB")
    for number in range(5):
        assert "Votre demande" in (await awa.slash("join", administration=("ML", "NE")[number % 2])).text
    refused = await awa.slash("join", administration="NE")
    assert "Vous avez demandé plusieurs fois" in refused.text
    assert "60" in refused.text
    assert "noted" in (await chisomo.slash("join", administration="MW")).text
    await harness.until(lambda: requests(harness, "Chisomo"))
    assert len(requests(harness, "Awa")) == 5
