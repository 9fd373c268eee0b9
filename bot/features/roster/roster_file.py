"""Reads a roster file: one person per row, with their administration."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.csv_tables import CsvRow, find_column, header_key, read_rows
from bot.core.errors import BadFile, FileFault
from bot.core.programme import Administration, Workshop
from bot.core.text import fold
from bot.features.roster.model import RosterEntry

MAX_NAME, MAX_EMAIL = 100, 254
"""Longest name kept, and longest address accepted, in characters (RFC 5321)."""

_ROUNDED = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)
"""How Excel shows an id that it treats as a number: `1.23457E+17`."""


@dataclass(frozen=True, slots=True)
class _Columns:
    id: int | None
    username: int | None
    administration: int | None
    name: int | None
    email: int | None

    @classmethod
    def of(cls, header: Sequence[str], workshop: Workshop) -> _Columns:
        words = [header_key(word) for word in workshop.groups.one.values()] if workshop.groups else []
        return cls(
            find_column(header, "discord id", "id discord"),
            find_column(header, "username", "nom d utilisateur", "user name"),
            find_column(header, "administration", "delegation", "group", "groupe", *words),
            find_column(header, "name", "nom", "nom complet"),
            find_column(header, "email", "e mail", "courriel", "mail", "adresse e mail"),
        )


def read_roster(content: bytes, workshop: Workshop) -> list[RosterEntry]:
    """The entries of a roster file. Raises `BadFile` with every fault and its line."""
    header, *rows = read_rows(content)
    columns = _Columns.of(header.cells, workshop)
    if columns.administration is None:
        raise BadFile([FileFault("no column", "administration", header.line)])
    if columns.id is None and columns.username is None:
        raise BadFile([FileFault("no column", "discord_id, username", header.line)])
    administrations = _administrations_by_name(workshop)
    read = [_read_entry(row, columns, administrations) for row in rows]
    entries = [entry for entry in read if isinstance(entry, RosterEntry)]
    faults = [fault for fault in read if isinstance(fault, FileFault)] + _repeated(entries)
    if faults or not entries:
        raise BadFile(sorted(faults, key=lambda fault: fault.line) or [FileFault("empty")])
    return entries


def _read_entry(
    row: CsvRow, columns: _Columns, administrations: Mapping[str, Administration]
) -> RosterEntry | FileFault:
    id, username = row[columns.id], row[columns.username].removeprefix("@")
    if _ROUNDED.fullmatch(id):
        return FileFault("rounded id", id, row.line)
    if id and not (id.isascii() and id.isdecimal() and 15 <= len(id) <= 20):
        return FileFault("not an id", id, row.line)
    if not id and not username:
        return FileFault("nobody", "", row.line)
    administration = administrations.get(fold(row[columns.administration]))
    if administration is None:
        return FileFault("no administration", row[columns.administration], row.line)
    email = row[columns.email]
    if email and ("@" not in email or len(email) > MAX_EMAIL):
        return FileFault("not an email", email, row.line)
    return RosterEntry(
        row.line,
        int(id) if id else None,
        username.lower(),
        administration.code,
        " ".join(row[columns.name].split())[:MAX_NAME],
        email,
    )


def _administrations_by_name(workshop: Workshop) -> dict[str, Administration]:
    """Every administration by its code and by its name in each language. If two share a name, the first has it."""
    found: dict[str, Administration] = {}
    for each in workshop.administrations:
        for name in (each.code, *each.name.values()):
            found.setdefault(fold(name), each)
    return found


def _repeated(entries: Sequence[RosterEntry]) -> list[FileFault]:
    """A fault for each person who is in the file a second time."""
    faults, seen = [], set()
    for entry in entries:
        person = entry.discord_id or entry.username
        if person in seen:
            faults.append(FileFault("twice", str(person), entry.line))
        seen.add(person)
    return faults
