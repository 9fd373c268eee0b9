"""The workbook's sheets: words of the reader's language, answers in words, attendance as a grid, Discord's ids."""

from datetime import timedelta

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.about import GroupWord
from bot.core.programme import Administration, PromptKind
from tests.export.builder import FINAL, USEFUL, WorkshopDatabase, at, both, workshop
from tests.export.meeting import OPTIONS, SCALE, fill_with_meeting
from tests.export.reading import as_xlsx

CHANNEL, MESSAGE = 820567544103436288, 820567544103436999


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def column(sheet: Worksheet, heading: str) -> list[object]:
    """The cells below this heading."""
    head, *body = rows(sheet)
    return [row[head.index(heading)] for row in body]


async def test_french_headings_have_french_values(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    book = await as_xlsx(db, "fr", of)
    assert column(book["Séances"], "Code") == ["opening", "lessons", "messages"]
    assert column(book["Séances"], "État") == ["Terminée", "Terminée", "Prévue"]
    attendance = book["Présences"]
    assert set(column(attendance, "Séance")) == {"Ouverture", "Leçons apprises"}
    assert set(column(attendance, "Administration")) == {"Malawi", "Mali", "Népal"}
    assert set(column(attendance, "État")) == {"Présence", "Retard", "Présence partielle", "Absence", "Absence excusée"}
    assert set(column(attendance, "Sources")) == {"Salon vocal", "Bouton", "Organisation", None}
    assert set(column(book["Personnes"], "Langue")) == {"Français", "Anglais"}
    assert column(book["Questions"], "Type") == ["Question ouverte", "Échelle de 1 à 5", "Choix multiples"]
    assert set(column(book["Questions"], "Qui répond")) == {"Chaque personne"}
    assert set(column(book["Messages clés"], "État")) <= {"Envoyé", "Traduit", "Validé", "Publié"}
    assert set(column(book["Messages clés"], "Thème")) == {"Transparence"}
    assert set(column(book["Évaluations"], "Évaluation")) == {"Évaluation"}
    assert column(book["Annonces"], "État") == ["Envoyée en retard", "Envoyée à l’heure"]


async def test_english_values_under_english_headings(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    book = await as_xlsx(db, "en", of)
    assert set(column(book["Attendance"], "Session")) == {"Opening", "Lessons learned"}
    assert set(column(book["Attendance"], "Administration")) == {"Malawi", "Mali", "Nepal"}
    assert column(book["Prompts"], "Kind") == ["Open", "Scale from 1 to 5", "Several choices"]


async def test_two_of_one_name_are_told_apart(db: WorkshopDatabase) -> None:
    customs = both("Direction générale des douanes", "Customs")
    groups = tuple(Administration(code, customs, "fr", "Africa/Bamako") for code in ("BF", "ML"))
    db.person("Moussa Traoré", "ML")
    book = await as_xlsx(db, "en", workshop(administrations=groups))
    assert column(book["Participants"], "Administration") == ["Customs (ML)"]


async def test_answers_in_words_have_question_labels_and_text(db: WorkshopDatabase) -> None:
    who = db.person("Moussa Traoré", "ML", "fr")
    db.asked("why", "opening", {})
    db.answered("why", str(who), participant=who, administration="ML", language="fr", text="=1+1")
    db.asked("which", "opening", {"kind": "multiple", "text": both("Par où ?", "Where?"), "options": OPTIONS})
    db.answered("which", str(who), participant=who, administration="ML", option_ids="t;a")
    db.asked("sure", "lessons", {"kind": "scale", "text": both("Sûr ?", "Sure?"), "scale": SCALE})
    for value, person in ((1, who), (3, db.person("Sita Gurung", "NP"))):
        db.answered("sure", str(person), participant=person, administration="ML", value=value)
    head, *body = rows((await as_xlsx(db, "fr"))["Réponses en clair"])
    assert head[:6] == ("Séance ou évaluation", "Question", "Nom", "Administration", "Choix", "Texte")
    assert [row[:6] for row in body] == [
        ("Ouverture", "Par où ?", "Moussa Traoré", "Mali", "Transparence\nAutomatisation", None),
        ("Ouverture", "Vos attentes ?", "Moussa Traoré", "Mali", None, "=1+1"),
        ("Leçons apprises", "Sûr ?", "Moussa Traoré", "Mali", "1 (pas du tout)", None),
        ("Leçons apprises", "Sûr ?", "Sita Gurung", "Mali", "3", None),
    ]


async def test_answers_in_words_keep_what_is_anonymous(db: WorkshopDatabase) -> None:
    db.asked("doubts", "opening", {"kind": "scale", "anonymous": True, "text": both("Doutez-vous ?", "Do you doubt?")})
    db.answered_by_nobody("doubts", *({"value": value} for value in (1, 2, 3, 4, 5)))
    db.asked("few", "opening", {"anonymous": True, "text": both("Peu ?", "Few?")})
    db.answered_by_nobody("few", {"text": "whisper"})
    for number in range(5):
        db.evaluated(f"{number:032}", 5, "More time")
    body = rows((await as_xlsx(db))["Answers in words"])[1:]
    assert sorted(str(row[4]) for row in body if row[1] == "Do you doubt?") == ["1", "2", "3", "4", "5"]
    assert {row[2:4] + row[6:] for row in body} == {(None, None, None)}
    assert "whisper" not in str(body)
    assert [row[:2] + row[4:6] for row in body[5:]] == [
        *[("Evaluation", "The meeting was useful", "5 (very much)", None)] * 5,
        *[("Evaluation", "What next?", None, "More time")] * 5,
    ]


def test_the_evaluation_of_these_tests_begins_with_a_scale() -> None:
    assert (FINAL.questions[0], USEFUL.kind) == (USEFUL, PromptKind.SCALE)


async def test_attendance_is_a_grid_of_groups_and_sessions(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    sheet = (await as_xlsx(db, "fr", of))["Présence par séance"]
    assert rows(sheet) == [
        (
            "Administration",
            "Personnes",
            "15 mars, 11:03\nOuverture",
            "15 mars, 12:30\nLeçons apprises",
            "Séances représentées",
        ),
        ("Malawi", 2, 2, 2, 2),
        ("Mali", 2, 2, 1, 2),
        ("Népal", 2, 1, 0, 1),
        ("Personnes présentes", 6, 5, 3, None),
        ("Groupes représentés", None, 3, 2, None),
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:E4")
    order = (await as_xlsx(db, "fr", of)).sheetnames
    assert order[order.index("Présence par séance") + 1] == "Présences"


async def test_the_grid_has_the_workshops_word_for_groups(db: WorkshopDatabase) -> None:
    of = workshop(groups=GroupWord(both("Hôpital", "Hospital"), both("Hôpitaux", "Hospitals")))
    assert rows((await as_xlsx(db, "fr", of))["Présence par séance"])[0][0] == "Hôpital"


async def test_the_grid_before_the_first_session(db: WorkshopDatabase) -> None:
    db.person("Moussa Traoré", "ML")
    assert rows((await as_xlsx(db))["Attendance by session"])[2] == ("Mali", 1, 0)


async def test_headings_have_the_height_that_they_take(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    for language in ("fr", "en"):
        for sheet in (await as_xlsx(db, language, of)).worksheets[1:]:
            height = sheet.row_dimensions[1].height or 0
            for place, cell in enumerate(sheet[1], 1):
                width = sheet.column_dimensions[get_column_letter(place)].width
                least = sum(-(-len(line) // int(width)) for line in str(cell.value).split("\n"))
                assert height >= 15 * least, (sheet.title, cell.value)
                assert max(map(len, str(cell.value).split())) < width, (sheet.title, cell.value)


async def test_dates_are_shown_without_seconds(db: WorkshopDatabase) -> None:
    start = at(15, 10, 0, 12)
    db.held("opening", start, start + timedelta(hours=1))
    shown = {language: await as_xlsx(db, language) for language in ("fr", "en")}
    assert shown["fr"]["Séances"]["G2"].number_format == "dd/mm/yyyy hh:mm"
    assert shown["en"]["Sessions"]["G2"].number_format == "yyyy-mm-dd hh:mm"
    for book in shown.values():
        formats = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
        assert not any("ss" in each for each in formats)


async def test_discords_ids_are_on_the_last_sheet_alone(db: WorkshopDatabase) -> None:
    db.announced("opening/opening", "opening", "opening", channel_id=CHANNEL, message_id=MESSAGE)
    db.announced("opening/closing", "closing", "opening", status="due", sent_at=None)
    book = await as_xlsx(db, "fr")
    *others, last = book.worksheets
    assert rows(last) == [("Clé", "Langue", "Salon", "Message"), ("opening/opening", None, str(CHANNEL), str(MESSAGE))]
    for sheet in others:
        assert str(CHANNEL)[:8] not in str(rows(sheet))


async def test_the_summary_leads_to_every_sheet(db: WorkshopDatabase) -> None:
    fill_with_meeting(db)
    book = await as_xlsx(db, "fr")
    links = {
        cell.value: cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {title: f"'{title}'!A1" for title in book.sheetnames[1:]}
