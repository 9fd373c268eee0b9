"""How the figures were computed, and their limits."""

from collections.abc import Iterator

from bot.export.document import Block, Grid, Heading, Items, Paragraph
from bot.export.report.data import Data
from bot.export.report.report_locale import STATUSES, ReportLocale
from bot.features.announcements.model import Status
from bot.features.attendance.model import PresenceSource
from bot.i18n import group_word
from bot.i18n.catalogue import mark

SOURCES = {
    PresenceSource.VOICE: mark("voice channel"),
    PresenceSource.BUTTON: mark("sign-in"),
    PresenceSource.CODE: mark("sign-in with a code"),
    PresenceSource.IMPORT: mark("imported list"),
    PresenceSource.ORGANISER: mark("organiser"),
}


def method(data: Data, _: ReportLocale) -> Iterator[Block]:
    yield Heading(2, _("Method and limitations"))
    yield Paragraph(_rules(data, _))
    yield Items((*_attendance(data, _), *_answers(data, _), *_messages(data, _), *_others(data, _)))
    if data.attendance.corrections:
        yield _corrections(data, _)


def _rules(data: Data, _: ReportLocale) -> str:
    rule = data.workshop.attendance
    return _(
        "Present: attended at least %(share)s of the session and joined within %(late)s of its start. Late: "
        "attended long enough, but joined later. In part: attended less. Time covered by several sources is "
        "counted once. Everyone who was present, late or there in part took part, and represents their group.",
        share=_.formats.percent(rule.present_after),
        late=_.formats.duration(rule.late_after),
    )


def _attendance(data: Data, _: ReportLocale) -> Iterator[str]:
    attendance = data.attendance
    yield _("Attendance records: %(count)s.", count=attendance.rows)
    found = [f"{_(SOURCES[source])} ({attendance.sources[source]})" for source in SOURCES if attendance.sources[source]]
    if found:
        yield _("Their sources: %(sources)s.", sources=_.listed(found))
    yield _(
        "Uncertain, because an arrival or a departure was not seen: %(count)s.",
        count=attendance.uncertain,
    )
    yield _("Corrected by an organiser: %(count)s.", count=len(attendance.corrections))
    nameless = sum(record["name"] is None for record in data.participants)
    if nameless:
        yield _("Participants whose name was erased at their request, or is not known: %(count)s.", count=nameless)


def _answers(data: Data, _: ReportLocale) -> Iterator[str]:
    if not data.prompts:
        return
    edited = sum(prompt.tally.edited for prompt in data.prompts)
    yield _("Answers changed by their authors before the question closed: %(count)s.", count=edited)
    anonymous = sum(prompt.asked.anonymous for prompt in data.prompts)
    if anonymous:
        yield _("Anonymous questions, whose answers are not broken down: %(count)s.", count=anonymous)
    put = {prompt.record["prompt_id"] for prompt in data.prompts}
    left = [question for session in data.workshop.sessions for question in session.prompts if question.id not in put]
    if left:
        texts = _.listed(_.quoted(_.of(question.text)) for question in left)
        yield _("Prepared but not asked: %(prompts)s.", prompts=texts)


def _messages(data: Data, _: ReportLocale) -> Iterator[str]:
    if not data.key_messages:
        return
    behalf = sum(message["on_behalf"] for message in data.key_messages)
    yield _("Key messages entered by the organisers on a group’s behalf: %(count)s.", count=behalf)
    texts = [f"text_{language}" for language in data.workshop.languages]
    lacking = sum(any(message[text] is None for text in texts) for message in data.key_messages)
    yield _("Key messages that lack a translation: %(count)s.", count=lacking)
    yield _("Key messages published before full approval: %(count)s.", count=len(data.overridden))


def _others(data: Data, _: ReportLocale) -> Iterator[str]:
    said = {status: data.announcements[status] for status in (Status.LATE, Status.SKIPPED, Status.FAILED)}
    if any(said.values()):
        yield _(
            "Announcements that were late: %(late)s; skipped: %(skipped)s; failed: %(failed)s.",
            late=said[Status.LATE],
            skipped=said[Status.SKIPPED],
            failed=said[Status.FAILED],
        )


def _corrections(data: Data, _: ReportLocale) -> Grid:
    """Corrections by organisers, without the names of people."""
    titles = {session.id: _.of(session.title) for session in data.workshop.sessions}
    return Grid(
        _("Attendance corrected by an organiser"),
        (_("Session"), group_word.one(_, _.workshop), _("Status"), _("Reason")),
        tuple(
            (
                titles[row["session_id"]],
                _.administration(row["administration"]),
                _(STATUSES[row["status"]]),
                row["reason"],
            )
            for row in data.attendance.corrections
        ),
    )
