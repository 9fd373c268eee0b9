"""After the end the organiser looks at the status and exports the data in every format."""

from datetime import timedelta
from functools import partial

from bot.rehearsal.play_context import PlayContext


def add_actions(play: PlayContext) -> None:
    play.timeline.add(play.workshop.ends + timedelta(minutes=2), partial(_export_all, play))


async def _export_all(play: PlayContext) -> None:
    await play.run_command(play.cast.organiser, "workshop status")
    for format in ("xlsx", "csv", "json"):
        exchange = await play.run_command(play.cast.organiser, "export data", format=format)
        play.expectations.check(exchange and exchange.reply and exchange.reply.attachments, f"no file for {format}")
