"""The texts of a certificate, in the language of its person."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.programme import Workshop
from bot.export.certificates.attendees import Attendee, Held
from bot.export.report.report_locale import ReportLocale
from bot.i18n.phrase import fill


@dataclass(frozen=True, slots=True)
class Page:
    """The texts of one certificate, from top to bottom."""

    language: str
    workshop: str
    title: str
    lead: str
    name: str
    group: str
    text: str
    facts: str
    made_on: str
    signed_for: str


def page(workshop: Workshop, held: Held, attendee: Attendee, now: datetime) -> Page:
    _ = ReportLocale(workshop, attendee.language)
    count = len(held.registers)
    attended = _.n("%(sessions)s of %(count)s session", "%(sessions)s of %(count)s sessions", count,
                   sessions=attendee.sessions)  # fmt: skip
    facts = (_.dates(held.first, held.last), attended, _.formats.duration(attendee.time))
    return Page(
        language=attendee.language,
        workshop=_.of(workshop.title),
        title=_.of(workshop.certificate.title) if workshop.certificate else _("Certificate of attendance"),
        lead=_("awarded to"),
        name=attendee.name,
        group=_.administration(attendee.administration),
        text=_text(workshop, attendee, _),
        facts=" · ".join(facts),
        made_on=_("Made on %(day)s", day=_.formats.full_date(now)),
        signed_for=_("For %(host)s", host=_.of(host)) if (host := workshop.about.host) else _("For the organisers"),
    )


def _text(workshop: Workshop, attendee: Attendee, _: ReportLocale) -> str:
    if workshop.certificate is None:
        return _("for attending the sessions of this workshop")
    hours = _.formats.number(round(attendee.time.total_seconds() / 3600, 1))
    values = {"name": attendee.name, "hours": hours, "sessions": _.formats.number(attendee.sessions)}
    return fill(_.of(workshop.certificate.text), values)
