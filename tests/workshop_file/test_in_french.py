"""Faults as an organiser reads them in French; that none stays English in part, `small.checked` sees in each test."""

import pickle
from pathlib import Path

import pytest

from bot.faults import Fault, no_workshop
from bot.i18n.catalogue import phrases
from bot.workshop_file import read_workshop
from tests.workshop_file.small import LANGUAGES, checked, raw_faults_of, spoiled

NO_BREAK, NARROW = "\u00a0", "\u202f"


def in_french(*faults: Fault) -> list[str]:
    return [phrases("fr").translate(fault.sentence()) for fault in checked(faults)]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            [("registration: open", "registraton: open")],
            ":8_: `registraton` n’est pas une clé ici-; vouliez-vous dire `registration`-?",
        ),
        (
            [("code: ML", "code: ml")],
            ":16_: `ml` n’est pas un code-; utilisez de 1 à 10 caractères parmi A-Z, 0-9 et `-`",
        ),
        (
            [("late_grace: 15m", "late_grace: 3d")],
            ":10_: `3d` est hors limites-; écrivez une durée de `0s` à `1d`",
        ),
        (
            [("              - {id: b, text: {fr: Deux, en: Two}}\n", "")],
            ":38_: la liste compte 1 élément-; il en faut au moins 2",
        ),
        (
            [("fr: Mal,", f"fr: {'x' * 46},")],
            ":33_: le texte en `fr` compte 46 caractères-; raccourcissez-le à 45_: "
            "c’est ce qui tient comme extrémité d’une échelle",
        ),
        (
            [("start: 12:00", "start: 11:15")],
            ":42_: elle commence avant la fin de la séance `opening` de la ligne 24, à 11:30 le 2021-03-26-; "
            "commencez-la plus tard, ou raccourcissez l’autre",
        ),
        (
            [("[Someone]", "[Some\u202eone]")],
            ":29_: la ligne contient le caractère invisible U+202E (forçage de droite à gauche)-; supprimez-le",
        ),
        (
            [("    title: {fr: Vendredi", "   title: {fr: Vendredi")],
            ":22_: ce n’est pas du YAML_: un `-` était attendu-; alignez avec des espaces, "
            "de la même façon à chaque niveau, et mettez les textes entre guillemets droits doubles",
        ),
    ],
)
def test_a_fault_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: list[tuple[str, str]], fault: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = fault.replace("_:", f"{NO_BREAK}:").replace("-;", f"{NARROW};").replace("-?", f"{NARROW}?")
    assert in_french(*raw_faults_of(tmp_path, spoiled(*changes))) == [f"small.yaml{said}"]


def test_a_file_that_cannot_be_read_is_said_with_the_reason(tmp_path: Path) -> None:
    _workshop, (fault,) = read_workshop(tmp_path / "none.yaml", LANGUAGES)
    assert phrases("fr").translate(fault.what) == "le fichier ne peut pas être lu (fichier introuvable)"


def test_a_workshop_that_no_file_holds_is_said() -> None:
    (said,) = in_french(fault := no_workshop(Path("/config/workshops"), "small"))
    assert str(fault) == "/config/workshops: no file here holds the workshop `small`; give its file this `id` again"
    assert said.startswith(f"/config/workshops{NO_BREAK}: aucun fichier de ce dossier ne décrit l’atelier `small`")


def test_a_fault_comes_whole_from_another_process(tmp_path: Path) -> None:
    faults = raw_faults_of(tmp_path, spoiled(("[1d, 10m]", "[" + ", ".join(f"{n}m" for n in range(1, 22)) + "]")))
    over: list[Fault] = pickle.loads(pickle.dumps(faults))
    assert (over, in_french(*over)) == (faults, in_french(*faults))
