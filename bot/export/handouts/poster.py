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
    clock = _("All times are local time in %(place)s.", place=_.formats.place())
    your_own = _("On your own clock, in Discord: %(command)s", command=_.command("programme"))
    return Sheet(
        name=f"programme.{language}",
        title=_.of(workshop.title),
        subtitle=_.dates(days[0].date, days[-1].date),
        language=language,
        blocks=(Paragraph(f"{clock} {your_own}", INTRO), *days),
        is_poster=True,
        text_size=text_size(days, _LARGEST),
    )
