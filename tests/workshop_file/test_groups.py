"""What the groups of a workshop are called, and what they take over from it."""

from pathlib import Path

from bot.core.programme import Workshop
from bot.i18n import group_word
from bot.i18n.catalogue import phrases
from bot.workshop_file import read_workshop
from tests.workshop_file.small import LANGUAGES, faults_of, spoiled

GROUPS = "groups: {one: {fr: Établissement, en: Hospital}, many: {fr: Établissements, en: Hospitals}}\nthemes:"
FR, EN = phrases("fr"), phrases("en")


def read(folder: Path, *changes: tuple[str, str]) -> Workshop:
    file = folder / "small.yaml"
    file.write_text(spoiled(*changes), encoding="utf-8")
    workshop, faults = read_workshop(file, LANGUAGES)
    assert faults == []
    assert workshop is not None
    return workshop


def test_a_group_has_the_first_language_and_the_zone_of_its_workshop(tmp_path: Path) -> None:
    malawi, mali = read(
        tmp_path, (", language: en, timezone: Africa/Blantyre", ""), (", timezone: Africa/Bamako", "")
    ).administrations
    assert (malawi.language, malawi.timezone) == ("fr", "Europe/Paris")
    assert (mali.language, mali.timezone) == ("fr", "Europe/Paris")


def test_groups_are_called_administrations_unless_the_file_has_a_word(tmp_path: Path) -> None:
    plain = read(tmp_path, ("mention: [opening]", "mention: [opening]"))
    assert (group_word.one(FR, plain), group_word.many(EN, plain)) == ("Administration", "Administrations")
    assert [group_word.counted(EN, plain, count) for count in (1, 17)] == ["1 administration", "17 administrations"]
    hospitals = read(tmp_path, ("themes:\n  - {id", f"{GROUPS}\n  - {{id"))
    assert (group_word.one(FR, hospitals), group_word.many(EN, hospitals)) == ("Établissement", "Hospitals")
    assert [group_word.counted(FR, hospitals, count) for count in (1, 17)] == ["1 groupe", "17 groupes"]


def test_the_word_is_needed_in_each_language_and_is_short(tmp_path: Path) -> None:
    lacking = ("themes:\n  - {id", f"{GROUPS.replace(', en: Hospital}', '}')}\n  - {{id")
    assert "`en` is missing" in faults_of(tmp_path, spoiled(lacking))[0]
    long = ("themes:\n  - {id", f"{GROUPS.replace('Hospitals', 'H' * 31)}\n  - {{id")
    assert "shorten it to 30" in faults_of(tmp_path, spoiled(long))[0]
