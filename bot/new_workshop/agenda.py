"""Reads the organisers' agenda from a spreadsheet: a row for each session or break."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.core.programme import SessionKind
from bot.core.text import Text, fold
from bot.faults import choose, quoted
from bot.i18n.phrase import _
from bot.new_workshop import cells
from bot.new_workshop.headings import DATE, DESCRIPTION, DURATION, END, KIND, SPEAKERS, START, TITLE
from bot.new_workshop.sheet_columns import require_languages, texts_in
from bot.new_workshop.sheet_faults import Unfit
from bot.new_workshop.spreadsheets import Row, Sheet, Value

_SESSION, _BREAK = ("", "session", "seance", "sessao"), ("break", "pause", "pausa", "intervalo")
_KINDS = dict.fromkeys(_SESSION, SessionKind.SESSION) | dict.fromkeys(_BREAK, SessionKind.BREAK)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One row: a session or a break, on a local date and time."""

    row: int
    date: date
    start: time
    duration: timedelta
    title: Text
    description: Text
    speakers: tuple[str, ...]
    kind: SessionKind

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.date, self.start)

    @property
    def ends(self) -> datetime:
        return self.begins + self.duration


def read_agenda(sheet: Sheet, languages: Sequence[str]) -> list[AgendaEntry]:
    """Every row without a fault, in the order of time. The faults are added to `sheet.faults`."""
    if not _has_columns(sheet, languages):
        return []
    if not sheet.rows:
        what, would_do = _("there is no row below the headings"), _("write a row for each session and each break")
        sheet.fault(sheet.header_row, None, what, would_do)
    entries, on = [], None
    for row in sheet.rows:
        written = row[sheet.column(*DATE)] != "" or on is None  # merged cells name a date once for all rows of a day
        on = sheet.read(row, sheet.column(*DATE), cells.day) if written else on
        entry = _entry(sheet, row, on, languages)
        entries += [entry] if entry else []
    entries.sort(key=lambda entry: entry.begins)
    _overlaps(sheet, entries)
    return entries


def _has_columns(sheet: Sheet, languages: Sequence[str]) -> bool:
    before = len(sheet.faults)
    for names in (DATE, START):
        if sheet.column(*names) is None:
            what = _("the column %(name)s is missing", name=quoted(names[0]))
            sheet.fault(sheet.header_row, None, what, _("add it, with this heading"))
    if sheet.column(*END) is None and sheet.column(*DURATION) is None:
        what = _("there is neither a column %(end)s nor %(duration)s", end="`end`", duration="`duration`")
        sheet.fault(sheet.header_row, None, what, _("add one of them, with this heading"))
    require_languages(sheet, TITLE, languages)
    return len(sheet.faults) == before


def _entry(sheet: Sheet, row: Row, on: date | None, languages: Sequence[str]) -> AgendaEntry | None:
    before = len(sheet.faults)
    start = sheet.read(row, sheet.column(*START), cells.time_of_day)
    length = _length(sheet, row, start)
    titles = texts_in(sheet, row, TITLE, languages)
    described = texts_in(sheet, row, DESCRIPTION, languages, needed=False)
    kind = sheet.read(row, sheet.column(*KIND), _kind)
    speakers = sheet.read(row, sheet.column(*SPEAKERS), cells.several) or ()
    if on is None or start is None or length is None or kind is None or len(sheet.faults) > before:
        return None
    return AgendaEntry(row.number, on, start, length, titles, described, speakers, kind)


def _length(sheet: Sheet, row: Row, start: time | None) -> timedelta | None:
    """The length from `end`, or from `duration` if there is no end. If both are given, they must agree."""
    ends, lasts = sheet.column(*END), sheet.column(*DURATION)
    end = None
    if lasts is None or row[ends] != "":
        end = sheet.read(row, ends, cells.time_of_day)
        if lasts is None or row[lasts] == "" or end is None:
            return _until(sheet, row, start, end)
    length = sheet.read(row, lasts, cells.duration)
    if end and start and length and (datetime.combine(date.min, start) + length).time() != end:
        what = _("%(given)s does not lead to the end, %(end)s", given=quoted(row[lasts]), end=f"{end:%H:%M}")
        sheet.fault(row.number, lasts, what, _("correct one of them, or leave one empty"))
        return None
    return length


def _until(sheet: Sheet, row: Row, start: time | None, end: time | None) -> timedelta | None:
    if start is None or end is None:
        return None
    if end <= start:
        what = _("the end, %(end)s, is not after the start, %(start)s", end=f"{end:%H:%M}", start=f"{start:%H:%M}")
        sheet.fault(
            row.number, sheet.column(*END), what, _("correct it; past midnight, leave it empty and write `duration`")
        )
        return None
    return datetime.combine(date.min, end) - datetime.combine(date.min, start)


def _kind(value: Value) -> SessionKind:
    words = cells.words_of(value)
    if (kind := _KINDS.get(fold(words))) is None:
        known = [kind.value for kind in SessionKind]
        raise Unfit(_("%(given)s is not known here", given=quoted(words)), choose(words, known))
    return kind


def _overlaps(sheet: Sheet, entries: Sequence[AgendaEntry]) -> None:
    latest: AgendaEntry | None = None
    for entry in entries:
        if latest and entry.begins < latest.ends:
            end, row = f"{latest.ends:%H:%M}", latest.row
            what = _("it begins before row %(row)s ends, at %(end)s", row=row, end=end)
            sheet.fault(entry.row, sheet.column(*START), what, _("begin it later, or shorten the other"))
        if latest is None or entry.ends > latest.ends:
            latest = entry
