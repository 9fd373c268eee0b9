"""Roster files: columns in English and French, and every fault with its line."""

import pytest

from bot.core.errors import BadFile, FileFault
from bot.features.roster.model import RosterEntry
from bot.features.roster.roster_file import read_roster
from tests.features.roster.helpers import sample_workshop

ID = 77_000_000_000_000_001


@pytest.mark.parametrize(
    "header",
    ["discord_id,username,administration,name,email", "ID Discord;Nom d’utilisateur;Délégation;Nom;Courriel"],
)
def test_a_person_is_named_by_id_or_by_user_name(header: str) -> None:
    rows = f"{ID},,mali,Awa  Diarra,a@x.ml\n,@Binta.D,NE,,\n"
    content = f"{header}\n{rows.replace(',', ';') if ';' in header else rows}"
    assert read_roster(content.encode(), sample_workshop()) == [
        RosterEntry(2, ID, "", "ML", "Awa Diarra", "a@x.ml"),
        RosterEntry(3, None, "binta.d", "NE", "", ""),
    ]


def test_every_fault_is_named_with_its_line() -> None:
    rows = ("12,,ML,,", ",,ML,,", f"{ID},,Atlantis,,", f"{ID},,ML,,no address", f"{ID},,ML,,", f"{ID},,NE,,")
    with pytest.raises(BadFile) as refused:
        read_roster("\n".join(["discord_id,username,administration,name,email", *rows]).encode(), sample_workshop())
    assert refused.value.faults == [
        FileFault("not an id", "12", 2),
        FileFault("nobody", "", 3),
        FileFault("no administration", "Atlantis", 4),
        FileFault("not an email", "no address", 5),
        FileFault("twice", str(ID), 7),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("discord_id,name\n1,Awa\n", FileFault("no column", "administration", 1)),
        ("administration,name\nML,Awa\n", FileFault("no column", "discord_id, username", 1)),
        ("discord_id,administration\n", FileFault("empty")),
    ],
)
def test_a_file_without_people_or_columns_is_refused(content: str, fault: FileFault) -> None:
    with pytest.raises(BadFile) as refused:
        read_roster(content.encode(), sample_workshop())
    assert refused.value.faults == [fault]


def test_invisible_marks_in_ids_and_names_do_not_count() -> None:
    rows = f"discord_id,administration,name\n\u202d{ID}\u202c,M\u200bL,\ufeffAwa\u00ad Diarra\n"
    assert read_roster(rows.encode(), sample_workshop()) == [RosterEntry(2, ID, "", "ML", "Awa Diarra", "")]


@pytest.mark.parametrize("id", ["1.23457E+17", "1,23457E+17", "7.7e17"])
def test_an_id_that_excel_wrote_as_a_number_is_named(id: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_roster(f"discord_id;administration\n{id};ML\n".encode(), sample_workshop())
    assert refused.value.faults == [FileFault("rounded id", id, 2)]
