"""Which announcements mention people, and which make no sound."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.core.announcement_kind import AnnouncementKind as Kind
from bot.core.people import Membership, Participant
from bot.features.announcements.content import AnnouncementContent, has_opening_at
from bot.features.announcements.model import Announcement, key_of
from bot.features.announcements.posts import MAX_MENTIONS, announcement_post
from tests.features.running_workshop import RunningWorkshop, at, workshop

ROLE = 7
PEOPLE = tuple(Participant(n, 100 + n, f"P{n}", "MW", Membership.JOINED, ("en", "fr", "pt")[n % 3]) for n in range(6))


def announcement(kind: Kind, language: str = "") -> Announcement:
    return Announcement(key_of("a", kind, language), kind, "a", language, at(15, 10))


SAID = AnnouncementContent(lambda _, f: f"said in {f.language}", silent=True)


async def test_a_silent_kind_sounds_where_the_file_has_it_mention_people(tmp_path: Path) -> None:
    running = await RunningWorkshop.begin(tmp_path, workshop(mention=frozenset({"closing"})))
    closing, summary = (
        announcement_post(running.context, announcement(kind), SAID, ROLE) for kind in (Kind.CLOSING, Kind.SUMMARY)
    )
    assert (closing.silent, closing.ping_role, closing.blocks[0]) == (False, ROLE, "<@&7>")
    assert (summary.silent, summary.ping_role) == (True, None)
    assert summary.blocks == ("said in fr", "-# EN\nsaid in en")
    assert summary.new()["silent"] is True
    assert "silent" not in closing.new() | closing.edited() | summary.edited()  # an edit notifies nobody
    await running.close()


async def test_each_person_is_mentioned_in_the_channel_that_they_read(tmp_path: Path) -> None:
    running = await RunningWorkshop.begin(tmp_path)
    content = replace(SAID, recipients=PEOPLE, mentions_recipients=True, silent=False)
    mentioned = {
        language: announcement_post(
            running.context, announcement(Kind.DESK_REMINDER, language), content, ROLE
        ).ping_users
        for language in ("fr", "en", "")
    }
    assert mentioned == {"fr": (101, 102, 104, 105), "en": (100, 103), "": (100, 101, 102, 103, 104, 105)}
    many = tuple(replace(PEOPLE[0], id=n, discord_id=10**18 + n) for n in range(200))
    crowd = announcement_post(
        running.context, announcement(Kind.DESK_REMINDER), replace(content, recipients=many), ROLE
    )
    assert (len(crowd.ping_users), len(crowd.text) <= 2_000) == (MAX_MENTIONS, True)
    await running.close()


async def test_what_comes_with_an_opening_is_heard_anyway(tmp_path: Path) -> None:
    running = await RunningWorkshop.begin(tmp_path)
    minute = timedelta(minutes=1)
    assert [has_opening_at(running.context, at(15, 10) + it) for it in (-minute, 0 * minute, minute)] == [
        False, True, False
    ]  # fmt: skip
    await running.close()
