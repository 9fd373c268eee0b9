"""The roll as Discord takes them, for 60 administrations, in each language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.posts import CONTENT, EMBED, EMBEDS, Post
from bot.core.programme import Administration
from bot.features.attendance import service as attendance
from bot.features.attendance import text as words
from bot.features.attendance.model import Standing
from bot.features.programme import session_service as sessions
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.key_messages.desk_workshop import OPENS, DeskRoom, both, workshop

LONG = "République démocratique et fédérale de"
SIXTY = tuple(
    Administration(
        f"A{n:02}", {"fr": f"{LONG} Écossie {n:02}", "en": f"Federal Republic of Scotia {n:02}"}, "fr", "UTC"
    )
    for n in range(60)
)


@pytest.fixture
async def sixty(tmp_path: Path) -> AsyncIterator[DeskRoom]:
    """Sixty administrations of two people; those of every third were there."""
    desk = await DeskRoom.open(tmp_path, workshop(administrations=SIXTY))
    desk.clock.run(0, OPENS)
    await sessions.keep_time(desk.context)
    for name, who in desk.people.items():
        if int(name[1:3]) % 3 == 0:
            await attendance.sign_in(desk.context, who)
    yield desk
    await desk.context.database.close()


def check_limits(post: Post) -> None:
    body = post.new()
    embeds = [embed.description or "" for embed in body["embeds"]]
    assert len(body["content"] or "") <= CONTENT
    assert all(len(text) <= EMBED for text in embeds)
    assert sum(map(len, embeds)) <= EMBEDS
    assert len(embeds) <= 10
    assert not any(text.endswith("…") for text in embeds)  # nothing is cut


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_roll_of_sixty_administrations_fits_and_names_all_that_are_missing(
    sixty: DeskRoom, language: str
) -> None:
    _, f = phrases(language), Formats(language, sixty.context.workshop.zone)
    roll = await attendance.roll(sixty.context, sixty.context.schedule["messages"])
    post = words.roll(_, f, roll, sixty.context.workshop.administrations)
    check_limits(post)
    for administration in roll.missing:
        assert administration.name[language] in post.text
    assert len(roll.missing) == 40
    (file,) = post.files
    listed = file.fp.read().decode("utf-8-sig")
    assert all(name in listed for name in sixty.people)


async def test_names_are_sorted_as_the_language_sorts_them(tmp_path: Path) -> None:
    names = ("Éthiopie", "Zambie", "Égypte", "Espagne", "Côte d'Ivoire", "Comores")
    administrations = tuple(Administration(f"X{n}", both(name), "fr", "UTC") for n, name in enumerate(names))
    desk = await DeskRoom.open(tmp_path, workshop(administrations=administrations), each=1)
    desk.clock.run(0, OPENS)
    await sessions.keep_time(desk.context)
    roll = await attendance.roll(desk.context, desk.context.schedule["messages"])
    _, f = phrases("fr"), Formats("fr", desk.context.workshop.zone)
    text = words.roll(_, f, roll, administrations).text
    order = sorted(names, key=lambda name: text.index(f"**{name} (fr)**"))
    assert order == ["Comores", "Côte d'Ivoire", "Égypte", "Espagne", "Éthiopie", "Zambie"]
    await desk.context.database.close()


async def test_a_mark_made_after_the_end_is_shown_as_a_correction(tmp_path: Path) -> None:
    desk = await DeskRoom.open(tmp_path, each=1)
    desk.clock.run(0, OPENS)
    await sessions.keep_time(desk.context)
    who, _ = desk.people["MW 1"], phrases("en")
    f = Formats("en", desk.context.workshop.zone)
    await attendance.mark(desk.context, "messages", who, Standing.EXCUSED, "ill", "Secretariat")
    assert "marked by Secretariat" in words.own(_, f, await attendance.own_record(desk.context, who))
    desk.clock.run(0, OPENS + timedelta(hours=2))
    await sessions.keep_time(desk.context)
    await attendance.mark(desk.context, "messages", who, Standing.PRESENT, "in the room", "Secretariat")
    (record,) = await attendance.own_record(desk.context, who)
    assert record.corrected
    assert "corrected by Secretariat" in words.own(_, f, [record])
    assert not replace(record, mark=None).corrected
    await desk.context.database.close()
