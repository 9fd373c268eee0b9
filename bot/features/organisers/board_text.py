"""The organisers' board in one language: the state of the workshop at a glance."""

from collections.abc import Mapping, Sequence

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.chat.wording import first_names, hours, next_session
from bot.features.announcements.list_text import announcement_line, trouble_lines
from bot.features.attendance.session_posts import represented
from bot.features.floor.model import Floor, FloorRequest
from bot.features.key_messages.model import Coverage
from bot.features.organisers.model import BoardState, OpenPrompt, WorkshopStatus
from bot.features.programme.outcome_text import missing_lines
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

QUESTION_LENGTH = 80
"""Most characters of a question shown."""
MAX_NAMES = 8
"""How many people who wait for the floor, or for approval, are named."""
MAX_QUESTIONS = 5


def board(_: Phrases, f: Formats, state: BoardState, names: Mapping[int, str], server_faults: Sequence[str]) -> str:
    """The whole board. `names` maps participants' ids to names; `server_faults` says what is missing at Discord."""
    lines = [_("**Workshop status**"), *_session(_, f, state.status)]
    if state.floor.speaking or state.floor.waiting:
        lines.append(_floor(_, f, state.floor, names))
    lines += [_prompt(_, f, prompt) for prompt in state.open_prompts[:MAX_QUESTIONS]]
    if state.coverage:
        lines.append(_key_messages(_, state.coverage))
    if state.pending:
        pending = first_names(_, f, [escape_inline(p.name) for p in state.pending], MAX_NAMES)
        lines.append(_("Waiting for approval: %(names)s. To let them in: /roster approve.", names=pending))
    lines += missing_lines(_, state.outcomes)
    if state.status.ahead:
        lines += [_("Next announcements:"), *(announcement_line(_, f, each) for each in state.status.ahead)]
    faults = [_("The workshop is paused. To continue: /workshop resume.")] if state.status.paused else []
    faults += [*server_faults, *trouble_lines(_, f, state.status.troubles)]
    if faults:
        lines += [_("To be fixed:"), *(f"- {fault}" for fault in faults)]
    return "\n".join(lines)


def _session(_: Phrases, f: Formats, status: WorkshopStatus) -> list[str]:
    if attendance := status.attendance:
        title = _.of(attendance.state.session.title)
        return [
            _("In progress: %(session)s", session=f"{title}, {hours(f, attendance.state)}"),
            _.n("%(count)s person present", "%(count)s people present", attendance.present_count),
            represented(_, f, attendance.represented, attendance.missing),
        ]
    if status.upcoming:
        return [next_session(_, f, status.upcoming)]
    return [_("No session is still to come.")]


def _floor(_: Phrases, f: Formats, floor: Floor, names: Mapping[int, str]) -> str:
    def name(request: FloorRequest) -> str:
        return f"{escape_inline(names.get(request.participant, ''))} ({request.administration})"

    parts = []
    if floor.speaking:
        parts.append(_("Has the floor: %(name)s.", name=name(floor.speaking)))
    if floor.waiting:
        waiting = first_names(_, f, [name(request) for request in floor.waiting], MAX_NAMES)
        count = len(floor.waiting)
        parts.append(
            _.n("Waiting for the floor: %(names)s.", "Waiting for the floor: %(names)s.", count, names=waiting)
        )
    return " ".join(parts)


def _prompt(_: Phrases, f: Formats, prompt: OpenPrompt) -> str:
    question = escape_inline(shortened(_.of(prompt.question.text), QUESTION_LENGTH))
    count = _.n("%(count)s answer", "%(count)s answers", prompt.answers)
    if prompt.administrations:
        count += ", " + _.n("%(count)s group", "%(count)s groups", prompt.administrations)
    # Translators: a question that still takes answers, and when it closes unless somebody closes it before
    return _(
        "Open question: “%(question)s” (%(count)s), until %(when)s at the latest",
        question=question,
        count=count,
        when=f.moment(prompt.closes_at),
    )


def _key_messages(_: Phrases, coverage: Coverage) -> str:
    return _.n(
        "Key messages: %(messages)s, from %(count)s group of %(all)s.",
        "Key messages: %(messages)s, from %(count)s of %(all)s groups.",
        len(coverage.sent),
        messages=coverage.messages,
        all=len(coverage.sent) + len(coverage.missing),
    )
