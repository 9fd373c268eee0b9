"""The invitation of one group: its code, how to join, and the programme in its own time zone."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.core.programme import Administration
from bot.core.schedule import Schedule
from bot.export.document import INTRO, LEAD, NOTE, Heading, Paragraph
from bot.export.handouts.joining import joining
from bot.export.handouts.letter_sizes import text_size
from bot.export.handouts.sheet import Block, Card, DaySlots, NewPage, Sheet
from bot.export.handouts.sheet_locale import SheetLocale

_LARGEST = 12.0
"""Letters of the programme, in points."""


def invitation(schedule: Schedule, group: Administration, language: str, code: str, address: str) -> Sheet:
    """`code` is empty if none is needed. `address` is the link to the server, empty if it is not known."""
    _ = SheetLocale(schedule.workshop, language, ZoneInfo(group.timezone))
    days = _.days_of(schedule)
    return Sheet(
        name=f"invitations/{group.code}.{language}",
        title=_.of(schedule.workshop.title),
        subtitle=_("Invitation: %(group)s", group=_.of(group.name)),
        language=language,
        blocks=(*_first_page(_, group, days, code, address), *_programme(_, days)),
        is_numbered=True,
        text_size=text_size(days, _LARGEST),
    )


def _first_page(
    _: SheetLocale, group: Administration, days: tuple[DaySlots, ...], code: str, address: str
) -> Iterator[Block]:
    yield Paragraph(_welcome(_, days[0].date, days[-1].date), LEAD)
    if code:
        note = _("This code is for %(group)s alone: whoever has it can join. Please do not pass it on.",
                 group=_.of(group.name))  # fmt: skip
        yield Card(_("Your join code"), code, note, is_code=True)
    yield Card(_("The link to the server"), address)
    yield Heading(1, _("How to join on a phone, in five steps"))
    yield joining(_)
    yield Paragraph(
        _("On a computer it is the same, in the app or at discord.com. When a session begins, press “%(button)s” below "
          "its opening.", button=_("Sign in"))
    )  # fmt: skip
    yield from _notes(_)


def _welcome(_: SheetLocale, first: date, last: date) -> str:
    return _(
        "%(period)s, we invite you to take part online, on a phone or on a computer. A bot announces each session in "
        "your language, and gathers what you have to say.",
        period=_.period(first, last),
    )


def _notes(_: SheetLocale) -> Iterator[Block]:
    workshop, stage = _.workshop, _.workshop.channels.stage
    if workshop.link:
        yield Paragraph(_("The sessions are held here: %(link)s", link=workshop.link))
    elif stage and not stage.isdecimal():  # an id would mean nothing to the reader
        yield Paragraph(_("The sessions are held on the same server, in the channel “%(channel)s”.", channel=stage))
    if workshop.privacy:
        yield Paragraph(_("Questions? Write to %(contact)s.", contact=workshop.privacy.contact))
    if workshop.notice:
        yield Paragraph(_.of(workshop.notice), NOTE)


def _programme(_: SheetLocale, days: tuple[DaySlots, ...]) -> Iterator[Block]:
    yield NewPage(_("Programme"))
    yield Paragraph(_("All times are local time in %(place)s.", place=_.formats.place()), INTRO)
    yield from days
