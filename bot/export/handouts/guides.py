"""The guides, one page for each role: what to do when, and the commands for it."""

from collections.abc import Iterator, Sequence

from bot.core.programme import Registration
from bot.core.schedule import Schedule
from bot.export.document import LEAD, NOTE, Grid, Heading, Items, Paragraph
from bot.export.handouts.guide_commands import COORDINATORS, FACILITATORS, ORGANISERS, CommandGroup
from bot.export.handouts.sheet import Block, Sheet
from bot.export.handouts.sheet_locale import SheetLocale
from bot.i18n.catalogue import SOURCE

MANY = 3
"""Tables of commands that need smaller letters to stay on one page."""


def guides(schedule: Schedule, language: str) -> tuple[Sheet, ...]:
    """The guides of coordinators, facilitators and organisers. Times are in the workshop's zone."""
    _ = SheetLocale(schedule.workshop, language, schedule.workshop.zone)
    return (
        _sheet(_, "coordinator", _("Guide for coordinators"), _coordinators(_), COORDINATORS),
        _sheet(_, "facilitator", _("Guide for facilitators"), _facilitators(_), FACILITATORS),
        _sheet(_, "organiser", _("Guide for organisers"), _organisers(_), ORGANISERS),
    )


def _sheet(
    _: SheetLocale, role: str, title: str, beginning: Iterator[Block], commands: Sequence[CommandGroup]
) -> Sheet:
    return Sheet(
        name=f"guide-{role}.{_.language}",
        title=title,
        subtitle=_.of(_.workshop.title),
        language=_.language,
        blocks=(*beginning, *_commands(_, commands), *_end(_)),
        text_size=9.5 if len(commands) > MANY else 10,
    )


def _commands(_: SheetLocale, groups: Sequence[CommandGroup]) -> Iterator[Block]:
    """A table of the commands that apply to this workshop.

    Names are in English too: the language of the reader's app decides.
    """
    translated = _.spoken != SOURCE
    headers = (_("Command"), *([_("In English")] if translated else []), _("What it does"))
    for group in groups:
        lines = [each for each in group.commands if each.is_used(_.workshop)]
        if lines:
            yield Grid(
                _(group.title),
                headers,
                tuple(
                    (_.command(each.name), *([f"/{each.name}"] if translated else []), _(each.words)) for each in lines
                ),
            )


def _end(_: SheetLocale) -> Iterator[Block]:
    yield Paragraph(_("Discord names commands in the language of your app. Type / to see them all."), NOTE)
    if _.workshop.privacy:
        yield Paragraph(_("Questions? Write to %(contact)s.", contact=_.workshop.privacy.contact), NOTE)


def _coordinators(_: SheetLocale) -> Iterator[Block]:
    yield Paragraph(
        _("Everything works on a phone. What the bot answers you, you alone see. Nothing you typed is lost: if your "
          "connection drops, come back and go on."), LEAD
    )  # fmt: skip
    yield Heading(2, _("In these days"))
    yield Items(tuple(_days_of_a_coordinator(_)))


def _days_of_a_coordinator(_: SheetLocale) -> Iterator[str]:
    if _.workshop.registration is Registration.CODE:
        yield _("Before the first session: join with the code of your invitation. Once is enough.")
    else:
        yield _("Before the first session: join, as your invitation shows. Once is enough.")
    yield _("When a session begins: press “%(button)s” below its opening.", button=_("Sign in"))
    yield _("When a question is asked: use the button or menu below it. You can change your answer until it closes.")
    if desk := _.workshop.desk:
        yield _.n(
            "Key messages: your group writes up to %(count)s, until %(moment)s (%(place)s).",
            "Key messages: your group writes up to %(count)s, until %(moment)s (%(place)s).",
            desk.per_administration,
            moment=_.formats.moment(desk.closes),
            place=_.formats.place(),
        )
    if _.workshop.evaluations:
        yield _("At the end: say what you think, in the evaluation.")


def _facilitators(_: SheetLocale) -> Iterator[Block]:
    yield Paragraph(
        _("Sessions open and end by themselves at their time, and prepared questions wait for you. You need a command "
          "only to ask, to give the floor, or to change something."), LEAD
    )  # fmt: skip
    yield Heading(2, _("In your session"))
    yield Items(
        (
            _("Ask a question when you come to it. You see the answers come in; the others see how many there are."),
            _("Close it, read the results yourself, then show them to all if you wish."),
            _("The floor is given in the order in which it was asked for: open the queue, then press through it."),
            _("A session that runs late: extend it. One that ended too soon: start it again."),
        )
    )


def _organisers(_: SheetLocale) -> Iterator[Block]:
    channel = _.workshop.channels.organisers
    board = (
        _("The organisers’ channel has a board that says how things stand, and what needs you.")
        if channel.isdecimal()
        else _("The channel #%(channel)s has a board that says how things stand, and what needs you.", channel=channel)
    )
    itself = _("Agenda, reminders, openings, closings and attendance come by themselves.")
    yield Paragraph(f"{itself} {board}", LEAD)
