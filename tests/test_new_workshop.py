"""The first workshop that `run.py init` writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.new_workshop import AlreadyThere, write_new_workshop
from bot.settings import read_settings
from bot.workshop_file import read_workshops

LANGUAGES = frozenset({"en", "fr"})


@pytest.mark.parametrize("day", range(0, 366, 13))
def test_it_passes_every_check_on_any_day_of_the_year(tmp_path: Path, day: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=day)
    write_new_workshop(tmp_path, today)
    (workshop,), faults = read_workshops(tmp_path / "workshops", LANGUAGES)
    assert faults == []
    assert workshop.languages == ("en", "fr")
    assert workshop.starts > datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=21)
    assert read_settings(tmp_path, {})[1] == []


def test_it_names_what_it_wrote(tmp_path: Path) -> None:
    written = write_new_workshop(tmp_path / "new", date(2026, 1, 1))
    assert written == [tmp_path / "new/bot.yaml", tmp_path / "new/workshops/my-workshop.yaml"]


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "bot.yaml").write_text("database: mine.db\n", encoding="utf-8")
    written = write_new_workshop(tmp_path, date(2026, 1, 1))
    assert written == [tmp_path / "workshops/my-workshop.yaml"]
    assert (tmp_path / "bot.yaml").read_text(encoding="utf-8") == "database: mine.db\n"
    with pytest.raises(AlreadyThere, match=r"my-workshop\.yaml exists already"):
        write_new_workshop(tmp_path, date(2027, 1, 1))
    assert "2026" in written[0].read_text(encoding="utf-8")
