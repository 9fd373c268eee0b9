"""What the organisers alone are told: announcements that did not go as planned, and who was missing on a day.

Written down first and said once, like announcements: an outage of hours ends in one summary, also across restarts.
"""

from __future__ import annotations

import json
from datetime import timedelta

from bot.core.instants import parse_utc
from bot.features.announcements import store as announcements
from bot.features.announcements.sending import Aside, Herald
from bot.features.organisers import alert_store as asides
from bot.outbox.messages import FoundMessage, OutgoingMessage
from bot.storage.transaction import Row, Transaction
from bot.workshop.context import WorkshopContext

TROUBLES, MISSING = "troubles", "missing"
LOOK_BACK = timedelta(days=2)
"""So far before a restored backup what was said is looked for: a backup is a day old at most."""


async def tell(context: WorkshopContext, herald: Herald) -> None:
    """Tell the organisers all that they have not heard. Raises `DeliveryFailed`: to be tried again later."""
    await _settle(context, herald)
    await _write_down_missing(context)
    await _write_down_troubles(context)
    for row in await context.read(asides.unsaid, context.id):
        await _say(context, herald, row)


async def _settle(context: WorkshopContext, herald: Herald) -> None:
    """Those claimed whose end we did not see: said after all where they stand in the channel, else not claimed."""
    known = await context.read(asides.messages, context.id)
    for row in await context.read(asides.unsaid, context.id):
        if row["claimed_at"]:
            found = await herald.find(context, row["channel_id"], row["print"], parse_utc(row["claimed_at"]), known)
            if found:
                await context.write(asides.said, context.id, row["key"], context.now(), found.message)
            else:
                await context.write(asides.release, context.id, row["key"])


async def _write_down_missing(context: WorkshopContext) -> None:
    """Once the evening's summary was said, the organisers are to hear who was missing."""
    days = await context.read(announcements.summaries_said, context.id)
    known = await context.read(asides.keys, context.id)
    fresh = [day for day in days if f"{day}/{MISSING}" not in known]
    if fresh:

        def write(tx: Transaction) -> None:
            for day in fresh:
                asides.add(tx, context.id, f"{day}/{MISSING}", json.dumps({"day": day}), context.now())

        await context.write(write)


async def _write_down_troubles(context: WorkshopContext) -> None:
    """Put down what did not go as planned: with the report that still waits, else in one of its own."""
    untold = [row["key"] for row in await context.read(announcements.untold, context.id)]
    if not untold:
        return
    known = await context.read(asides.keys, context.id)
    waiting = [it for row in await context.read(asides.unsaid, context.id) if (it := _aside(row)).troubles]
    number = sum(key.startswith(f"{TROUBLES}/") for key in known) + 1
    key, earlier = (waiting[0].key, waiting[0].troubles) if waiting else (f"{TROUBLES}/{number}", ())
    payload = json.dumps({"troubles": list(dict.fromkeys([*earlier, *untold]))})

    def write(tx: Transaction) -> None:
        asides.add(tx, context.id, key, payload, context.now())
        asides.change(tx, context.id, key, payload)
        announcements.told(tx, context.id, untold, context.now())

    await context.write(write)


async def _say(context: WorkshopContext, herald: Herald, row: Row) -> None:
    key, message = row["key"], None
    wording = await herald.word_aside(context, _aside(row))
    before = wording and await _said_before(context, herald, wording)
    if before:
        message = before.message
    elif wording:
        await context.write(asides.claim, context.id, key, context.now(), wording.print, wording.channel)
        message = await herald.say(context, f"{key}\n{wording.print}", wording)
    await context.write(asides.said, context.id, key, context.now(), message)


async def _said_before(context: WorkshopContext, herald: Herald, wording: OutgoingMessage) -> FoundMessage | None:
    """What the organisers were told before a backup was put in place, they are not told again."""
    if context.restored_at is None:
        return None
    known = await context.read(asides.messages, context.id)
    return await herald.find(context, wording.channel, wording.print, context.restored_at - LOOK_BACK, known)


def _aside(row: Row) -> Aside:
    it = json.loads(row["payload"])
    return Aside(row["key"], tuple(it.get("troubles", ())), it.get("restored"), it.get("day"))
