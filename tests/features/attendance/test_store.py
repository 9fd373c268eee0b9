"""The tables of presences, marks and the heartbeat."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.features.attendance import store
from bot.features.attendance.model import (
    AttendanceStatus,
    Mark,
    NewPresence,
    Presence,
    PresenceEnd,
    PresenceSource,
    StoredPresence,
)
from tests.features.attendance.helpers import ACTOR
from tests.features.roster.helpers import SESSION, START, opened

VOICE, BUTTON, CODE, IMPORT = (
    PresenceSource.VOICE,
    PresenceSource.BUTTON,
    PresenceSource.CODE,
    PresenceSource.IMPORT,
)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


async def test_a_person_signs_in_once_with_each_source(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, id = sample.context, sample.people["ML 1"].id
        assert await context.read(store.signed_in_at, "sample", SESSION, id) is None
        for source, minutes in ((BUTTON, 3), (BUTTON, 4), (CODE, 1)):
            await context.write(store.sign_in, "sample", SESSION, id, source, at(minutes))
        assert await context.read(store.signed_in_at, "sample", SESSION, id) == at(1)
        presences = [Presence(at(3), None, BUTTON), Presence(at(1), None, CODE)]
        assert await context.read(store.presences_in_session, "sample", SESSION) == {id: presences}
        assert await context.read(store.presences_of_participant, "sample", id) == {SESSION: presences}


async def test_presences_that_are_stored_already_are_not_added_again(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        id = sample.people["ML 1"].id
        new = [
            NewPresence(SESSION, id, Presence(at(0), at(5), IMPORT)),
            NewPresence(SESSION, id, Presence(at(0), at(6), IMPORT)),
            NewPresence(SESSION, id, Presence(at(0), None, VOICE, uncertain=True)),
        ]
        for _ in range(2):
            await sample.context.write(store.add_presences, "sample", new)
        stored = await sample.context.read(store.presences_in_session, "sample", SESSION)
        assert stored == {id: [each.presence for each in new]}


async def test_an_open_voice_presence_ends_and_stays_uncertain(tmp_path: Path) -> None:
    async with opened(tmp_path, each=2) as sample:
        first, second = sample.people["ML 1"].id, sample.people["ML 2"].id
        await sample.context.write(
            store.add_presences,
            "sample",
            [
                NewPresence(SESSION, first, Presence(at(1), None, VOICE, uncertain=True)),
                NewPresence(SESSION, second, Presence(at(2), None, VOICE)),
                NewPresence(SESSION, second, Presence(at(2), None, BUTTON)),
            ],
        )
        open_presences = await sample.context.read(store.open_voice_presences, "sample")
        assert open_presences == [
            StoredPresence(open_presences[0].id, SESSION, first),
            StoredPresence(open_presences[1].id, SESSION, second),
        ]
        ends = [
            PresenceEnd(open_presences[0].id, at(0), uncertain=False),  # never before the start
            PresenceEnd(open_presences[1].id, at(5), uncertain=True),
        ]
        await sample.context.write(store.end_voice_presences, "sample", ends)
        assert await sample.context.read(store.open_voice_presences, "sample") == []
        assert await sample.context.read(store.presences_in_session, "sample", SESSION) == {
            first: [Presence(at(1), at(1), VOICE, uncertain=True)],
            second: [Presence(at(2), at(5), VOICE, uncertain=True), Presence(at(2), None, BUTTON)],
        }


async def test_a_mark_is_replaced_and_removed(tmp_path: Path) -> None:
    async with opened(tmp_path, each=1) as sample:
        context, id = sample.context, sample.people["ML 1"].id
        marks = [
            Mark(AttendanceStatus.LATE, "traffic", ACTOR.name, at(1)),
            Mark(AttendanceStatus.EXCUSED, "ill", ACTOR.name, at(2)),
        ]
        for mark in marks:
            await context.write(store.set_mark, "sample", SESSION, id, mark, ACTOR)
        assert await context.read(store.marks_in_session, "sample", SESSION) == {id: marks[1]}
        assert await context.read(store.marks_of_participant, "sample", id) == {SESSION: marks[1]}
        assert await context.write(store.remove_mark, "sample", SESSION, id)
        assert not await context.write(store.remove_mark, "sample", SESSION, id)


async def test_the_last_heartbeat_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as sample:
        assert await sample.context.read(store.last_heartbeat, "sample") is None
        await sample.context.write(store.set_heartbeat, "sample", at(1))
        assert await sample.context.read(store.last_heartbeat, "sample") == at(1)
