"""The workbook: text stays text, dates are dates, and ids are replaced by names."""

from datetime import datetime

import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from bot.export.xlsx_rows import LONGEST, as_xml
from tests.export.builder import WorkshopDatabase, at, workshop
from tests.export.reading import as_xlsx


def values(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        '=HYPERLINK("https://example.org")',
        "- more exchange\n- more time",
        "@everyone",
        "#N/A",
        "007",
        "  spaced  ",
        "<b>&amp;</b>",
        "الشفافية 🤝 n°\u00a03",
        "\rreturned",
    ],
)
async def test_text_is_text_unprefixed(db: WorkshopDatabase, words: str) -> None:
    db.asked("expectations", "opening", {})
    db.answered("expectations", "1", text=words)
    cell = (await as_xlsx(db))["Answers"]["J2"]
    assert (cell.value, cell.data_type) == (words, "s")


async def test_control_characters_are_shown_and_long_texts_cut(db: WorkshopDatabase) -> None:
    db.asked("expectations", "opening", {})
    db.answered("expectations", "1", text="bell\x07")
    db.answered("expectations", "2", text="🤝" * LONGEST)
    sheet = (await as_xlsx(db))["Answers"]
    assert sheet["J2"].value == "bell␇"
    assert sheet["J3"].value == "🤝" * (LONGEST // 2) + "…"


def test_what_looks_like_an_escaped_character_stays_as_typed() -> None:
    """Excel and LibreOffice decode `_x0041_` to `A`."""
    assert as_xml("_x000D_ a_x b_x41_") == "_x005F_x000D_ a_x b_x41_"
    assert unescape(as_xml("_x0041_")) == "_x0041_"


def test_every_character_fits_in_xml() -> None:
    assert as_xml("\ufffe\uffff\x00\x1f\x0b") == "��␀␟␋"


async def test_dates_are_dates_in_the_workshops_zone_which_the_header_names(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10, 0, 12), at(15, 11))
    sheet = (await as_xlsx(db))["Sessions"]
    assert [cell.value for cell in sheet[1]] == [
        "Code",
        "Day",
        "Title (French)",
        "Title (English)",
        "Planned start (Europe/Brussels)",
        "Planned end (Europe/Brussels)",
        "Actual start (Europe/Brussels)",
        "Actual end (Europe/Brussels)",
        "Status",
    ]
    assert sheet["G2"].value == datetime(2021, 3, 15, 11, 0, 12)  # noqa: DTZ001
    assert sheet["G2"].is_date


async def test_headers_are_frozen_bold_and_filtered(db: WorkshopDatabase) -> None:
    db.person("Chikondi Banda", "MW")
    sheet = (await as_xlsx(db))["Participants"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("A2", "A1:E2", "A1:E2")
    assert sheet["A1"].font.bold
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABCDE")


async def test_the_summary_comes_first_and_counts_tables_and_responses(db: WorkshopDatabase) -> None:
    db.person("Chikondi Banda", "MW")
    db.evaluated(f"{1:032}", 4)
    sheets = (await as_xlsx(db)).worksheets
    assert [sheet.title for sheet in sheets[:3]] == ["Summary", "Sessions", "Administrations"]
    rows = values(sheets[0])
    assert rows[0][0] == "A-CIP coordinators' meeting"
    facts = {row[0]: row[1] for row in rows[2:]}
    assert facts["First day"] == "Monday, 15 March 2021"
    assert facts["Time zone"] == "Europe/Brussels"
    assert facts["Exported (UTC)"] == datetime(2021, 3, 20, 9, 30, 15)  # noqa: DTZ001
    assert facts["Exported (Europe/Brussels)"] == datetime(2021, 3, 20, 10, 30, 15)  # noqa: DTZ001
    assert (facts["Sessions"], facts["Participants"], facts["Answers"]) == (3, 1, 0)
    assert rows[-2:] == [("Evaluation", "Responses"), ("Evaluation", 1)]
    assert facts["Evaluations"] == 0


async def test_flags_and_numbers_are_no_text(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    db.was_there(who, "opening", at(15, 10), at(15, 10, 30))
    sheet = (await as_xlsx(db))["Attendance"]
    assert [sheet["F2"].value, sheet["F2"].number_format, sheet["J2"].value] == [30, "0.00", False]
    french = (await as_xlsx(db, "fr"))["Présences"]
    assert [sheet["J2"].number_format, french["J2"].number_format] == [
        '"TRUE";"TRUE";"FALSE"',
        '"VRAI";"VRAI";"FAUX"',
    ]


async def test_sheet_names_are_short_and_unique_in_every_language(db: WorkshopDatabase) -> None:
    for language in ("fr", "en"):
        names = (await as_xlsx(db, language)).sheetnames
        assert len({name.casefold() for name in names}) == 14
        assert max(len(name) for name in names) <= 31


async def test_a_title_is_no_formula(db: WorkshopDatabase) -> None:
    odd = workshop(title={"fr": "=1+1", "en": "=1+1"})
    cell = (await as_xlsx(db, of=odd)).worksheets[0]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
