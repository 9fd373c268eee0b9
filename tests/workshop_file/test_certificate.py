"""The certificate of a workshop file: its title, its text, and what may stand in for values."""

from pathlib import Path

import pytest

from bot.core.about import Certificate
from bot.workshop_file import read_workshop
from tests.workshop_file.small import LANGUAGES, SMALL, faults_of

HEAD = "certificate:\n  title: {fr: Attestation, en: Certificate}\n  text:\n"
LAST = len(SMALL.splitlines()) + 1


def test_a_certificate_is_read(tmp_path: Path) -> None:
    text = "    fr: '%(name)s, %(sessions)s, %(hours)s, 100 %%'\n    en: Nothing to fill in\n"
    file = tmp_path / "small.yaml"
    file.write_text(SMALL + HEAD + text, encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    assert (faults, workshop is not None) == ([], True)
    assert workshop is not None
    assert workshop.certificate == Certificate(
        {"fr": "Attestation", "en": "Certificate"},
        {"fr": "%(name)s, %(sessions)s, %(hours)s, 100 %%", "en": "Nothing to fill in"},
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("%(nom)s", ["`%(nom)s` is not a placeholder; choose one of `%(name)s`, `%(hours)s`, `%(sessions)s`"]),
        ("%(name)d", ["`%(name)d` is not a placeholder; did you mean `%(name)s`?"]),
        ("%(name) was here", ["`%(name)` is not a placeholder; did you mean `%(name)s`?"]),
        (
            "%(salary)s",
            ["`%(salary)s` is not a placeholder; choose one of `%(name)s`, `%(hours)s`, `%(sessions)s`"],
        ),
        (
            "for 75 % of the time",
            ["`%` stands alone; write `%%` for the sign, or one of `%(name)s`, `%(hours)s`, `%(sessions)s`"],
        ),
        (
            "%(name)s was there for 100%",
            ["`%` stands alone; write `%%` for the sign, or one of `%(name)s`, `%(hours)s`, `%(sessions)s`"],
        ),
    ],
)
def test_a_wrong_placeholder_is_a_fault_with_its_line(tmp_path: Path, text: str, faults: list[str]) -> None:
    words = SMALL + HEAD + f"    fr: Bien\n    en: '{text}'\n"
    assert faults_of(tmp_path, words) == [f"{LAST + 4}: {fault}" for fault in faults]


def test_two_wrong_ones_are_two_faults(tmp_path: Path) -> None:
    words = SMALL + HEAD + "    fr: '%(a)s'\n    en: '%'\n"
    assert [fault.split(":")[0] for fault in faults_of(tmp_path, words)] == [str(LAST + 3), str(LAST + 4)]


def test_both_keys_are_needed_in_each_language(tmp_path: Path) -> None:
    words = SMALL + "certificate:\n  title: {fr: Attestation}\n"
    assert faults_of(tmp_path, words) == [
        f"{LAST}: the key `text` is missing; add `text: …`",
        f"{LAST + 1}: the text in `en` is missing; add `en: …`",
    ]
