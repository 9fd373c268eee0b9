"""The output of each command in a French terminal, after success and after failure."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

import run
from bot.storage.database import Database
from bot.storage.lock import DatabaseLock


@pytest.fixture(autouse=True)
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A new workshop in the working directory, and the terminal in French."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    assert run.main(["init", "config", "--first-day", "2090-05-04"]) == 0
    capsys.readouterr()


def begin() -> None:
    """Create the database as the bot leaves it."""

    async def begun() -> None:
        await (await Database.open(Path("data/atelier.db"))).close()

    Path("data").mkdir()
    asyncio.run(begun())


def output_of(capsys: pytest.CaptureFixture[str], status: int, *command: str) -> list[str]:
    """The lines that the command printed, with ordinary spaces."""
    assert run.main([*command]) == status
    out, errors = capsys.readouterr()
    return str(out + errors).replace("\u00a0", " ").replace("\u202f", " ").splitlines()


def test_backup_and_restore(capsys: pytest.CaptureFixture[str]) -> None:
    [nothing_yet] = output_of(capsys, 1, "backup", "copie.db")
    assert nothing_yet.startswith("il n’y a pas encore de base de données à l’emplacement data/atelier.db : lancez")
    begin()
    assert output_of(capsys, 0, "backup", "copie.db") == []
    [there] = output_of(capsys, 1, "backup", "copie.db")
    assert there == "copie.db existe déjà : donnez un autre chemin, ou déplacez-le"
    [none] = output_of(capsys, 1, "restore", "autre.db")
    assert none == "il n’y a pas de sauvegarde à l’emplacement autre.db ; rien n’a été modifié"
    Path("texte.db").write_text("rien", encoding="utf-8")
    [useless] = output_of(capsys, 1, "restore", "texte.db")
    assert useless == "texte.db est endommagé ; rien n’a été modifié : donnez une autre sauvegarde"
    done, former, _start = output_of(capsys, 0, "restore", "copie.db")
    assert done.startswith("data/atelier.db est de nouveau comme dans copie.db")
    assert former.startswith("La base de données qui s’y trouvait jusqu’ici est gardée sous le nom data/atelier.until-")


def test_a_database_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    begin()
    assert output_of(capsys, 0, "backup", "copie.db") == []
    lock = DatabaseLock.acquire(Path("data/atelier.db"))
    [in_use] = output_of(capsys, 1, "restore", "copie.db")
    lock.release()
    assert in_use.startswith(f"un autre bot (processus {os.getpid()}) utilise déjà la base de données data/atelier.db")


def test_erase_names_who_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    begin()
    [unknown] = output_of(capsys, 2, "erase", "--workshop", "my-workshop", "--participant", "7")
    assert unknown.startswith("--participant : my-workshop n’a pas de participant numéro 7 ; `run.py export`")


EDITION_GONE = [
    ("erase", "--participant", "7"),
    ("export", "--format", "xlsx", "--output", "classeur.xlsx"),
    ("export", "--format", "all", "--output", "tout"),
]


@pytest.mark.parametrize("command", EDITION_GONE, ids=lambda command: " ".join(command[:3]))
@pytest.mark.parametrize(
    ("content", "why"),
    [(b"no database at all " * 400, "file is not a database"), (None, "no such table: workshops")],
    ids=["no database", "another program's"],
)
def test_a_database_that_does_not_keep_the_edition(
    command: tuple[str, ...], content: bytes | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Path("data/atelier.db")
    database.parent.mkdir()
    if content is None:
        sqlite3.connect(database).execute("create table notes (words)").connection.close()
    else:
        database.write_bytes(content)
    before = database.read_bytes()
    [unread] = output_of(capsys, 1, *command, "--workshop", "last-year")
    assert unread == f"data/atelier.db n’a pas pu être lu : {why}"
    assert database.read_bytes() == before


@pytest.mark.parametrize("command", [("erase", "--workshop", "my-workshop", "--participant", "7"), ("run",)], ids=repr)
def test_the_database_of_another_program(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a.token")
    Path("data").mkdir()
    sqlite3.connect("data/atelier.db").execute("create table notes (words)").connection.close()
    before = Path("data/atelier.db").read_bytes()
    refused = output_of(capsys, 1, *command)[-1]
    assert refused.endswith(
        "data/atelier.db est la base de données d’un autre programme ; "
        "indiquez un autre fichier pour `database` dans bot.yaml"
    )
    assert Path("data/atelier.db").read_bytes() == before


def test_handouts(capsys: pytest.CaptureFixture[str]) -> None:
    count, warning = output_of(capsys, 0, "handouts", "--workshop", "my-workshop", "--output", "papiers")
    assert count.endswith(" fichiers dans papiers")
    assert warning.startswith("Chaque invitation contient un code")
    wrong = ("handouts", "--workshop", "my-workshop", "--output", "papiers", "--invitation", "ici")
    [address] = output_of(capsys, 2, *wrong)
    assert address == "--invitation : `ici` n’est pas une adresse : écrivez-la sous la forme https://…"


def test_run_without_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    [missing] = output_of(capsys, 2, "run")
    assert missing.startswith("il manque le jeton du bot ; mettez-le dans DISCORD_TOKEN")


def test_a_reason_of_the_operating_system(capsys: pytest.CaptureFixture[str]) -> None:
    Path("fichier").touch()
    [failed] = output_of(capsys, 1, "rehearse", "--output", "fichier")
    assert failed == "fichier n’a pas pu être écrit : le fichier existe"
