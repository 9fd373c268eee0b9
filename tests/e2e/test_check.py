"""`run.py check` as in a terminal: faults, then warnings, with their lines; a warning alone is no failure."""

import re
import shutil
import sys
from pathlib import Path
from subprocess import run as start
from typing import Any

import pytest

from tests.e2e.command_line import run
from tests.e2e.harness import ROOT, Harness, bilingual, seconds_from_now, session, workshop_file

DAY_AFTER_TOMORROW = seconds_from_now(172_800)
PLACE: dict[str, Any] = {"timezone": "Europe/Brussels", "retention": "400d"}


def described(**more: Any) -> dict[str, Any]:
    """A workshop on the day after tomorrow, which is in the future in every zone."""
    file = workshop_file(session("opening", DAY_AFTER_TOMORROW, 60))
    file["days"][0]["date"] = DAY_AFTER_TOMORROW.date()
    return file | PLACE | more


def line_of(harness: Harness, words: str) -> int:
    lines = (harness.folder / "config" / "workshops" / "e2e.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


async def warnings(harness: Harness, **more: Any) -> list[str]:
    """The warnings of `check`, which exits with 0."""
    harness.configure(described(**more))
    status, errors = await run(harness.folder, "check")
    assert status == 0
    assert all(line.startswith("warning: config/workshops/e2e.yaml:") for line in errors.splitlines())
    return [line.removeprefix("warning: config/workshops/e2e.yaml:") for line in errors.splitlines()]


async def test_what_is_as_it_should_be_has_no_warning(harness: Harness) -> None:
    assert await warnings(harness, title=bilingual('The "new" way, and “old” ones')) == []
    assert await warnings(harness, timezone="UTC", retention="1d") == []


async def test_an_abbreviation_or_offset_for_a_zone(harness: Harness) -> None:
    for zone in ("CET", "Etc/GMT-2"):
        [told] = await warnings(harness, timezone=zone)
        assert told.startswith(f"{line_of(harness, 'timezone:')}: `{zone}` is an abbreviation or an offset; ")
    groups = described()["administrations"]
    groups[1]["timezone"] = "EET"
    [told] = await warnings(harness, administrations=groups)
    assert told.startswith(f"{line_of(harness, 'EET')}: `EET`")


@pytest.mark.slow
async def test_quotation_marks_around_a_whole_title(harness: Harness) -> None:
    for title in ('"Transparency"', "« Transparence »", "“Trust”", "'Trust'"):
        [told] = await warnings(harness, title={"fr": "Atelier", "en": title})
        assert told.startswith(f"{line_of(harness, title.strip(chr(39)))}: the title `{title}` is in quotation marks; ")
    opening = session("opening", DAY_AFTER_TOMORROW, 60, title={"fr": "« Ouverture »", "en": "Opening"})
    days = [{**described()["days"][0], "sessions": [opening]}]
    [told] = await warnings(harness, days=days)
    assert "« Ouverture »" in told


@pytest.mark.slow
async def test_no_retention_and_one_that_would_purge_today(harness: Harness) -> None:
    [told] = await warnings(harness, retention=None)
    assert "without `retention`" in told
    past = [{**described()["days"][0], "date": "2021-03-15"}]
    assert [told.split(": ", 1)[1].split(";")[0] for told in await warnings(harness, days=past, retention="3650d")] == [
        "the workshop ended on 2021-03-15, so nothing will be announced"
    ]
    both = await warnings(harness, days=past, retention="30d")
    assert [int(told.split(":")[0]) for told in both] == sorted(
        [line_of(harness, "days:"), line_of(harness, "retention:")]
    )
    assert any("would be erased today" in told for told in both)


async def test_faults_come_first_and_decide(harness: Harness) -> None:
    harness.configure(described(retention=None, timezone="CET", colour="blue"))
    status, errors = await run(harness.folder, "check")
    assert status == 2
    assert ["warning: " in line for line in errors.splitlines()] == [False, True, True]
    assert re.match(r"config/workshops/e2e\.yaml:\d+: `colour` is not a key here; ", errors)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program with catalogues that a test may damage, and a workshop without warnings."""
    for name in ("run.py", "bot", "locales"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    assert check(tmp_path, "init", "config") == (0, "")
    return tmp_path


def check(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "run.py", *(arguments or ("check",))]
    done = start(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def change(folder: Path, old: str, new: str) -> int:
    """Replace words in the French catalogue. Returns the number of their line."""
    file = folder / "locales" / "fr" / "LC_MESSAGES" / "bot.po"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.slow
def test_a_catalogue_that_is_incomplete_is_a_warning(copy: Path) -> None:
    change(copy, 'msgstr "ce dossier n’existe pas"', 'msgstr ""')
    status, errors = check(copy)
    assert (status, errors.count("\n")) == (0, 1)
    assert errors.startswith("warning: locales/fr/LC_MESSAGES/bot.po: 1 phrase is not translated; ")
    change(copy, 'msgstr "ce n’est pas une adresse web"', 'msgstr ""')
    assert "2 phrases are not translated" in check(copy)[1]


@pytest.mark.parametrize("wrong", ["%(donné)s n’est", "%(given)d n’est", "ce n’est", "100 % de %(given)s n’est"])
def test_a_translation_with_a_wrong_placeholder_is_a_fault(copy: Path, wrong: str) -> None:
    line = change(copy, 'msgstr "%(given)s n’est pas une adresse web"', f'msgstr "{wrong} pas une adresse web"')
    status, errors = check(copy)
    assert status == 2
    assert re.match(rf"locales/fr/LC_MESSAGES/bot\.po:({line - 1}|{line}): the translation ", errors)


def test_a_broken_catalogue_is_a_fault(copy: Path) -> None:
    line = change(copy, 'msgstr "ce dossier n’existe pas"', 'msgstr "ce dossier')
    status, errors = check(copy)
    assert status == 2
    assert re.match(rf"locales/fr/LC_MESSAGES/bot\.po:({line}|{line + 1}): the catalogue is broken here; ", errors)
