"""`run.py init --groups`: the groups of a workshop from a spreadsheet."""

from pathlib import Path

from bot.workshop_file import read_workshops
from tests.new_workshop.sheets import LANGUAGES, csv, faults, imported, init, written, xlsx


def test_codes_are_proposed_where_there_is_no_column(tmp_path: Path) -> None:
    groups = csv(
        tmp_path / "groups.csv",
        "name_fr;name_en;language;timezone;email",
        "Hôpital de Liège;Liège Hospital;fr;;a@example.org",
        "Hôpital de Lyon;Lyon Hospital;;Europe/Paris;",
        "Émirats;Emirates;EN;Asia/Dubai;",
        "المغرب;Morocco;;;",
        "قطر;قطر;;;",
    )
    workshop = written(tmp_path, None, groups, timezone="Europe/Brussels")
    assert workshop.languages == ("fr", "en")
    assert [(it.code, it.language, it.timezone) for it in workshop.administrations] == [
        ("HL", "fr", "Europe/Brussels"),
        ("HL2", "fr", "Europe/Paris"),
        ("EMI", "en", "Asia/Dubai"),
        ("MOR", "fr", "Europe/Brussels"),
        ("G5", "fr", "Europe/Brussels"),
    ]
    assert workshop.administrations[3].name["fr"] == "المغرب"
    assert len(workshop.days) == 2


def test_written_codes_are_checked(tmp_path: Path) -> None:
    groups = csv(
        tmp_path / "g.csv",
        "code,name,timezone,language",
        "be,Belgium,,",
        "BE,Belgique,,",
        "a_b,Other,,",
        ",None,,",
        "NO,Norway,Oslo,de",
    )
    assert faults(None, groups, ("en", "fr")) == [
        "g.csv, row 3, column code: `BE` is already used in row 2; give each group its own code",
        "g.csv, row 4, column code: `A_B` is not a code; use 1 to 10 of the characters A-Z, 0-9 and `-`, or leave out "
        "the whole column",
        "g.csv, row 5, column code: the code is missing; use 1 to 10 of the characters A-Z, 0-9 and `-`, or leave out "
        "the whole column",
        "g.csv, row 6, column language: `de` is not a language of the workshop; choose one of `en`, `fr`",
        "g.csv, row 6, column timezone: `Oslo` is not an IANA time zone; write one such as `Europe/Brussels`",
    ]


def test_faults_of_both_spreadsheets_come_together(tmp_path: Path) -> None:
    agenda = xlsx(tmp_path / "a.xlsx", ("date", "start", "end", "title_pt-BR"), ("soon", "9:00", "10:00", "Um"))
    groups = xlsx(tmp_path / "g.xlsx", ("code", "name_pt_BR"), (7, "Sete"), ("AB", None))
    assert faults(agenda, groups) == [
        "a.xlsx, row 2, column date: `soon` is not a date; write it as `2027-03-15`",
        "g.xlsx, row 3, column name_pt_BR: the text in `pt-BR` is missing; write it",
    ]
    right = xlsx(tmp_path / "a.xlsx", ("date", "start", "end", "title_pt-BR"), ("2027-03-15", "9:00", "10:00", "Um"))
    few = xlsx(tmp_path / "g.xlsx", ("code", "name_en"), (7, "Seven"))
    assert faults(right, few) == [
        "g.xlsx, row 1: the column `name_pt-BR` is missing; add it, with this heading, or name other `--languages`"
    ]


def test_three_hundred_groups(tmp_path: Path) -> None:
    groups = xlsx(tmp_path / "g.xlsx", ("name_en",), *((f"Group of people {n}",) for n in range(300)))
    workshop = written(tmp_path, None, groups)
    assert len({it.code for it in workshop.administrations}) == 300


def test_groups_without_a_zone_have_the_workshops_also_when_it_changes(tmp_path: Path) -> None:
    groups = csv(tmp_path / "g.csv", "name;timezone", "Hospital São Brás;", "Hospital Rio Negro;America/Manaus")
    written(tmp_path, None, groups, ("pt-BR",))
    (file,) = (tmp_path / "config" / "workshops").iterdir()
    file.write_text(
        file.read_text("utf-8").replace("\ntimezone: Europe/Brussels", "\ntimezone: America/Sao_Paulo"), "utf-8"
    )
    (workshop,), _faults = read_workshops(file.parent, LANGUAGES)
    assert [it.timezone for it in workshop.administrations] == ["America/Sao_Paulo", "America/Manaus"]


def test_headings_languages_and_dates_as_a_brazilian_office_writes_them(tmp_path: Path) -> None:
    agenda = csv(
        tmp_path / "a.csv",
        "Data;Início;Fim;Título pt;title_en;Palestrantes;Tipo",
        "20/05/2027;9:00;10:00;Abertura;Opening;Dra. Prado;sessão",
        "20.5.2027;10:00;10:15;Intervalo;Break;;intervalo",
        encoding="cp1252",
    )
    groups = csv(
        tmp_path / "g.csv",
        "Código;Nome;Idioma;Fuso horário;E-mail",
        "SB;Hospital São Brás;português;America/Sao_Paulo;ti@example.org",
        "LP;Lake of Pines Hospital;inglês;;",
        "MP;Hospital da Polana;PT;Africa/Maputo;",
        encoding="cp1252",
    )
    workshop = written(tmp_path, agenda, groups, timezone="America/Sao_Paulo")
    assert workshop.languages == ("pt-BR", "en")
    assert [it.language for it in workshop.administrations] == ["pt-BR", "en", "pt-BR"]
    (day,) = workshop.days
    assert [it.title["pt-BR"] for it in (*day.sessions, *day.breaks)] == ["Abertura", "Intervalo"]
    assert day.sessions[0].speakers == ("Dra. Prado",)
    assert imported(agenda, groups).not_read() == []


def test_both_are_written_from_the_command_line(tmp_path: Path) -> None:
    agenda = xlsx(tmp_path / "a.xlsx", ("date", "start", "end", "title_en"), ("2027-03-15", "9:00", "10:00", "One"))
    groups = csv(tmp_path / "g.csv", "code;name_en", "BE;Belgium")
    assert init(tmp_path / "new", "--agenda", agenda, "--groups", groups, "--title", "Ours") == 0
    words = (tmp_path / "new" / "workshops" / "ours.yaml").read_text(encoding="utf-8")
    assert '- {code: "BE", name: {en: "Belgium"}, language: en}' in words
    assert "id: d1-one" in words
