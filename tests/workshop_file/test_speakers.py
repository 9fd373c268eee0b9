"""Speakers are kept as they are written, with what stands in parentheses behind their names."""

from pathlib import Path

import pytest

from bot.workshop_file import read_workshop
from tests.workshop_file.small import LANGUAGES, faults_of, spoiled


@pytest.mark.parametrize(
    ("written", "speakers"),
    [
        ('"Ana Dias (WHO, Geneva); João"', ("Ana Dias (WHO, Geneva); João",)),
        ("Ana Dias", ("Ana Dias",)),
        ("[Ana Dias (WHO, Geneva), João (a, b, c), Eve]", ("Ana Dias (WHO, Geneva)", "João (a, b, c)", "Eve")),
        ('["Ana Dias (WHO, Geneva)", "João, director"]', ("Ana Dias (WHO, Geneva)", "João, director")),
    ],
)
def test_speakers(tmp_path: Path, written: str, speakers: tuple[str, ...]) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(spoiled(("speakers: [Someone]", f"speakers: {written}")), encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    assert faults == []
    assert workshop is not None
    assert workshop.sessions[0].speakers == speakers


def test_one_wrong_language_is_one_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, spoiled(("languages: [fr, en]", "languages: [French, english]"))) == [
        "4: there is no catalogue for the language `French`; write `fr`",
        "4: there is no catalogue for the language `english`; write `en`",
    ]
