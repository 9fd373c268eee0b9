"""What the organisers alone are told: announcements that did not go as planned, and who was missing on a day.

Written down first and said once, like announcements: an outage of hours ends in one summary, also across restarts.
"""

from __future__ import annotations

import json
from datetime import timedelta

from bot.core.instants import read
from bot.features.announcements import store as announcements
from bot.features.announcements.sending import Aside, Found, Herald, Wording
from bot.features.organisers import alert_store as asides
from bot.storage.database import Row
from bot.workshop.context import Room

TROUBLES, MISSING = "troubles", "missing"
LOOK_BACK = timedelta(days=2)
"""So far before a restored backup what was said is looked for: a backup is a day old at most."""


async def tell(room: Room, herald: Herald) -> None:
    """Tell the organisers all that they have not heard. Raises `CannotSay`: to be tried again later."""
    await _settle(room, herald)
    await _write_down_missing(room)
    await _write_down_troubles(room)
    for row in await asides.unsaid(room.database, room.id):
        await _say(room, herald, row)


async def _settle(room: Room, herald: Herald) -> None:
    """Those claimed whose end we did not see: said after all where they stand in the channel, else not claimed."""
    known = await asides.messages(room.database, room.id)
    for row in await asides.unsaid(room.database, room.id):
        if row["claimed_at"]:
            found = await herald.find(room, row["channel_id"], row["print"], read(row["claimed_at"]), known)
            async with room.database.transaction() as tx:
                if found:
                    await asides.said(tx, room.id, row["key"], room.now(), found.message)
                else:
                    await asides.release(tx, room.id, row["key"])


async def _write_down_missing(room: Room) -> None:
    """Once the evening's summary was said, the organisers are to hear who was missing."""
    days = await announcements.summaries_said(room.database, room.id)
    known = await asides.keys(room.database, room.id)
    fresh = [day for day in days if f"{day}/{MISSING}" not in known]
    if fresh:
        async with room.database.transaction() as tx:
            for day in fresh:
                await asides.add(tx, room.id, f"{day}/{MISSING}", json.dumps({"day": day}), room.now())


async def _write_down_troubles(room: Room) -> None:
    """Put down what did not go as planned: with the report that still waits, else in one of its own."""
    untold = [row["key"] for row in await announcements.untold(room.database, room.id)]
    if not untold:
        return
    known = await asides.keys(room.database, room.id)
    waiting = [it for row in await asides.unsaid(room.database, room.id) if (it := _aside(row)).troubles]
    number = sum(key.startswith(f"{TROUBLES}/") for key in known) + 1
    key, earlier = (waiting[0].key, waiting[0].troubles) if waiting else (f"{TROUBLES}/{number}", ())
    payload = json.dumps({"troubles": list(dict.fromkeys([*earlier, *untold]))})
    async with room.database.transaction() as tx:
        await asides.add(tx, room.id, key, payload, room.now())
        await asides.change(tx, room.id, key, payload)
        await announcements.told(tx, room.id, untold, room.now())


async def _say(room: Room, herald: Herald, row: Row) -> None:
    key, message = row["key"], None
    wording = await herald.word_aside(room, _aside(row))
    before = wording and await _said_before(room, herald, wording)
    if before:
        message = before.message
    elif wording:
        async with room.database.transaction() as tx:
            await asides.claim(tx, room.id, key, room.now(), wording.print, wording.channel)
        message = await herald.say(room, f"{key}\n{wording.print}", wording)
    async with room.database.transaction() as tx:
        await asides.said(tx, room.id, key, room.now(), message)


async def _said_before(room: Room, herald: Herald, wording: Wording) -> Found | None:
    """What the organisers were told before a backup was put in place, they are not told again."""
    if room.restored_at is None:
        return None
    known = await asides.messages(room.database, room.id)
    return await herald.find(room, wording.channel, wording.print, room.restored_at - LOOK_BACK, known)


def _aside(row: Row) -> Aside:
    it = json.loads(row["payload"])
    return Aside(row["key"], tuple(it.get("troubles", ())), it.get("restored"), it.get("day"))
