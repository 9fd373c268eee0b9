"""The sheet of actions translates the audit log's short English, and does not change people's texts."""

import pytest

from bot.core.instants import format_utc
from tests.export.builder import WorkshopDatabase, at
from tests.export.reading import as_json, as_xlsx
from tests.export.test_sheets import column

DETAILS = [
    ("attendance mark", "taken back", "marque retirée", "mark taken back"),
    (
        "attendance import",
        "12 people, 1 of them new guests, 0 left out",
        "12 personnes, dont 1 nouvel invité",
        "12 people, 1 of them a new guest",
    ),
    ("session floor", "open", "ouverte", "opened"),
    ("session floor", "next NP", "parole à : Népal", "next: Nepal"),
    ("workshop resume", "skip", "ce qui était prévu n’est pas envoyé", "what was due is left out"),
    ("export report", "docx pt-BR", "docx, portugais (Brésil)", "docx, Portuguese (Brazil)"),
    ("export certificates", "share 50 %", "à partir de 50 pour cent de présence", "from 50 percent on"),
    ("synthesis clear", "version 3", "version 3", "version 3"),
    ("synthesis translate", "version 1: en fr", "version 1 : anglais et français", "version 1: English and French"),
    (
        "synthesis publish",
        "override: ML-1 (not translated: en), NP-2 (not cleared)",
        "avant d’être prêt : ML-1 (pas traduit en anglais), NP-2 (non validé)",
        "before it was ready: ML-1 (not translated into English), NP-2 (not cleared)",
    ),
    ("synthesis progress", "under_way", "en cours", "under way"),
    ("join", "ML -> NP", "Mali → Népal", "Mali → Nepal"),
    ("roster assign", "NP", "Népal", "Nepal"),
    (
        "roster import",
        "2 new, 1 moved, 0 as they were, 1 removed before",
        "2 nouvelles, 1 changée de groupe, 0 inchangée, 1 retirée auparavant",
        "2 new, 1 moved, 0 as before, 1 removed before",
    ),
    ("prompt pass", "ML", "Mali", "Mali"),
    ("prompt close", "discard", "posée par erreur ; ses réponses sont supprimées", None),
    ("schedule delay", "+10 min, with what follows", "+10 min, avec ce qui suit", "+10 min, with what follows"),
    ("session extend", "+20 min", "+20 min", "+20 min"),
    ("schedule move", "2021-03-16T12:45:00.000000Z", "16 mars, 13:45", "16 March, 13:45"),
    ("session outcome", "fr en", "français et anglais", "French and English"),
    ("session link", "https://example.org/fr", "https://example.org/fr", "https://example.org/fr"),
    ("workshop setup", "Organisateurs, annonces, 10 events", "Organisateurs, annonces, 10 événements", None),
    ("privacy purge", "1 people", "1 personne", "1 person"),
    ("something new", "version 2: it", "version 2: it", "version 2: it"),
]


def note(db: WorkshopDatabase, number: int, **values: object) -> None:
    db.add("audit", at=format_utc(at(15, 9, number)), actor="Anne", **{"target": "opening", **values})


@pytest.mark.parametrize(("language", "place", "heading"), [("fr", 2, "Détails"), ("en", 3, "Details")])
async def test_details(language: str, place: int, heading: str, db: WorkshopDatabase) -> None:
    wanted = [(each, each[place]) for each in DETAILS if each[place]]
    for number, (row, _) in enumerate(wanted):
        note(db, number, action=row[0], detail=row[1])
    told = column((await as_xlsx(db, language))["Actions"], heading)
    plain = [str(each).replace("\u00a0", " ").replace("\u202f", " ") for each in told]
    assert plain == [said for _, said in wanted]


async def test_who_it_was_about_and_why_stand_around_it(db: WorkshopDatabase) -> None:
    someone = db.person("Awa: excused", "ML")
    about = {"about": "Awa: excused", "about_participant": someone}
    note(db, 1, action="attendance mark", detail="excused", remark="late: absent", **about)
    note(db, 2, action="roster remove", detail="ML", **{**about, "target": ""})
    sheet = (await as_xlsx(db, "fr"))["Actions"]
    said = "Awa: excused\u00a0: absence excusée\u00a0: late: absent"
    assert [column(sheet, each) for each in ("Objet", "Détails")] == [["Ouverture", "Awa: excused"], [said, "Mali"]]
    first, second = (await as_json(db))["audit"]
    assert (first["target"], first["detail"]) == ("opening", "Awa: excused: excused: late: absent")
    assert (second["target"], second["detail"]) == ("Awa: excused", "ML")
