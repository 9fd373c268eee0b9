"""What stands behind the article: tables, distributions, and what is missing."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from bot.core.instants import format_utc
from bot.export.document import INTRO, Bars, Block, Figure, Grid, Heading, Items, Paragraph, Quotation, Steps
from bot.export.report.tally import LISTED
from tests.export.builder import FINAL, NOW, WorkshopDatabase, at, workshop
from tests.export.meeting import fill_with_meeting
from tests.export.test_article import reported, section

ARTICLE, PROGRAMME, ATTENDANCE, ANSWERS, MESSAGES, EVALUATION, METHOD = range(7)


def grids(blocks: list[Block]) -> list[Grid]:
    return [block.grid if isinstance(block, Figure) else block for block in blocks if isinstance(block, Grid | Figure)]


def test_sections_come_in_order(db: WorkshopDatabase) -> None:
    assert reported(db, fill_with_meeting(db)).sections == [
        "Draft article",
        "Programme as it took place",
        "Attendance",
        "Answers to the prompts",
        "Key messages",
        "Evaluation",
        "Method and limitations",
    ]


def test_the_plan_of_the_file_stands_against_what_was_held(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db)), PROGRAMME)
    assert [row for grid in grids(blocks) for row in grid.rows] == [
        ("1. Opening", "11:00–12:00", "11:03–12:05", "+3", "+2", "Held"),
        ("2. Lessons learned", "12:30–13:30", "12:30–13:30", "0", "0", "Held"),
        ("3. Key messages", "11:00–12:00", "", "", "", "Not yet held"),
    ]


def test_a_session_moved_to_another_day_says_which(db: WorkshopDatabase) -> None:
    db.held("lessons", at(16, 9), at(16, 9, 55))
    rows = grids(section(reported(db, workshop()), PROGRAMME))[0].rows
    assert rows[1][2:5] == ("16 March, 10:00–10:55", "+1290", "−5")


def test_attendance_by_session_and_through_the_day(db: WorkshopDatabase) -> None:
    figures = [block for block in section(reported(db, fill_with_meeting(db)), ATTENDANCE) if isinstance(block, Figure)]
    by_session, through = figures
    assert by_session.grid.rows == (
        ("1. Opening", "4", "1", "0", "0", "1", "3"),
        ("2. Lessons learned", "2", "0", "1", "1", "2", "2"),
    )
    assert isinstance(by_session.plot, Bars)
    assert [series.values for series in by_session.plot.series] == [(4, 2), (1, 0), (0, 1)]
    assert through.grid.rows == (
        ("1. Opening", "4", "4", "5", "5", "0", "5"),
        ("2. Lessons learned", "0", "2", "3", "2", "2", "3"),
    )
    assert isinstance(through.plot, Steps)
    name, points = through.plot.spans[1]
    assert (name, points[0], points[1]) == ("2", (12.5, 0), (12.5 + 1 / 60, 2))


def test_attendance_by_administration_has_no_ranking(db: WorkshopDatabase) -> None:
    tables = [block for block in section(reported(db, fill_with_meeting(db)), ATTENDANCE) if isinstance(block, Grid)]
    assert [table.rows for table in tables] == [
        (("Malawi", "2/2", "2/2"), ("Mali", "2/2", "1/2"), ("Nepal", "1/2", "0/2"), ("Total", "5", "3")),
    ]


def test_each_prompt_has_its_distribution(db: WorkshopDatabase) -> None:
    found = {grid.caption: grid.rows for grid in grids(section(reported(db, fill_with_meeting(db)), ANSWERS))}
    assert found == {
        "Answers by option: Where to begin?": (
            ("Transparency", "2", "50%"),
            ("Automation", "2", "50%"),
            ("Code of conduct", "1", "25%"),
        ),
        "Answers by point of the scale: Do you doubt?": (
            ("1 (not at all)", "1", "17%"),
            ("2", "2", "33%"),
            ("3", "0", "0%"),
            ("4", "0", "0%"),
            ("5 (very much)", "3", "50%"),
            ("Average", "3.3", ""),
        ),
    }


def test_written_answers_stand_under_their_administration(db: WorkshopDatabase) -> None:
    quotations = [
        block for block in section(reported(db, fill_with_meeting(db)), ANSWERS) if isinstance(block, Quotation)
    ]
    assert [(quotation.source, [said.text for said in quotation.texts]) for quotation in quotations] == [
        ("Malawi", ["- more exchange\n- more time", "- more exchange\n- more time"]),
        ("Mali", ["=1+1 <b>Échanger</b>"]),
    ]


def test_how_a_prompt_was_put(db: WorkshopDatabase) -> None:
    paragraphs = [
        block.text for block in section(reported(db, fill_with_meeting(db)), ANSWERS) if isinstance(block, Paragraph)
    ]
    assert paragraphs == [
        "Open; one answer per participant. Received: 3 answers from 2 administrations.",
        "Scale from 1 to 5; one answer per participant; anonymous. Received: 6 answers.",
        "Several choices; one answer per participant. Received: 4 answers from 2 administrations.",
    ]


def test_more_answers_than_a_report_holds_are_counted(db: WorkshopDatabase) -> None:
    db.asked("expectations", "opening", {})
    for number in range(LISTED + 2):
        db.answered("expectations", str(number), administration="MW", text=f"answer {number}")
    blocks = section(reported(db, workshop()), 3)
    assert blocks[-1] == Paragraph("2 more answers are in the exported table.")


def test_key_messages_stand_by_theme_in_each_language(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db), "fr"), MESSAGES)
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Transparence"]
    quoted = [block for block in blocks if isinstance(block, Quotation)]
    assert [[(said.language, said.text) for said in quotation.texts] for quotation in quoted] == [
        [
            ("en", "The programme is needed more than ever."),
            ("fr", "Le programme est plus nécessaire que jamais."),
        ],
        [("fr", "Davantage d’échanges.")],
    ]


def test_where_a_message_stands(db: WorkshopDatabase) -> None:
    quoted = [block for block in section(reported(db, fill_with_meeting(db)), MESSAGES) if isinstance(block, Quotation)]
    assert [quotation.note for quotation in quoted] == [
        "Published; endorsements: 2; unanimous",
        "Submitted; endorsements: 1; entered by the organisers on the group’s behalf; no translation (English)",
    ]


def test_what_was_published_by_override_is_said_and_not_quoted(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    db._connection.execute("update key_messages set status = 'published' where administration = 'ML'")
    db.add(
        "publications",
        administration="ML",
        number=1,
        version=1,
        uncleared=1,
        publisher="Anne",
        published_at=format_utc(at(17, 15)),
    )
    document = reported(db, of)
    quoted = [block for block in section(document, MESSAGES) if isinstance(block, Quotation)]
    assert quoted[1].note.startswith("Published; endorsements: 1; published before full approval; ")
    article = [block for block in section(document, ARTICLE) if isinstance(block, Quotation)]
    assert [quotation.source for quotation in article] == ["Malawi (MW-1)"]


def test_a_few_anonymous_answers_are_not_shown(db: WorkshopDatabase) -> None:
    db.asked("doubts", "opening", {"kind": "scale", "anonymous": True})
    db.asked("secret", "opening", {"kind": "open", "anonymous": True})
    for number in range(4):
        db.answered_by_nobody("doubts", {"value": 2})
        db.answered_by_nobody("secret", {"text": "Hush"})
        db.evaluated(f"hash{number}", 2, "Hush")
    document = reported(db, workshop())
    withheld = Paragraph(
        "If there are fewer than 5 answers, they are not shown one by one, so that nobody can be recognised."
    )
    assert [block for block in document.blocks if isinstance(block, Figure)] == []
    assert document.blocks.count(withheld) == 3
    assert [block for block in document.blocks if isinstance(block, Quotation)] == []
    manner = Paragraph("Open; one answer per participant; anonymous. Received: 4 answers.", INTRO)
    assert document.blocks.count(manner) == 1
    assert Paragraph("Received: 4 responses, anonymous.", INTRO) in document.blocks
    assert [block for block in section(document, ARTICLE) if isinstance(block, Items)] == []


def test_anonymous_answers_are_counted_and_not_shown_while_they_may_change(db: WorkshopDatabase) -> None:
    db.asked("secret", "opening", {"kind": "open", "anonymous": True}, closed=None)
    for number in range(6):
        db.answered_by_nobody("secret", {"text": "Hush"})
        db.evaluated(f"hash{number}", 2, "Hush")
    later = (dataclasses.replace(FINAL, closes=NOW + timedelta(seconds=1)),)
    document = reported(db, workshop(evaluations=later))
    assert [block for block in document.blocks if isinstance(block, Figure | Quotation)] == []
    assert document.blocks.count(Paragraph("Anonymous answers are shown once no more answers can be given.")) == 2
    assert Paragraph("Received: 6 responses, anonymous.", INTRO) in document.blocks


def test_the_evaluation_has_each_scale_and_each_word(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db)), EVALUATION)
    assert grids(blocks)[0].rows == (
        ("The meeting was useful\n1 (not at all) – 5 (very much)", "0", "0", "1", "2", "2", "5", "4.2"),
    )
    said = {said.text for block in blocks if isinstance(block, Quotation) for said in block.texts}
    assert said == {"Échanger 🤝", "Share\nmore"}


def test_what_is_missing_is_said(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db)), METHOD)
    items = next(block.items for block in blocks if isinstance(block, Items))
    assert list(items) == [
        "Attendance records: 12.",
        "Their sources: voice channel (7); sign-in (1); organiser (1).",
        "Uncertain, because an arrival or a departure was not seen: 1.",
        "Corrected by an organiser: 1.",
        "Answers changed by their authors before the question closed: 0.",
        "Anonymous questions, whose answers are not broken down: 1.",
        "Key messages entered by the organisers on a group’s behalf: 1.",
        "Key messages that lack a translation: 1.",
        "Key messages published before full approval: 0.",
        "Announcements that were late: 1; skipped: 0; failed: 0.",
    ]
    assert grids(blocks)[0].rows == (("Lessons learned", "Mali", "Excused", "At the bedside of a relative"),)


def test_a_session_in_progress_is_drawn_up_to_now(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    opened = {"status": "open", "opened_at": format_utc(at(15, 10)), "moves": 0, "openings": 1}
    db.add("session_states", session="opening", starts=format_utc(at(15, 10)), ends=format_utc(at(15, 11)), **opened)
    db.was_there(who, "opening", at(15, 10, 12), None)
    document = reported(db, workshop(), now=at(15, 10, 20))
    through = [block for block in section(document, ATTENDANCE) if isinstance(block, Figure)][1]
    assert through.grid.rows == (("1. Opening", "0", "0", "0", "1", "1", "1"),)
    assert isinstance(through.plot, Steps)
    assert through.plot.spans == (("1", ((11.0, 0), (11.2, 1), (11 + 1 / 3, 0))),)
