"""The end: the organiser looks once more, and takes everything away."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.rehearsal.playbill import Play


def cue(play: Play) -> None:
    play.director.cue(play.workshop.ends + timedelta(minutes=2), partial(_take_away, play))


async def _take_away(play: Play) -> None:
    await play.does(play.cast.organiser, "workshop status")
    for format in ("xlsx", "csv", "json"):
        exchange = await play.does(play.cast.organiser, "export data", format=format)
        play.book.expect(exchange and exchange.reply and exchange.reply.attachments, f"no file for {format}")
