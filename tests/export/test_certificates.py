"""Certificates of attendance: who gets one, its content, and its language."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from bot.core.about import About, Certificate
from bot.core.instants import format_utc
from bot.core.programme import Administration, Day, Workshop
from bot.export.certificates import CertificateCounts
from bot.export.certificates.files import write_certificates
from bot.export.certificates.own_name import own_name
from tests.export.builder import NOW, WorkshopDatabase, at, both, workshop

MALAWI = Administration("MW", both("Malawi", "Malawi"), "en", "Africa/Blantyre")


def hold(db: WorkshopDatabase) -> None:
    """Two sessions of an hour each; the third is still to come."""
    db.held("opening", at(15, 10), at(15, 11))
    db.held("lessons", at(15, 11, 30), at(15, 12, 30))


def there(db: WorkshopDatabase, name: str, minutes: int, administration: str = "MW", language: str = "en") -> int:
    """Someone who was there for `minutes` from the first session's opening on."""
    who = db.person(name, administration, language)
    db.was_there(who, "opening", at(15, 10), at(15, 10) + timedelta(minutes=min(minutes, 60)))
    if minutes > 60:
        db.was_there(who, "lessons", at(15, 11, 30), at(15, 11, 30) + timedelta(minutes=minutes - 60))
    return who


def written(db: WorkshopDatabase, share: int = 75, of: Workshop | None = None) -> tuple[CertificateCounts, Path]:
    target = db.path.with_name("certificates.docx")
    return write_certificates(db.path, of or workshop(), share, target, NOW), target


def texts(file: Path, style: str) -> list[str]:
    return [each.text for each in opened(file).paragraphs if each.style and each.style.name == style]


def opened(file: Path) -> Word:
    return Document(str(file))


def test_those_who_were_there_for_the_share_get_one(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Just Enough", 90)
    there(db, "A Minute Less", 89)
    there(db, "All Of It", 120, "ML")
    db.person("Never Seen", "NP")
    counts, file = written(db)
    assert counts == CertificateCounts(people=2, ended=2, ahead=1)
    assert texts(file, "Person") == ["Just Enough", "All Of It"]
    assert texts(written(db, 74)[1], "Person") == ["A Minute Less", "Just Enough", "All Of It"]
    assert texts(written(db, 100)[1], "Person") == ["All Of It"]


def test_a_page_says_all_that_it_has_to(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Malawi – Chikondi Banda", 95)
    document = opened(written(db)[1])
    assert [each.text for each in document.paragraphs] == [
        "A-CIP coordinators' meeting",
        "Certificate of attendance",
        "awarded to",
        "Chikondi Banda",
        "Malawi",
        "for attending the sessions of this workshop",
        "15 March 2021 · 2 of 2 sessions · 1\u00a0h\u00a035\u00a0min",
        "Made on 20 March 2021",
        "For the organisers",
    ]
    assert document.core_properties.title == "Réunion des coordonnateurs A-CPI"


def test_each_person_has_a_page_of_their_own(db: WorkshopDatabase) -> None:
    hold(db)
    for number in range(3):
        there(db, f"Person {number}", 120)
    breaks = [each.paragraph_format.page_break_before for each in opened(written(db)[1]).paragraphs]
    assert [number for number, it in enumerate(breaks) if it] == [9, 18]


def test_a_page_is_in_the_language_of_its_person(db: WorkshopDatabase) -> None:
    """Her own, else her administration's, else the workshop's first."""
    hold(db)
    there(db, "Own", 120, "MW", "fr")
    there(db, "Of the group", 120, "MW", "pt")
    there(db, "Of the workshop", 120, "GONE", "pt")
    file = written(db)[1]
    assert texts(file, "Person") == ["Of the group", "Own", "Of the workshop"]
    assert texts(file, "Certificate") == [
        "Certificate of attendance",
        "Attestation de présence",
        "Attestation de présence",
    ]
    marked = [each.runs[0]._r.get_or_add_rPr().find(qn("w:lang")) for each in opened(file).paragraphs[::9]]
    assert [each.get(qn("w:val")) for each in marked if each is not None] == ["en-GB", "fr-FR", "fr-FR"]


def test_the_files_own_title_and_text(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Mali : Moussa Traoré", 90, "ML", "fr")
    text = "%(name)s : %(sessions)s séances, %(hours)s heures, 100 %%."
    of = workshop(certificate=Certificate(both("Attestation", "Certificate"), both(text, "none")))
    file = written(db, of=of)[1]
    assert texts(file, "Certificate") == ["Attestation"]
    assert texts(file, "Words") == ["Moussa Traoré : 2 séances, 1,5 heures, 100 %."]


def test_an_excused_absence_is_not_attended(db: WorkshopDatabase) -> None:
    hold(db)
    who = there(db, "Excused", 60)
    db.was_there(who, "lessons", at(15, 11, 30), at(15, 12, 20))
    mark = {"standing": "excused", "reason": "Ill", "actor": "Anne", "marked_at": format_utc(at(15, 13))}
    db.add("marks", session="lessons", participant=who, **mark)
    assert written(db, 51)[0].people == 0
    assert written(db, 50)[0].people == 1


def test_what_an_organiser_marked_present_counts(db: WorkshopDatabase) -> None:
    hold(db)
    who = there(db, "By Telephone", 60)
    mark = {"standing": "present", "reason": "By phone", "actor": "Anne", "marked_at": format_utc(at(15, 13))}
    db.add("marks", session="lessons", participant=who, **mark)
    assert written(db, 100)[0].people == 1


def test_a_session_in_progress_does_not_count(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10), at(15, 11))
    there(db, "First Session Only", 60)
    open_ = {"starts": at(15, 11, 30), "ends": at(15, 12, 30), "opened_at": at(15, 11, 30)}
    db.add(
        "session_states",
        session="lessons",
        status="open",
        moves=0,
        openings=1,
        **{key: format_utc(value) for key, value in open_.items()},
    )
    counts, file = written(db, 100)
    assert counts == CertificateCounts(people=1, ended=1, ahead=2)
    assert texts(file, "Facts") == ["15 March 2021 · 1 of 1 session · 1\u00a0h"]


def test_nobody_and_nothing_held_leave_no_file(db: WorkshopDatabase) -> None:
    db.person("Chikondi Banda", "MW")
    assert written(db, 1)[0] == CertificateCounts(people=0, ended=0, ahead=3)
    hold(db)
    counts, file = written(db, 1)
    assert counts == CertificateCounts(people=0, ended=2, ahead=1)
    assert not file.exists()


def test_an_erased_person_gets_none(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "", 120)
    assert written(db, 1)[0].people == 0


def test_a_workshop_of_one_day(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Chikondi Banda", 120)
    first = workshop().days[0]
    of = workshop(days=(Day(1, date(2021, 3, 15), first.title, first.sessions),), desk=None, evaluations=())
    counts, file = written(db, of=of)
    assert counts.ahead == 0
    assert texts(file, "Facts")[0].startswith("15 March 2021 · ")


def test_arabic_is_set_from_right_to_left_and_latin_is_not(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Awa ليلى حداد", 120)
    file = written(db)[1]
    runs = next(each.runs for each in opened(file).paragraphs if each.style and each.style.name == "Person")
    assert [(run.text, run.font.rtl) for run in runs] == [("Awa ", None), ("ليلى حداد", True)]


def test_a_long_name_is_smaller(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Ana", 120)
    there(db, "Maria da Conceição dos Santos Albuquerque e Vasconcelos de Oliveira Machado", 120)
    people = [each for each in opened(written(db)[1]).paragraphs if each.style and each.style.name == "Person"]
    short, long = (each.runs[0].font.size for each in people)
    assert short is None
    assert long is not None
    assert 13 <= long.pt < 20


def test_control_characters_and_formulas_do_no_harm(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "=1+1\x07 %(hours)s <b>", 120)
    assert texts(written(db)[1], "Person") == ["=1+1␇ %(hours)s <b>"]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Malawi – Chikondi Banda", "Chikondi Banda"),
        ("MW: Chikondi Banda", "Chikondi Banda"),
        ("Chikondi Banda (Malawi)", "Chikondi Banda"),
        ("Chikondi Banda - malawi", "Chikondi Banda"),
        ("Mali – Chikondi Banda", "Mali – Chikondi Banda"),
        ("Jean-Pierre Malawi", "Jean-Pierre Malawi"),
        ("Malawi", "Malawi"),
    ],
)
def test_the_group_beside_a_name_is_left_out(name: str, own: str) -> None:
    assert own_name(name, MALAWI) == own
    assert own_name(name, None) == name


def test_whoever_held_it_signs(db: WorkshopDatabase) -> None:
    hold(db)
    there(db, "Chikondi Banda", 120)
    of = workshop(about=About(host=both("le Programme A-CPI", "the A-CIP Programme")))
    assert texts(written(db, of=of)[1], "Signed for") == ["For the A-CIP Programme"]
