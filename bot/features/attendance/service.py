"""Sign in, mark attendance by hand, and read who attended."""

from bot.core.errors import CodeNeeded, NothingToDo, SessionIsOver, TextEmpty, WrongCode
from bot.core.people import Participant, Person
from bot.core.schedule import SessionState
from bot.features.attendance import sign_in_codes, store
from bot.features.attendance.assessment import assess
from bot.features.attendance.errors import SessionNotBegun, SessionNotOpen, WrongSignInCode
from bot.features.attendance.model import (
    AttendanceRecord,
    AttendanceStatus,
    AttendanceWindow,
    Mark,
    Presence,
    PresenceSource,
    SessionAttendance,
    SignInResult,
)
from bot.features.roster import code_throttle
from bot.features.roster import store as roster_store
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


async def sign_in(context: WorkshopContext, participant: Participant, code: str = "") -> SignInResult:
    """Record that `participant` attends from now to the session's end.

    Raises `SessionNotOpen` when no session accepts sign-ins; `CodeNeeded` when the workshop requires the code and
    `code` is empty; `WrongSignInCode`; `TooManyTries` after several wrong codes.
    """
    state = session_open_for_sign_in(context)
    if state is None:
        upcoming = context.schedule.upcoming(context.now())
        raise SessionNotOpen(upcoming.start - context.workshop.attendance.opens if upcoming else None)
    if code:
        await _check_code(context, participant, state, code)
    at, source = context.now(), PresenceSource.CODE if code else PresenceSource.BUTTON

    def write(tx: Transaction) -> SignInResult:
        before = store.signed_in_at(tx, context.id, state.id, participant.id)
        if before is None and not code and context.workshop.attendance.code:
            raise CodeNeeded
        if before is None or code:
            store.sign_in(tx, context.id, state.id, participant.id, source, at)
        return SignInResult(state, before or at, repeated=before is not None)

    return await context.write_together(write)


async def _check_code(context: WorkshopContext, participant: Participant, state: SessionState, code: str) -> None:
    correct = sign_in_codes.is_valid(context, state.id, code)
    try:
        await code_throttle.check_code(context, participant.discord_id or 0, correct=correct)
    except WrongCode:
        raise WrongSignInCode from None


def session_open_for_sign_in(context: WorkshopContext) -> SessionState | None:
    """The session in progress, else the next one if its sign-in has opened."""
    current = context.schedule.in_progress()
    if current:
        return current
    upcoming = context.schedule.upcoming(context.now())
    if upcoming and context.now() >= upcoming.start - context.workshop.attendance.opens:
        return upcoming
    return None


async def mark(
    context: WorkshopContext,
    session: str,
    participant: Participant,
    status: AttendanceStatus,
    reason: str,
    actor: Person,
) -> AttendanceRecord:
    """Set a participant's status by hand, during the session or after it. Returns the new record.

    Raises `TextEmpty` without a reason, `SessionIsOver` for a cancelled session, and `SessionNotBegun` for a session
    that nobody can have attended.
    """
    state = context.schedule[session]
    if not reason.strip():
        raise TextEmpty
    if not state.is_held:
        raise SessionIsOver(session)
    if not state.has_begun and status not in (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT):
        raise SessionNotBegun
    new = Mark(status, " ".join(reason.split()), actor.name, context.now())

    def write(tx: Transaction) -> None:
        store.set_mark(tx, context.id, session, participant.id, new, actor)
        audit.record(
            *(tx, context.id, context.now(), actor, "attendance mark", session, status.value),
            about=participant,
            remark=new.reason,
        )

    await context.write(write)
    return await record_of(context, state, participant)


async def unmark(context: WorkshopContext, session: str, participant: Participant, actor: Person) -> AttendanceRecord:
    """Remove a mark and return the new record. Raises `NothingToDo` if there is no mark."""
    state = context.schedule[session]

    def write(tx: Transaction) -> None:
        if not store.remove_mark(tx, context.id, session, participant.id):
            raise NothingToDo
        audit.record(tx, context.id, context.now(), actor, "attendance mark", session, "taken back", about=participant)

    await context.write(write)
    return await record_of(context, state, participant)


async def record_of(context: WorkshopContext, state: SessionState, participant: Participant) -> AttendanceRecord:
    """One participant's attendance of one session."""
    [record] = await _records(context, participant, [state])
    return record


async def records_of(context: WorkshopContext, participant: Participant) -> list[AttendanceRecord]:
    """One participant's attendance of each session that has begun."""
    return await _records(context, participant, [state for state in context.schedule.in_order() if state.has_begun])


async def _records(
    context: WorkshopContext, participant: Participant, states: list[SessionState]
) -> list[AttendanceRecord]:
    presences = await context.read(store.presences_of_participant, context.id, participant.id)
    marks = await context.read(store.marks_of_participant, context.id, participant.id)
    return [_record(context, it, participant, presences.get(it.id, []), marks.get(it.id)) for it in states]


async def session_attendance(context: WorkshopContext, state: SessionState) -> SessionAttendance:
    """Everyone's attendance of one session, including people who attended it and have left the workshop since."""
    presences = await context.read(store.presences_in_session, context.id, state.id)
    marks = await context.read(store.marks_in_session, context.id, state.id)
    people = context.all_participants()
    gone = (presences.keys() | marks.keys()) - {p.id for p in people}
    people += await context.read(roster_store.former_participants, context.id, gone)
    records = [_record(context, state, p, presences.get(p.id, []), marks.get(p.id)) for p in people]
    attended = {record.participant.administration for record in records if record.assessment.attended}
    administrations = context.workshop.administrations
    return SessionAttendance(
        state,
        records,
        represented=[a for a in administrations if a.code in attended],
        missing=[a for a in administrations if a.code not in attended],
    )


def _record(
    context: WorkshopContext,
    state: SessionState,
    participant: Participant,
    presences: list[Presence],
    mark: Mark | None,
) -> AttendanceRecord:
    window = AttendanceWindow.of(state, context.workshop.attendance)
    return AttendanceRecord(participant, state, assess(presences, window, mark), mark)


async def represented(context: WorkshopContext) -> frozenset[str]:
    """The codes of the administrations that were represented in any session so far."""
    begun = [state for state in context.schedule.in_order() if state.has_begun]
    found = [await session_attendance(context, state) for state in begun]
    return frozenset(administration.code for each in found for administration in each.represented)
