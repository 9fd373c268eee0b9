"""Files and folders: what is read, and why a file cannot be read."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.programme import AnsweredBy, PromptKind, Registration, Workshop
from bot.workshop_file import read_workshop, read_workshops
from tests.workshop_file.small import LANGUAGES, SMALL, checked, faults_of, raw_faults_of, spoiled


@pytest.fixture
def small(tmp_path: Path) -> Workshop:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    assert faults == []
    assert workshop is not None
    return workshop


def test_what_the_file_says_is_what_the_workshop_is(small: Workshop) -> None:
    assert (small.id, small.guild, small.languages) == ("small", None, ("fr", "en"))
    assert small.registration is Registration.OPEN
    assert small.roles.organiser == "Secretariat"
    assert (small.channels.plenary, small.channels.interpreters) == ("salle", None)
    assert small.reminders == (timedelta(days=1), timedelta(minutes=10))
    assert small.attendance.present_after == 0.5
    assert small.mention == frozenset({"opening"})
    assert [a.code for a in small.administrations] == ["MW", "ML"]
    assert [day.date for day in small.days] == [date(2021, 3, 26), date(2021, 3, 28)]


def test_local_times_become_instants_on_either_side_of_a_clock_change(small: Workshop) -> None:
    opening, _, messages = small.sessions
    assert opening.start == datetime(2021, 3, 26, 10, 0, tzinfo=UTC)
    assert messages.start == datetime(2021, 3, 28, 7, 30, tzinfo=UTC)
    assert small.desk is not None
    assert (small.desk.opens, small.desk.closes) == ("messages", datetime(2021, 3, 28, 16, 0, tzinfo=UTC))


def test_prompts_have_their_defaults(small: Workshop) -> None:
    hopes, mood, pick, turn = small.sessions[0].prompts
    assert (hopes.kind, hopes.by, hopes.max_length) == (PromptKind.OPEN, AnsweredBy.PARTICIPANT, 600)
    assert mood.anonymous
    assert mood.scale is not None
    assert mood.scale.high == {"fr": "Bien", "en": "Good"}
    assert [option.id for option in pick.options] == ["a", "b"]
    assert (turn.by, turn.max_length) == (AnsweredBy.ADMINISTRATION, 1000)


def test_what_is_left_out_has_its_default(small: Workshop) -> None:
    assert (small.agenda_before, small.summary_after) == (timedelta(hours=2), timedelta(minutes=15))
    assert small.retention is None
    assert small.evaluations[0].anonymous


@pytest.mark.parametrize("start", ["11:00", '"11:00"', "'11:00'", "11:00:00"])
def test_times_mean_the_same_quoted_or_not(tmp_path: Path, start: str) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(spoiled(("start: 11:00", f"start: {start}")), encoding="utf-8")
    workshop, _ = read_workshop(file, LANGUAGES)
    assert workshop is not None
    assert workshop.starts == datetime(2021, 3, 26, 10, 0, tzinfo=UTC)


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    norway = SMALL.replace("MW", "NO").replace("ML", "010").replace("en:", "no:").replace("[fr, en]", "[fr, no]")
    file.write_text(norway.replace("language: en", "language: no"), encoding="utf-8")
    workshop, faults = read_workshop(file, frozenset({"fr", "no"}))
    assert faults == []
    assert workshop is not None
    assert [(a.code, a.language) for a in workshop.administrations] == [("NO", "no"), ("010", "fr")]


def test_sessions_are_in_order_of_time_and_reminders_longest_first(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(spoiled(("start: 11:00", "start: 15:00"), ("[1d, 10m]", "[10m, 1d]")), encoding="utf-8")
    workshop, _ = read_workshop(file, LANGUAGES)
    assert workshop is not None
    assert [session.id for session in workshop.days[0].sessions] == ["work", "opening"]
    assert workshop.reminders == (timedelta(days=1), timedelta(minutes=10))


def test_five_faults_are_named_at_once(tmp_path: Path) -> None:
    five = spoiled(
        ("registration: open", "registraton: open"),
        ("timezone: Africa/Bamako", "timezone: Africa/Bamaco"),
        ("title: {fr: Vendredi, en: Friday}", "title: {fr: Vendredi}"),
        ("start: 12:00", "start: 11:15"),
        ("opens: messages, closes", "opens: mesages, closes"),
    )
    assert faults_of(tmp_path, five) == [
        "8: `registraton` is not a key here; did you mean `registration`?",
        "16: `Africa/Bamaco` is not an IANA time zone; did you mean `Africa/Bamako`?",
        "22: the text in `en` is missing; add `en: …`",
        "42: it begins before the session `opening` of line 24 ends, at 11:30 on 2021-03-26; "
        "begin it later, or shorten the other",
        "47: `mesages` is neither a session's id nor a date and time; did you mean `messages`?",
    ]


def test_a_fault_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (fault,) = raw_faults_of(tmp_path, spoiled(("code: ML", "code: ml")))
    said = "`ml` is not a code; use 1 to 10 of the characters A-Z, 0-9 and `-`"
    assert str(fault) == f"{tmp_path}/small.yaml:16: {said}"
    monkeypatch.chdir(tmp_path)
    assert str(fault) == f"small.yaml:16: {said}"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "1: the file is empty; let `run.py init` write one to begin with"),
        (b"- a\n", "1: the file does not hold keys and values; let `run.py init` write one to begin with"),
        (b"title: ok\nid: \xe9t\xe9\n", "2: the file is not encoded in UTF-8; save it as UTF-8"),
        (b"x" * (1024 * 1024 + 1), "1: the file is larger than 1 MiB; keep one workshop per file"),
        (b"[" * 100, "1: there are more than 20 levels of nesting; use fewer levels"),
        (b"[" + b"a," * 60_000 + b"]", "1: there are more than 50000 values; keep one workshop per file"),
        (b"id: a\n---\nid: b\n", "2: a second document begins here, after `---`; keep one workshop per file"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused(tmp_path: Path, content: bytes, fault: str) -> None:
    assert fault in faults_of(tmp_path, content)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    assert faults_of(tmp_path, b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()) == []


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    _, (fault,) = read_workshop(tmp_path / "none.yaml", LANGUAGES)
    assert (fault.what, fault.would_do) == (
        "the file cannot be read (No such file or directory)",
        "check that it is there and may be read",
    )


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    assert read_workshop(tmp_path / "small.yaml", frozenset({"fr"}))[1] == []


def folder_of(tmp_path: Path, **files: str) -> list[str]:
    for name, words in files.items():
        (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
    return [f"{f.file.name}:{f.line}: {f.what}; {f.would_do}" for f in checked(read_workshops(tmp_path, LANGUAGES)[1])]


def test_a_folder_without_workshops_is_a_fault(tmp_path: Path) -> None:
    would_do = "put a `.yaml` file there, or let `run.py init` write one"
    assert folder_of(tmp_path) == [f"{tmp_path.name}:1: there is no workshop file in this folder; {would_do}"]
    (fault,) = read_workshops(tmp_path / "none", LANGUAGES)[1]
    assert (fault.what, fault.would_do) == ("this folder does not exist", would_do)


def test_one_id_for_two_workshops_is_a_fault(tmp_path: Path) -> None:
    other = spoiled(("guild: null", "guild: 42"))
    assert folder_of(tmp_path, a=SMALL, b=other) == [
        "b.yaml:1: `small` is the id of the workshop in `a.yaml` too; give each workshop its own id"
    ]


@pytest.mark.parametrize(("guild", "server"), [("null", "the same server"), ("42", "the server `42`")])
def test_two_workshops_at_once_on_one_server_are_a_fault(tmp_path: Path, guild: str, server: str) -> None:
    one = spoiled(("guild: null", f"guild: {guild}"))
    other = spoiled(("guild: null", f"guild: {guild}"), ("id: small", "id: other"))
    assert folder_of(tmp_path, a=one, b=other) == [
        f"b.yaml:20: from 2021-03-26 to 2021-03-28, the workshop of `a.yaml` is on {server} too; "
        "change the dates, or name another `guild`"
    ]


def test_two_workshops_on_two_servers_or_in_two_years_are_none(tmp_path: Path) -> None:
    elsewhere = spoiled(("guild: null", "guild: 42"), ("id: small", "id: elsewhere"))
    next_year = spoiled(("id: small", "id: later")).replace("2021-", "2022-")
    assert folder_of(tmp_path, a=SMALL, b=elsewhere, c=next_year) == []
    assert [workshop.id for workshop in read_workshops(tmp_path, LANGUAGES)[0]] == ["small", "elsewhere", "later"]


def test_a_faulty_file_leaves_the_others_readable(tmp_path: Path) -> None:
    folder_of(tmp_path, a=SMALL, b="id: [")
    assert [workshop.id for workshop in read_workshops(tmp_path, LANGUAGES)[0]] == ["small"]
