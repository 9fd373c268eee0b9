"""Find the columns of a participants report by their headings.

Zoom writes its headings in the language of the account. KUDO does not publish its headings. So a column is recognised
by the words of its heading, in English and in French.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.csv_tables import CsvRow, find_column, header_key

_NAME = (
    "name original name", "nom nom original", "participant name", "nom du participant", "attendee name", "full name",
    "nom complet", "display name", "nom d affichage", "nom affiche", "participant", "attendee", "user name", "username",
    "nom d utilisateur", "name", "nom", "user", "utilisateur",
)  # fmt: skip
_FIRST_NAME = ("first name", "firstname", "prenom")
_LAST_NAME = ("last name", "lastname", "surname", "nom de famille", "family name", "nom", "name")
_WAITING_ROOM = ("in waiting room", "waiting room", "salle d attente", "en salle d attente")
_ROLE = ("role", "user role", "type", "user type", "profil")
_EMAIL = re.compile(r"mail|courriel|adresse electronique")
_DURATION = re.compile(r"duration|duree|minutes|time in (meeting|session)|temps")
_LEAVE = re.compile(r"leave|left|log ?out|depart|deconnexion|disconnect|exit|sortie|^end|heure de fin|^fin\b")
_JOIN = re.compile(r"join|log ?in|sign ?in|arriv|connexion|connect|entr|^start|heure de debut|^debut")


@dataclass(frozen=True, slots=True)
class ReportColumns:
    """The index of each column; None if the report does not have it."""

    name: int | None
    first_name: int | None
    last_name: int | None
    email: int | None
    join: int | None
    leave: int | None
    duration: int | None
    waiting_room: int | None
    role: int | None

    @classmethod
    def of(cls, header: Sequence[str]) -> ReportColumns:
        keys = [header_key(cell) for cell in header]
        first_name = find_column(header, *_FIRST_NAME)
        return cls(
            find_column(header, *_NAME),
            first_name,
            find_column(header, *_LAST_NAME) if first_name is not None else None,
            _last_match(keys, _EMAIL),
            _last_match(keys, _JOIN, _LEAVE, _DURATION),
            _last_match(keys, _LEAVE, _DURATION),
            _last_match(keys, _DURATION),
            find_column(header, *_WAITING_ROOM),
            find_column(header, *_ROLE),
        )

    @property
    def list_people(self) -> bool:
        """Whether this is the header of the table of people, and not of the meeting above it."""
        has_time = any(column is not None for column in (self.join, self.leave, self.duration))
        return has_time and (self.name is not None or self.first_name is not None)

    def name_in(self, row: CsvRow) -> str:
        """The person's name without double spaces. First and last name count before a display name."""
        if self.first_name is not None:
            name = " ".join(f"{row[self.first_name]} {row[self.last_name]}".split())
            if name:
                return name
        return " ".join(row[self.name].split())


def _last_match(keys: Sequence[str], pattern: re.Pattern[str], *excluded: re.Pattern[str]) -> int | None:
    """The index of the last heading that matches: the people's columns stand after the meeting's."""
    found = [
        n for n, key in enumerate(keys) if pattern.search(key) and not any(other.search(key) for other in excluded)
    ]
    return found[-1] if found else None
