"""The parts after the article: results, then an annex with every answer and what is missing."""

import dataclasses
from datetime import date, timedelta

from bot.core.instants import format_utc
from bot.export.document import INTRO, Block, Document, Figure, Grid, Heading, Items, Paragraph, Quotation
from bot.export.report.tally import LISTED
from tests.export.builder import FINAL, NOW, WorkshopDatabase, at, workshop
from tests.export.meeting import fill_with_meeting
from tests.export.test_article import reported, section

ARTICLE, ATTENDANCE, ANSWERS, MESSAGES, EVALUATION = range(5)
ANNEX = -2
"""The last section, however many there are."""


def part(document: Document, name: str) -> list[Block]:
    """The blocks of the annex under the heading of that name."""
    blocks = section(document, ANNEX)
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    start = next(place for place in starts if blocks[place] == Heading(2, name))
    return blocks[start + 1 : min([place for place in starts if place > start], default=len(blocks))]


def grids(blocks: list[Block]) -> list[Grid]:
    return [block.grid if isinstance(block, Figure) else block for block in blocks if isinstance(block, Grid | Figure)]


def test_sections_come_in_order(db: WorkshopDatabase) -> None:
    assert reported(db, fill_with_meeting(db)).sections == [
        "Draft article",
        "Attendance",
        "Answers to the prompts",
        "Key messages",
        "Evaluation",
        "Annex",
    ]


def test_nothing_of_the_results_or_the_annex_without_data(db: WorkshopDatabase) -> None:
    assert reported(db, workshop()).sections == ["Draft article", "Attendance", "Annex"]


def test_no_plot_or_table_has_the_title_of_its_heading(db: WorkshopDatabase) -> None:
    for language in ("en", "fr"):
        heading = ""
        for block in reported(db, fill_with_meeting(db) if language == "en" else workshop(), language).blocks:
            if isinstance(block, Heading):
                heading = block.text
            elif isinstance(block, Figure):
                assert heading not in (block.plot.title, block.grid.caption)
            elif isinstance(block, Grid) and block.is_captioned:
                assert block.caption != heading


def test_the_plan_of_the_file_stands_against_what_was_held(db: WorkshopDatabase) -> None:
    blocks = part(reported(db, fill_with_meeting(db)), "Programme as it took place")
    assert [row for grid in grids(blocks) for row in grid.rows] == [
        ("1. Opening", "11:00–12:00", "11:03–12:05", "+3", "+2", "Held"),
        ("2. Lessons learned", "12:30–13:30", "12:30–13:30", "0", "0", "Held"),
        ("3. Key messages", "11:00–12:00", "", "", "", "Not yet held"),
    ]


def test_a_session_moved_to_another_day_says_which(db: WorkshopDatabase) -> None:
    db.held("lessons", at(16, 9), at(16, 9, 55))
    rows = grids(part(reported(db, workshop()), "Programme as it took place"))[0].rows
    assert rows[1][2:5] == ("16 March, 10:00–10:55", "+1290", "−5")


def test_attendance_by_session_and_through_the_day(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db)), ATTENDANCE)
    by_session, through, _by_administration = grids(blocks)
    assert by_session.rows == (
        ("1. Opening", "4", "1", "0", "0", "1", "3"),
        ("2. Lessons learned", "2", "0", "1", "1", "2", "2"),
    )
    assert through.rows == (
        ("1. Opening", "4", "4", "5", "5", "0", "5"),
        ("2. Lessons learned", "0", "2", "3", "2", "2", "3"),
    )
    [figure] = [block for block in blocks if isinstance(block, Figure)]
    [panel] = figure.plot.panels
    name, points = panel.spans[1]
    assert (panel.title, name, points[0], points[1]) == ("15 March", "2", (12.5, 0), (12.5 + 1 / 60, 2))


def test_many_days_have_no_plot(db: WorkshopDatabase) -> None:
    of = workshop()
    days = tuple(
        dataclasses.replace(
            of.days[1],
            number=number,
            date=date(2021, 3, number),
            sessions=(dataclasses.replace(of.days[1].sessions[0], id=f"s{number}", start=at(number, 10)),),
        )
        for number in range(1, 11)
    )
    who = db.person("Chikondi Banda", "MW")
    for number in range(1, 11):
        db.held(f"s{number}", at(number, 10), at(number, 11))
        db.was_there(who, f"s{number}", at(number, 10), at(number, 11))
    blocks = section(reported(db, workshop(days=days, desk=None)), ATTENDANCE)
    assert [len(grid.rows) for grid in grids(blocks)][:2] == [10, 10]
    assert not any(isinstance(block, Figure) for block in blocks)


def test_attendance_by_administration_has_no_ranking(db: WorkshopDatabase) -> None:
    *_others, table = grids(section(reported(db, fill_with_meeting(db)), ATTENDANCE))
    assert table.rows == (
        ("Malawi", "2/2", "2/2"),
        ("Mali", "2/2", "1/2"),
        ("Nepal", "1/2", "0/2"),
        ("Total", "5", "3"),
    )


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
        block
        for block in part(reported(db, fill_with_meeting(db)), "Every written answer")
        if isinstance(block, Quotation)
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
        "Open; one answer per participant. Received: 3 answers from 2 administrations. They are in the annex.",
        "Scale from 1 to 5; one answer per participant; anonymous. Received: 6 answers.",
        "Several choices; one answer per participant. Received: 4 answers from 2 administrations.",
    ]


def test_more_answers_than_a_report_holds_are_counted(db: WorkshopDatabase) -> None:
    db.asked("expectations", "opening", {})
    for number in range(LISTED + 2):
        db.answered("expectations", str(number), administration="MW", text=f"answer {number}")
    blocks = part(reported(db, workshop()), "Every written answer")
    assert blocks[-1] == Paragraph("2 more answers are in the exported table.")


def test_the_results_count_key_messages_and_show_what_all_stood_behind(db: WorkshopDatabase) -> None:
    blocks = section(reported(db, fill_with_meeting(db)), MESSAGES)
    assert grids(blocks)[0].rows == (("Transparency", "2", "2"), ("Total", "2", "2"))
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["What all stood behind"]
    assert [block.source for block in blocks if isinstance(block, Quotation)] == ["Malawi (MW-1)"]


def test_without_unanimity_the_results_show_what_had_the_widest_support(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    db._connection.execute("delete from endorsements where endorsed_by = 'NP'")
    blocks = section(reported(db, of), MESSAGES)
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["What had the widest support"]
    assert [block.source for block in blocks if isinstance(block, Quotation)] == ["Malawi (MW-1)", "Mali (ML-1)"]


def test_messages_without_a_theme_are_counted_too(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    db._connection.execute("update key_message_versions set theme = null where administration = 'ML'")
    rows = grids(section(reported(db, of), MESSAGES))[0].rows
    assert rows == (("Transparency", "1", "1"), ("Without a theme", "1", "1"), ("Total", "2", "2"))


def test_the_annex_has_every_key_message_by_theme_in_each_language(db: WorkshopDatabase) -> None:
    blocks = part(reported(db, fill_with_meeting(db), "fr"), "Tous les messages clés")
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
    blocks = part(reported(db, fill_with_meeting(db)), "Every key message")
    assert [quotation.note for quotation in blocks if isinstance(quotation, Quotation)] == [
        "Published; endorsements: 2; unanimous",
        "Submitted; endorsements: 1; entered by the organisers on the group’s behalf; no translation (English)",
    ]


def test_what_was_published_by_override_is_said_and_not_quoted(db: WorkshopDatabase) -> None:
    of = fill_with_meeting(db)
    db._connection.execute("update key_messages set status = 'published' where administration = 'ML'")
    db._connection.execute("update endorsements set administration = 'ML' where endorsed_by = 'NP'")
    db.translated("ML", 1, 1, "en", "More exchange.")
    override = {"version": 1, "uncleared": 1, "publisher": "Anne", "published_at": format_utc(at(17, 15))}
    db.add("publications", administration="ML", number=1, **override)
    document = reported(db, of)
    quoted = [block for block in part(document, "Every key message") if isinstance(block, Quotation)]
    assert quoted[1].note.startswith("Published; endorsements: 2; unanimous; published before full approval; ")
    article = [block.text for block in section(document, ARTICLE) if isinstance(block, Paragraph)]
    assert "More exchange" not in " ".join(article)


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


def test_the_evaluation_has_each_scale_and_the_annex_each_word(db: WorkshopDatabase) -> None:
    document = reported(db, fill_with_meeting(db))
    assert grids(section(document, EVALUATION))[0].rows == (
        ("The meeting was useful\n1 (not at all) – 5 (very much)", "0", "0", "1", "2", "2", "5", "4.2"),
    )
    blocks = part(document, "Every written reply: Evaluation")
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["What next?"]
    said = {said.text for block in blocks if isinstance(block, Quotation) for said in block.texts}
    assert said == {"Échanger 🤝", "Share\nmore"}


def test_what_is_missing_is_said(db: WorkshopDatabase) -> None:
    blocks = part(reported(db, fill_with_meeting(db)), "Method and limitations")
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
    [through] = [block for block in section(document, ATTENDANCE) if isinstance(block, Figure)]
    assert through.grid.rows == (("1. Opening", "0", "0", "0", "1", "1", "1"),)
    assert [panel.spans for panel in through.plot.panels] == [(("1", ((11.0, 0), (11.2, 1), (11 + 1 / 3, 0))),)]
