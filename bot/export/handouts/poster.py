"""A poster of the programme: one A4 page if it fits, which can be printed on A3."""

from bot.core.schedule import Schedule
from bot.export.document import INTRO, Paragraph
from bot.export.handouts.letter_sizes import text_size
from bot.export.handouts.sheet import Sheet
from bot.export.handouts.sheet_locale import SheetLocale

_LARGEST = 17.0
"""Letters of the programme, in points."""


def poster(schedule: Schedule, language: str) -> Sheet:
    """The whole programme, in the workshop's zone."""
    workshop = schedule.workshop
    _ = SheetLocale(workshop, language, workshop.zone)
    days = _.days_of(schedule)
    return Sheet(
        name=f"programme.{language}",
        title=_.of(workshop.title),
        subtitle=_.dates_of(days),
        language=language,
        blocks=(
            Paragraph(f"{_clock(_)} {_your_own(_)}", INTRO),
            *days,
        ),
        is_poster=True,
        text_size=text_size(days, _LARGEST),
    )


def _clock(_: SheetLocale) -> str:
    return _("All times are local time in %(place)s.", place=_.formats.place())


def _your_own(_: SheetLocale) -> str:
    return _("On your own clock, in Discord: %(command)s", command=_.command("programme"))
