"""Translates the details of the audit log into the reader's language.

The audit log keeps details in short English, also for programs (`audit.record`). Each rule here translates one kind of
detail. Texts that people wrote, and details without a rule, are not changed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.instants import parse_utc
from bot.export import vocabulary
from bot.export.headings import language_name
from bot.export.sheets.names import Names
from bot.export.store import AuditEntry, ExportStore
from bot.export.table import Row, Table
from bot.export.tables.announcements_and_audit import detail, target
from bot.i18n.catalogue import Phrases, mark
from bot.i18n.formats import Formats

WORDS: Mapping[str, Mapping[str, str]] = {
    "attendance mark": {**vocabulary.ATTENDANCE_STATUSES, "taken back": mark("mark taken back")},
    "session floor": {"open": mark("opened"), "close": mark("closed"), "next": mark("nobody is next")},
    "workshop resume": {"say": mark("what was due is sent"), "skip": mark("what was due is left out")},
    "roster codes": {"reissue": mark("new codes")},
    "prompt close": {"discard": mark("asked by mistake; its answers are deleted")},
    "prompt results": {"publish": mark("published")},
    "synthesis progress": vocabulary.PROGRESS_STATUSES,
}
"""Details that are fixed words, by action."""


@dataclass(frozen=True, slots=True)
class _Reader:
    names: Names
    _: Phrases
    formats: Formats

    def group(self, code: str) -> str:
        return self.names.administrations.get(code, code)

    def languages(self, codes: str) -> str:
        return self.formats.joined([language_name(self._.language, code) for code in codes.split()])


Say = Callable[[_Reader, re.Match[str]], str]


def actions_in_words(store: ExportStore, audit: Table, names: Names, _: Phrases) -> Table:
    """The table `audit` with its details in words."""
    reader = _Reader(names, _, Formats(_.language, store.workshop.zone))

    def rows() -> Iterator[Row]:
        for it in store.audit():
            yield _row(reader, it)

    return replace(audit, read=rows)


def _row(reader: _Reader, it: AuditEntry) -> Row:
    words = _in_words(reader, it.action, it.detail) if it.detail else ""
    return it.at, it.actor, it.action, target(it), detail(it, words, reader._(":"))


def _in_words(reader: _Reader, action: str, written: str) -> str:
    if phrase := WORDS.get(action, {}).get(written):
        return reader._(phrase)
    for actions, pattern, say in RULES:
        if re.fullmatch(actions, action) and (found := re.fullmatch(pattern, written)):
            return say(reader, found)
    return written


def _imported(it: _Reader, found: re.Match[str]) -> str:
    _ = it._
    people, guests, left_out = map(int, found.groups())
    parts = [_.n("%(count)s person", "%(count)s people", people)]
    if guests:
        parts.append(_.n("%(count)s of them a new guest", "%(count)s of them new guests", guests))
    if left_out:
        parts.append(_.n("%(count)s left out", "%(count)s left out", left_out))
    return ", ".join(parts)


def _people_imported(it: _Reader, found: re.Match[str]) -> str:
    _ = it._
    new, moved, same, readmitted = (int(number or 0) for number in found.groups())
    parts = [
        _.n("%(count)s new", "%(count)s new", new),
        _.n("%(count)s moved", "%(count)s moved", moved),
        _.n("%(count)s as before", "%(count)s as before", same),
    ]
    if readmitted:
        parts.append(_.n("%(count)s removed before", "%(count)s removed before", readmitted))
    return ", ".join(parts)


def _version(it: _Reader, found: re.Match[str]) -> str:
    number, codes = found.groups()
    if codes:
        return it._("version %(number)s: %(languages)s", number=number, languages=it.languages(codes))
    return it._("version %(number)s", number=number)


def _override(it: _Reader, found: re.Match[str]) -> str:
    def gap(message: re.Match[str]) -> str:
        reference, codes = message.groups()
        what = it._("not cleared")
        if codes:
            what = it._("not translated into %(languages)s", languages=it.languages(codes))
        return f"{reference} ({what})"

    messages = re.sub(r"([\w-]{1,24}) \((?:not cleared|not translated: ([^)]{1,60}))\)", gap, found[1])
    return it._("before it was ready: %(messages)s", messages=messages)


def _minutes(it: _Reader, found: re.Match[str]) -> str:
    minutes, follows = found.groups()
    if follows:
        return it._("%(minutes)s min, with what follows", minutes=minutes)
    return it._("%(minutes)s min", minutes=minutes)


def _made(it: _Reader, found: re.Match[str]) -> str:
    names, count = found.groups()
    events = it._.n("%(count)s event", "%(count)s events", int(count))
    return f"{names}, {events}" if names else events


def _exported(it: _Reader, found: re.Match[str]) -> str:
    return f"{found[1]}, {language_name(it._.language, found[2])}"


LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]+)?"
RULES: tuple[tuple[str, str, Say], ...] = (
    ("attendance import", r"(\d+) people, (\d+) of them new guests, (\d+) left out", _imported),
    (
        "roster import",
        r"(\d+) new, (\d+) moved, (\d+) as they were(?:, (\d+) removed before)?",
        _people_imported,
    ),
    ("roster .*|prompt (next|pass)", r"(\S+)", lambda it, found: it.group(found[1])),
    ("roster assign|join", r"(\S+) -> (\S+)", lambda it, found: f"{it.group(found[1])} → {it.group(found[2])}"),
    ("session floor", r"next (\S+)", lambda it, found: it._("next: %(group)s", group=it.group(found[1]))),
    ("synthesis .*", rf"version (\d+)(?:: ({LANGUAGE}(?: {LANGUAGE})*))?", _version),
    ("synthesis publish", r"override: (.+)", _override),
    ("schedule delay|session extend", r"([+-]\d+) min(, with what follows)?", _minutes),
    ("schedule move|announce send", r"\d{4}-\d\d-\d\dT\S+Z", lambda it, found: it.formats.moment(parse_utc(found[0]))),
    ("session outcome", rf"{LANGUAGE}(?: {LANGUAGE})*", lambda it, found: it.languages(found[0])),
    ("export certificates", r"share (\d+) %", lambda it, found: it._("from %(share)s percent on", share=found[1])),
    ("export .*", rf"(\w+) ({LANGUAGE})", _exported),
    ("workshop setup", r"(?:(.+), )?(\d+) events", _made),
    ("privacy purge", r"(\d+) people", lambda it, found: it._.n("%(count)s person", "%(count)s people", int(found[1]))),
)
"""The action, the detail's pattern, and its translation. The first match counts."""
