"""Finds the columns of a participants report by their headings.

Zoom and Teams write their headings in the language of the account. KUDO does not publish its headings. So a column is
recognised by the words of its heading, in English and in French. Headings in files that people published:

- Zoom, a meeting (support.zoom.com, KB0082671): `Name (Original Name)`, `User Email`, `Join Time`, `Leave Time`,
  `Duration (Minutes)`, `Guest`, `In Waiting Room`; in French `Nom (nom original)`, `Adresse e-mail de l’utilisateur`,
  `Heure d’arrivée`, `Heure de départ`, `Durée (minutes)`, `Invité`, `Salle d’attente`;
  also `Heure de participation`, `Dans la salle d’attente`.
- Zoom, a webinar, beneath `Host Details`, `Panelist Details`, `Attendee Details`, `Other Attended`: `Attended`,
  `User Name (Original Name)`, `First Name`, `Last Name`, `Email`, `Registration Time`, `Approval Status`, `Join Time`,
  `Leave Time`, `Time in Session (minutes)`, `Is Guest`.
- Teams (github.com/dvaneynde/teams-attendance, `data/`): `Name`, `First join`, `Last leave`, `In-meeting duration`,
  `Email`, `Participant ID (UPN)`, `Role`; then `Name`, `Join time`, `Leave time`, `Duration`, `Email`, `Role`. No
  public file with French headings was found. The words for joining and leaving are assumed to be those of the other
  programs.
- Webex, UTF-16 with tabs (help.webex.com, nh17y2u): `Display Name`, `First Name`, `Last Name`, `Role`, `Attendee
  Email`, `Join Time`, `Leave Time`, `Attendance Duration`, `Connection Type`.
- Google Meet (support.google.com/meet, 10090454): `Name`, `Email`, `Duration`, `Time joined`, `Time exited`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.core.csv_tables import CsvRow, find_column, header_key
from bot.features.attendance.report_times import stated_zone

_NAME = (
    "name original name", "nom nom original", "nom nom d origine", "user name original name",
    "nom d utilisateur nom original", "nom d utilisateur nom d origine",
    "participant name", "nom du participant", "attendee name", "full name",
    "nom complet", "display name", "nom d affichage", "nom affiche", "participant", "attendee", "user name", "username",
    "nom d utilisateur", "name", "nom", "user", "utilisateur",
)  # fmt: skip
_FIRST_NAME = ("first name", "firstname", "prenom")
_LAST_NAME = ("last name", "lastname", "surname", "nom de famille", "family name", "nom", "name")
_ROLE = ("role", "user role", "type", "user type", "profil")
_ATTENDED = ("attended", "attendance", "attendance status", "a participe", "participe", "present", "presence")
_WAITING_ROOM = re.compile(r"waiting room|salle d attente")
_EMAIL = re.compile(r"mail|courriel|adresse electronique")
_DURATION = re.compile(r"duration|duree|minutes|time in (meeting|session)|temps")
_LEAVE = re.compile(r"leave|left|log ?out|depart|deconnexion|disconnect|exit|sortie|^end|heure de fin|^fin\b")
_JOIN = re.compile(r"join|log ?in|sign ?in|arriv|connexion|connect|entr|participation|^start|heure de debut|^debut")
_NO_TIME = re.compile(r"\btype|status|statut|qualit|reason|raison|email|mail")
"""Columns about the connection that contain no time."""
_SUMMARY = re.compile(r"^(first|premier|premiere)\b")
NOTHING = frozenset({"--", "-", "–", "—", "n/a"})
"""Placeholders in a cell without a value: Zoom writes `--`."""


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
    attended: int | None
    zone: tzinfo | None = None
    """The zone of the times, if a heading states it: `Join Time (UTC)`."""
    summarises: bool = False
    """Whether one row has a person's first arrival and last departure, which hides absences between them."""

    @classmethod
    def of(cls, header: Sequence[str]) -> ReportColumns:
        keys = [header_key(cell) for cell in header]
        first_name = find_column(header, *_FIRST_NAME)
        join = _last_match(keys, _JOIN, _LEAVE, _DURATION, _WAITING_ROOM, _NO_TIME)
        return cls(
            find_column(header, *_NAME),
            first_name,
            find_column(header, *_LAST_NAME) if first_name is not None else None,
            _last_match(keys, _EMAIL),
            join,
            _last_match(keys, _LEAVE, _DURATION, _WAITING_ROOM, _NO_TIME),
            _last_match(keys, _DURATION, _WAITING_ROOM),
            _last_match(keys, _WAITING_ROOM),
            find_column(header, *_ROLE),
            find_column(header, *_ATTENDED),
            stated_zone(header[join]) if join is not None else None,
            join is not None and _SUMMARY.match(keys[join]) is not None,
        )

    @property
    def list_times(self) -> bool:
        """Whether each row says when a person came, and either when they left or how long they stayed."""
        return self.join is not None and (self.leave is not None or self.duration is not None)

    @property
    def list_people(self) -> bool:
        """Whether this is the header of the table of people, and not of the meeting above it."""
        has_time = any(column is not None for column in (self.join, self.leave, self.duration))
        return has_time and (self.name is not None or self.first_name is not None)

    def name_in(self, row: CsvRow) -> str:
        """The person's name without double spaces. First and last name count before a display name."""
        if self.first_name is not None:
            name = " ".join(f"{value(row, self.first_name)} {value(row, self.last_name)}".split())
            if name:
                return name
        return " ".join(value(row, self.name).split())


def value(row: CsvRow, column: int | None) -> str:
    """The cell of that column. Empty if it contains a placeholder for “nothing”."""
    cell = row[column]
    return "" if cell.lower() in NOTHING else cell


def _last_match(keys: Sequence[str], pattern: re.Pattern[str], *excluded: re.Pattern[str]) -> int | None:
    """The index of the last heading that matches: the columns about people come after those about the meeting."""
    found = [
        n for n, key in enumerate(keys) if pattern.search(key) and not any(other.search(key) for other in excluded)
    ]
    return found[-1] if found else None
