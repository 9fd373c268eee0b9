"""The first workshop that `run.py init` writes: from options, from answers on a terminal, or from neither."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import run
from bot.core.programme import Workshop
from bot.new_workshop import AlreadyThere, write_new_workshop
from bot.new_workshop.answers import Answers, WrongAnswer
from bot.new_workshop.questions import Options, answers
from bot.settings_file import read_settings
from bot.workshop_file import read_workshops

LANGUAGES = frozenset({"en", "fr", "pt-BR"})
TODAY = date(2026, 1, 1)
ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, **given: Any) -> Workshop:
    """The workshop that is written where those options are given, as `check` reads it."""
    write_new_workshop(folder, answers(Options(**given), TODAY, LANGUAGES), LANGUAGES)
    (workshop,), faults = read_workshops(folder / "workshops", LANGUAGES)
    assert faults == []
    return workshop


@pytest.mark.parametrize("day", range(0, 366, 13))
def test_it_passes_every_check_on_any_day_of_the_year(tmp_path: Path, day: int) -> None:
    today = TODAY + timedelta(days=day)
    write_new_workshop(tmp_path, answers(Options(), today, LANGUAGES), LANGUAGES)
    (workshop,), faults = read_workshops(tmp_path / "workshops", LANGUAGES)
    assert faults == []
    assert workshop.languages == ("en", "fr")
    assert workshop.starts > datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=21)
    assert read_settings(tmp_path, {})[1] == []


@pytest.mark.parametrize("days", [1, 2, 3, 30])
@pytest.mark.parametrize("languages", ["en", "fr", "fr,en", "pt-BR", "pt-BR,fr,en"])
def test_any_number_of_days_in_any_languages_passes(tmp_path: Path, days: int, languages: str) -> None:
    workshop = written(tmp_path, first_day="2027-03-15", days=str(days), timezone="Asia/Kathmandu", languages=languages)
    assert (len(workshop.days), workshop.days[0].date) == (days, date(2027, 3, 15))
    assert (",".join(workshop.languages), workshop.timezone) == (languages, "Asia/Kathmandu")


def test_every_text_is_in_its_language(tmp_path: Path) -> None:
    workshop = written(tmp_path, languages="pt,fr", days="3")
    assert workshop.languages == ("pt-BR", "fr")
    assert [day.title for day in workshop.days] == [
        {"pt-BR": "Primeiro dia", "fr": "Première journée"},
        {"pt-BR": "Dia 2", "fr": "Journée 2"},
        {"pt-BR": "Último dia", "fr": "Dernière journée"},
    ]
    assert workshop.roles.coordinator == "Coordenação"
    assert workshop.channels.organisers == "organização"
    assert written(tmp_path / "shared", languages="fr,en").roles.coordinator == "Coordinators"
    assert workshop.title == {"pt-BR": "Minha oficina", "fr": "Mon atelier"}
    assert workshop.groups
    assert workshop.groups.many == {"pt-BR": "Grupos", "fr": "Groupes"}


def test_titles_stand_as_they_are_given(tmp_path: Path) -> None:
    given = Options(titles=('Réunion « A-CPI » : "n° 1" #{x}', "A-CIP meeting"), languages="fr,en")
    (file, workshop_file) = write_new_workshop(tmp_path, answers(given, TODAY, LANGUAGES), LANGUAGES)
    (workshop,), _ = read_workshops(tmp_path / "workshops", LANGUAGES)
    assert dict(workshop.title) == {"fr": 'Réunion « A-CPI » : "n° 1" #{x}', "en": "A-CIP meeting"}
    assert (file.name, workshop_file.name, workshop.id) == (
        "bot.yaml",
        "reunion-a-cpi-n-1-x.yaml",
        "reunion-a-cpi-n-1-x",
    )
    assert answers(Options(titles=("One",)), TODAY, LANGUAGES).titles == ("One", "One")
    assert Answers(("研修",), TODAY).id == "my-workshop"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--first-day", "2027-02-30"], "--first-day: `2027-02-30` is not a date; write it as `2027-03-15`"),
        (["--first-day", "9999-12-31"], "--first-day: `9999-12-31` is not a date; write it as `2027-03-15`"),
        (["--days", "0"], "--days: `0` is no number of days; write one from 1 to 30"),
        (["--days", "many"], "--days: `many` is no number of days; write one from 1 to 30"),
        (["--timezone", "Europe/Bruxelles"], "--timezone: `Europe/Bruxelles` is not an IANA time zone; "),
        (["--languages", "en,xx"], "--languages: there is no catalogue for `xx`; choose one of `en`, `fr`"),
        (["--languages", "en,en"], "--languages: name 1 to 4 languages, each once, such as `en,fr`"),
        (["--title", " "], "--title: write a title in letters and figures"),
        (["--title", "x" * 101], "--title: a title has 101 characters; shorten it to 100"),
        (["--title", "a", "--title", "b", "--title", "c"], "--title: give one title, or one for each language: en, fr"),
    ],
)
def test_what_will_not_do_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert run.main(["init", str(tmp_path / "new"), *options]) == 2
    assert capsys.readouterr().err.startswith(words)
    assert not (tmp_path / "new").exists()


def test_it_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bot.yaml").write_text("database: mine.db\n", encoding="utf-8")
    assert run.main(["init", str(tmp_path), "--first-day", "2026-05-04"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "workshops/my-workshop.yaml"),
        "Taken by default: --languages en,fr, --days 2, --timezone Europe/Brussels. Where something else is right, "
        "change it in the file, or move the file away and begin again with these options.",
        f"Next: make {tmp_path / 'workshops/my-workshop.yaml'} yours in a text editor, then "
        f"`python run.py check --config {tmp_path}` names whatever is wrong.",
    ]
    assert (tmp_path / "bot.yaml").read_text(encoding="utf-8") == "database: mine.db\n"
    with pytest.raises(AlreadyThere, match=r"my-workshop\.yaml exists already"):
        written(tmp_path)
    assert "2026-05-04" in (tmp_path / "workshops/my-workshop.yaml").read_text(encoding="utf-8")
    assert run.main(["init", str(tmp_path / "bot.yaml")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_what_is_typed_and_will_not_do_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    typed: Iterator[str] = iter(
        ["en, xx", "fr,en", "", "Meeting", "tomorrow", "2027-03-15", "", "Mars", "Africa/Accra"]
    )
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(typed)

    assert answers(Options(), TODAY, LANGUAGES, ask) == Answers(
        ("Mon atelier", "Meeting"), date(2027, 3, 15), 2, "Africa/Accra", ("fr", "en")
    )
    assert "Title (fr) [Mon atelier]: " in asked
    assert capsys.readouterr().out.splitlines() == [
        "there is no catalogue for `xx`; choose one of `en`, `fr`, `pt-BR`",
        "`tomorrow` is not a date; write it as `2027-03-15`",
        "`Mars` is not an IANA time zone; write one such as `Europe/Brussels`",
    ]
    with pytest.raises(WrongAnswer, match="--days"):  # before anything is asked
        answers(Options(days="x"), TODAY, LANGUAGES, ask)


def test_a_title_stands_for_the_languages_after_it() -> None:
    typed = iter(["Rede Vida 2027", "", "Réseau Vida 2027"])
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(typed)

    given = Options(languages="pt-BR,en,fr", first_day="2027-03-15", days="1", timezone="Africa/Maputo")
    assert answers(given, TODAY, LANGUAGES, ask).titles == ("Rede Vida 2027", "Rede Vida 2027", "Réseau Vida 2027")
    assert asked[1] == "Title (en) [Rede Vida 2027]: "


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "run.py"), "init", str(tmp_path / "config"), "--days", "1"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path) as process:
        os.close(theirs)
        os.write(ours, b"en\nOur workshop\n2027-03-15\n\n\x04")  # the end of input, should it ask for more
        assert process.wait(20) == 0
    os.close(ours)
    (workshop,), faults = read_workshops(tmp_path / "config/workshops", LANGUAGES)
    assert (faults, workshop.title, len(workshop.days)) == ([], {"en": "Our workshop"}, 1)
