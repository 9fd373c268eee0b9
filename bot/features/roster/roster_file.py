"""The roster as organisers bring it: who belongs to which administration, a person a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.csv_tables import Row, column, read_rows
from bot.core.errors import BadFile, Fault
from bot.core.programme import Administration, Workshop
from bot.core.text import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """Someone named by Discord id, or else by Discord user name; `line` is where they stand in the file."""

    line: int
    discord_id: int | None
    username: str
    administration: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class _Columns:
    id: int | None
    username: int | None
    administration: int | None
    name: int | None
    email: int | None

    @classmethod
    def of(cls, header: Sequence[str]) -> _Columns:
        return cls(
            column(header, "discord id", "id discord"),
            column(header, "username", "nom d utilisateur", "user name"),
            column(header, "administration", "delegation"),
            column(header, "name", "nom", "nom complet"),
            column(header, "email", "e mail", "courriel", "mail", "adresse e mail"),
        )


def read_roster(content: bytes, workshop: Workshop) -> list[Entry]:
    """Everyone in the file. Raises `BadFile` with every fault, by its line."""
    header, *rows = read_rows(content)
    columns = _Columns.of(header.cells)
    if columns.administration is None:
        raise BadFile([Fault("no column", "administration", header.line)])
    if columns.id is None and columns.username is None:
        raise BadFile([Fault("no column", "discord_id, username", header.line)])
    known = _known(workshop)
    read = [_entry(row, columns, known) for row in rows]
    entries = [entry for entry in read if isinstance(entry, Entry)]
    faults = [fault for fault in read if isinstance(fault, Fault)] + _repeated(entries)
    if faults or not entries:
        raise BadFile(sorted(faults, key=lambda fault: fault.line) or [Fault("empty")])
    return entries


def _entry(row: Row, columns: _Columns, known: Mapping[str, Administration]) -> Entry | Fault:
    id, username = row[columns.id], row[columns.username].removeprefix("@")
    if id and not (id.isascii() and id.isdecimal() and 15 <= len(id) <= 20):
        return Fault("not an id", id, row.line)
    if not id and not username:
        return Fault("nobody", "", row.line)
    administration = known.get(fold(row[columns.administration]))
    if administration is None:
        return Fault("no administration", row[columns.administration], row.line)
    email = row[columns.email]
    if email and ("@" not in email or len(email) > 254):
        return Fault("not an email", email, row.line)
    return Entry(
        row.line,
        int(id) if id else None,
        username.lower(),
        administration.code,
        " ".join(row[columns.name].split())[:100],
        email,
    )


def _known(workshop: Workshop) -> dict[str, Administration]:
    """Every administration by its code, and by its name in any language; the first of two that share one."""
    found: dict[str, Administration] = {}
    for each in workshop.administrations:
        for name in (each.code, *each.name.values()):
            found.setdefault(fold(name), each)
    return found


def _repeated(entries: Sequence[Entry]) -> list[Fault]:
    """The same person twice in one file: which of the two is right?"""
    faults, seen = [], set()
    for entry in entries:
        who = entry.discord_id or entry.username
        if who in seen:
            faults.append(Fault("twice", str(who), entry.line))
        seen.add(who)
    return faults
