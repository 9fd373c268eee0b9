"""The content of each table, compared with rows written by hand."""

from datetime import timedelta

from bot.core.instants import format_utc
from tests.export.builder import NOW, WorkshopDatabase, at, both, workshop
from tests.export.reading import column, table


def test_an_untouched_session_stands_as_in_the_file(db: WorkshopDatabase) -> None:
    assert table(db, "sessions")[0] == {
        "session_id": "opening",
        "day": 1,
        "title_fr": "Ouverture",
        "title_en": "Opening",
        "planned_start": at(15, 10),
        "planned_end": at(15, 11),
        "actual_start": None,
        "actual_end": None,
        "status": "planned",
    }


def test_a_moved_session_stands_where_it_is_now(db: WorkshopDatabase) -> None:
    db.held("opening", at(15, 10, 20), at(15, 11, 5), delay=timedelta(minutes=5))
    names = ("planned_start", "planned_end", "actual_start", "actual_end", "status")
    assert column(table(db, "sessions"), *names)[0] == (
        at(15, 10, 15),
        at(15, 11, 15),
        at(15, 10, 20),
        at(15, 11, 5),
        "ended",
    )


def test_there_is_an_attendance_row_for_each_participant_and_begun_session(db: WorkshopDatabase) -> None:
    there, absent = db.person("Chikondi Banda", "MW"), db.person("Moussa Traoré", "ML", "fr")
    db.person("Pending", "ML", status="pending")
    db.held("opening", at(15, 10), at(15, 11))
    db.was_there(there, "opening", at(15, 10, 2), at(15, 10, 40, 20))
    db.was_there(there, "opening", at(15, 10, 30), at(15, 11), "button")
    assert table(db, "attendance") == [
        {
            "session_id": "opening",
            "participant_id": there,
            "name": "Chikondi Banda",
            "administration": "MW",
            "status": "present",
            "minutes": 58.0,
            "first_in": at(15, 10, 2),
            "last_out": at(15, 11),
            "sources": "voice+button",
            "uncertain": False,
            "reason": None,
        },
        {
            "session_id": "opening",
            "participant_id": absent,
            "name": "Moussa Traoré",
            "administration": "ML",
            "status": "absent",
            "minutes": 0.0,
            "first_in": None,
            "last_out": None,
            "sources": None,
            "uncertain": False,
            "reason": None,
        },
    ]


def test_an_organisers_mark_has_the_last_word_and_its_reason(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.held("opening", at(15, 10), at(15, 11))
    db.add(
        "marks",
        session="opening",
        participant=who,
        standing="excused",
        reason="travelling",
        actor="Anne",
        marked_at=format_utc(at(15, 12)),
    )
    assert column(table(db, "attendance"), "status", "sources", "reason") == [("excused", "organiser", "travelling")]


def test_someone_removed_is_kept_only_where_they_were(db: WorkshopDatabase) -> None:
    gone = db.person("Gone Early", "MW", status="removed")
    db.person("Never There", "MW", status="removed")
    db.held("opening", at(15, 10), at(15, 11))
    db.held("lessons", at(15, 11, 30), at(15, 12, 30))
    db.was_there(gone, "opening", at(15, 10), at(15, 11))
    assert column(table(db, "attendance"), "session_id", "name") == [("opening", "Gone Early")]
    assert column(table(db, "participants"), "name") == [("Gone Early",)]


def test_an_erased_person_has_no_name(db: WorkshopDatabase) -> None:
    who = db.person("", "MW", discord_id=None)
    db.message("MW", 1, ("en", "Keep going"))
    db._connection.execute("update key_message_versions set participant = ?", (who,))
    assert column(table(db, "participants"), "participant_id", "name") == [(who, None)]
    assert column(table(db, "key_messages"), "author") == [(None,)]


def test_someone_still_there_has_not_gone_out(db: WorkshopDatabase) -> None:
    who = db.person("Chikondi Banda", "MW")
    db.add(
        "session_states",
        session="opening",
        starts=format_utc(at(15, 10)),
        ends=format_utc(at(15, 11)),
        status="open",
        opened_at=format_utc(at(15, 10)),
        moves=0,
        openings=1,
    )
    db.was_there(who, "opening", at(15, 10, 1), None)
    now = table(db, "attendance", now=at(15, 10, 20))
    assert column(now, "status", "minutes", "first_in", "last_out") == [("present", 59.0, at(15, 10, 1), None)]


def test_administrations_count_people_sessions_and_messages(db: WorkshopDatabase) -> None:
    one, other = db.person("Chikondi Banda", "MW"), db.person("Tiwonge Phiri", "MW")
    db.person("Moussa Traoré", "ML", "fr")
    db.held("opening", at(15, 10), at(15, 11))
    db.held("lessons", at(15, 11, 30), at(15, 12, 30))
    db.was_there(one, "opening", at(15, 10), at(15, 11))
    db.was_there(other, "opening", at(15, 10), at(15, 10, 1))
    db.message("MW", 1, ("en", "Keep going"))
    assert column(
        table(db, "administrations"), "administration", "participants", "sessions_represented", "key_messages"
    ) == [("MW", 2, 1, 1), ("ML", 1, 0, 0), ("NP", 0, 0, 0)]


def test_prompts_say_how_they_were_put(db: WorkshopDatabase) -> None:
    yes, no = {"id": "y", "text": both("Oui", "Yes")}, {"id": "n", "text": both("Non", "No")}
    ends = {"low": both("peu", "little"), "high": both("beaucoup", "a lot")}
    db.asked("rate", "lessons", {"kind": "scale", "scale": ends})
    db.asked("pick", "opening", {"kind": "choice", "options": [yes, no]})
    db.answered("pick", "1", option_ids="y")
    first, second = table(db, "prompts")
    assert first == {
        "session_id": "opening",
        "prompt_id": "pick",
        "kind": "choice",
        "by": "participant",
        "anonymous": False,
        "text_fr": "Vos attentes ?",
        "text_en": "Your expectations?",
        "options_fr": "Oui;Non",
        "options_en": "Yes;No",
        "opened_at": at(15, 10, 5),
        "closed_at": at(15, 10, 20),
        "answers": 1,
    }
    assert (second["options_fr"], second["options_en"]) == ("1 = peu;5 = beaucoup", "1 = little;5 = a lot")


def test_a_named_answer_says_who_and_when(db: WorkshopDatabase) -> None:
    who = db.person("Moussa Traoré", "ML", "fr")
    db.asked("expectations", "opening", {})
    db.answered("expectations", "1", participant=who, administration="ML", language="fr", text="Échanger")
    assert table(db, "answers") == [
        {
            "session_id": "opening",
            "prompt_id": "expectations",
            "kind": "open",
            "participant_id": who,
            "name": "Moussa Traoré",
            "administration": "ML",
            "language": "fr",
            "option_ids": None,
            "value": None,
            "text": "Échanger",
            "answered_at": at(15, 10, 6),
            "edited_at": None,
        }
    ]


def test_anonymous_answers_name_nobody_and_keep_no_order(db: WorkshopDatabase) -> None:
    db.asked("doubts", "opening", {"anonymous": True})
    stored = [str(number) for number in range(30)]
    db.answered_by_nobody("doubts", *({"text": text} for text in stored))
    rows = table(db, "answers")
    hidden = ("participant_id", "name", "administration", "language", "answered_at", "edited_at")
    assert set(column(rows, *hidden)) == {(None,) * 6}
    assert sorted(str(row["text"]) for row in rows) == sorted(stored)
    assert [row["text"] for row in rows] != stored
    assert [row["text"] for row in rows] != [row["text"] for row in table(db, "answers")]


def test_anonymous_answers_are_only_counted_while_the_prompt_is_open_or_if_they_are_few(db: WorkshopDatabase) -> None:
    for prompt, answers, closed in (("open", 6, None), ("few", 4, at(15, 11)), ("enough", 5, at(15, 11))):
        db.asked(prompt, "opening", {"anonymous": True}, closed=closed)
        db.answered_by_nobody(prompt, *[{"text": "Hush"}] * answers)
    assert column(table(db, "prompts"), "prompt_id", "answers") == [("enough", 5), ("few", 4), ("open", 6)]
    assert {row["prompt_id"] for row in table(db, "answers")} == {"enough"}


def test_the_answer_of_someone_erased_stands_without_a_name_beside_the_others(db: WorkshopDatabase) -> None:
    who = db.person("Moussa Traoré", "ML", "fr")
    db.asked("expectations", "opening", {}, closed=None)
    db.answered("expectations", "1", participant=who, administration="ML", language="fr", text="Échanger")
    db.answered_by_nobody("expectations", {"text": "Share"})
    assert column(table(db, "answers"), "participant_id", "language", "text") == [
        (None, None, "Share"),
        (who, "fr", "Échanger"),
    ]
    assert column(table(db, "prompts"), "answers") == [(2,)]


def test_a_translation_of_an_earlier_version_is_none_of_this_one(db: WorkshopDatabase) -> None:
    db.message("MW", 2, ("en", "Go on"), ("en", "Go on together"), status="cleared", on_behalf=1)
    db.translated("MW", 2, 1, "fr", "Continuez")
    db.endorsed("MW", 2, "ML", "NP", version=2)
    db.endorsed("MW", 2, "MW", version=1)
    assert table(db, "key_messages") == [
        {
            "message_id": "MW-2",
            "administration": "MW",
            "theme": "transparency",
            "language": "en",
            "text_fr": None,
            "text_en": "Go on together",
            "status": "cleared",
            "version": 2,
            "author": "Chikondi Banda",
            "on_behalf": True,
            "submitted_at": at(17, 10, 10),
            "endorsements": 2,
        }
    ]
    db.translated("MW", 2, 2, "fr", "Continuez avec", revision=1)
    db.translated("MW", 2, 2, "fr", "Continuez ensemble", revision=2)
    assert column(table(db, "key_messages"), "text_fr") == [("Continuez ensemble",)]


def test_announcements_name_a_session_only_where_they_are_of_one(db: WorkshopDatabase) -> None:
    snowflake = 820_000_000_000_000_123
    db.announced("opening/opening", "opening", "opening", channel_id=snowflake, message_id=snowflake)
    db.announced("2021-03-15/agenda", "agenda", "2021-03-15", due_at=format_utc(at(15, 8)))
    assert column(table(db, "announcements"), "key", "session_id", "language", "message_id") == [
        ("2021-03-15/agenda", None, None, None),
        ("opening/opening", "opening", None, str(snowflake)),
    ]


def test_another_workshop_in_the_same_file_is_left_out(db: WorkshopDatabase) -> None:
    db._connection.execute("insert into workshops (workshop, loaded_at) values ('other', ?)", (format_utc(NOW),))
    db.person("Somebody Else", "MW", workshop="other")
    assert table(db, "participants") == []


def test_columns_follow_the_workshops_languages(db: WorkshopDatabase) -> None:
    three = workshop(languages=("en", "pt", "fr"))
    assert [name for name in table(db, "sessions", three)[0] if name.startswith("title")] == [
        "title_en",
        "title_pt",
        "title_fr",
    ]
