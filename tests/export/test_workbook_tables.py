"""The sheets and headings of a workbook fit the workshop."""

from dataclasses import replace

from bot.core.about import GroupWord
from tests.export.builder import WorkshopDatabase, workshop
from tests.export.reading import as_json, as_xlsx

HOSPITALS = GroupWord({"fr": "Établissement", "en": "Hospital"}, {"fr": "Établissements", "en": "Hospitals"})


async def test_a_workbook_has_no_sheets_about_what_a_workshop_does_not_have(db: WorkshopDatabase) -> None:
    bare = replace(workshop(), desk=None, evaluations=(), groups=HOSPITALS)
    book = await as_xlsx(db, "fr", bare)
    assert book.sheetnames[2] == "Établissements"
    assert not {"Messages clés", "Évaluations"} & set(book.sheetnames)
    headings = [cell.value for cell in book["Établissements"][1]]
    assert headings[0] == "Code"
    assert "Établissement" in [cell.value for cell in book["Personnes"][1]]
    assert "Messages clés" not in headings
    assert {"key_messages", "evaluations"} <= (await as_json(db, bare)).keys()  # for programs


async def test_what_was_recorded_stays_in_the_workbook(db: WorkshopDatabase) -> None:
    db.message("ML", 1, ("fr", "Continuez ensemble"))
    book = await as_xlsx(db, "fr", replace(workshop(), desk=None))
    assert "Messages clés" in book.sheetnames
    assert "Messages clés" in [cell.value for cell in book["Administrations"][1]]
