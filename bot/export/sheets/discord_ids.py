"""Discord's ids, on a separate sheet: they are needed only to look for a message."""

from collections.abc import Iterator

from bot.export.table import Row, Table

DISCORD_IDS = ("channel_id", "message_id")


def discord_ids(announcements: Table) -> Table:
    """The announcements that were sent, by their keys, each with its channel and its message."""
    wanted = ("key", "language", *DISCORD_IDS)
    places = [place for place, column in enumerate(announcements.columns) if column.name in wanted]
    message = next(place for place, column in enumerate(announcements.columns) if column.name == "message_id")

    def rows() -> Iterator[Row]:
        for row in announcements.read():
            if row[message]:
                yield tuple([row[place] for place in places])

    return Table("discord_ids", tuple(announcements.columns[place] for place in places), rows)
