"""The settings in `bot.yaml` and in the environment."""

from pathlib import Path

import pytest

from bot.settings import Settings, TokenMissing, TokenNotOne, TokenUnreadable, token
from bot.settings_file import read_settings
from tests.workshop_file.small import checked


def settings_of(folder: Path, words: str, **environ: str) -> tuple[Settings, list[str]]:
    (folder / "bot.yaml").write_text(words, encoding="utf-8")
    settings, faults = read_settings(folder, environ)
    return settings, [f"{fault.line}: {fault.what}; {fault.would_do}" for fault in checked(faults)]


def test_every_key_is_optional(tmp_path: Path) -> None:
    defaults = Settings(tmp_path, Path("data/atelier.db"), tmp_path / "workshops", "info", "text")
    assert read_settings(tmp_path, {}) == (defaults, [])
    assert settings_of(tmp_path, "# nothing yet\n") == (defaults, [])
    assert defaults.api_url == "https://discord.com/api/v10"


def test_each_key_is_read(tmp_path: Path) -> None:
    words = "database: /var/atelier/a.db\nworkshops: mine\nlog: {level: DEBUG, format: json}\nshards: 2\n"
    settings, faults = settings_of(tmp_path, words, DISCORD_API_URL="http://127.0.0.1:8080/api/v10/")
    assert faults == []
    assert settings == Settings(
        tmp_path, Path("/var/atelier/a.db"), tmp_path / "mine", "debug", "json", "http://127.0.0.1:8080/api/v10", 2
    )


def test_the_secrets_lie_beside_the_database(tmp_path: Path) -> None:
    settings, _ = settings_of(tmp_path, "database: /var/atelier/a.db")
    assert settings.keys == Path("/var/atelier/a.keys")


def test_the_settings_as_shipped_are_the_defaults() -> None:
    shipped, faults = read_settings(Path("config"), {})
    assert faults == []
    assert shipped == Settings(Path("config"))


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        ("databse: x", ["1: `databse` is not a key here; did you mean `database`?"]),
        ("\ndatabase:", ["2: a value is missing here; write a text"]),
        ("database: data/", ["1: `data/` cannot be a database; name a file such as `data/atelier.db`"]),
        ("database: a.keys", ["1: `a.keys` cannot be a database; name a file such as `data/atelier.db`"]),
        *(
            (f"shards: {no}", [f"1: `{no}` is not a number of shards; write `auto`, or a whole number from 1 to 1000"])
            for no in ("0", "many", "1001", "-1", "1.5", "9999999999999999999")
        ),
        ("log: info", ["1: there are no keys here; write keys and values: `level`, `format`"]),
        (
            "log:\n  level: loud\n  format: xml",
            [
                "2: `loud` is not known here; choose one of `debug`, `info`, `warning`, `error`",
                "3: `xml` is not known here; choose one of `text`, `json`",
            ],
        ),
        (
            "log: [",
            ["1: this is not YAML: a value is missing after `[`, `{` or `,`; complete it or delete it"],
        ),
        (
            "log: @info",
            ["1: this is not YAML: a text begins with a character that YAML reserves; put the text in double quotes"],
        ),
        (
            "database: a.db\ndatabase: b.db\nlgo: {}",
            [
                "2: `database` is given a second time (first on line 1); keep one of them",
                "3: `lgo` is not a key here; did you mean `log`?",
            ],
        ),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, words: str, faults: list[str]) -> None:
    assert settings_of(tmp_path, words)[1] == faults


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    (fault,) = read_settings(tmp_path / "none", {})[1]
    assert str(fault) == (
        f"{tmp_path}/none:1: this folder does not exist; name another with `--config`, or let `run.py init` make it"
    )


SUCH_AS = "write one such as `https://discord.com/api/v10`, or unset it"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("discord", "this is not a web address"),
        ("ftp://127.0.0.1/", "this is not a web address"),
        ("http://[::1/api", "this is not a web address"),
        ("https://discord.com:port/", "this is not a web address"),
        ("https://discord.com\\@127.0.0.1/", "this is not a web address"),
        ("https://anne:s3cret@discord.com/api/v10", "the address holds a user's name, a query or a fragment"),
        ("https://@discord.com/api/v10", "the address holds a user's name, a query or a fragment"),
        ("http://localhost@example.org", "the address holds a user's name, a query or a fragment"),
        ("https://discord.com/api/v10?s3cret", "the address holds a user's name, a query or a fragment"),
        ("https://discord.com/api/v10#", "the address holds a user's name, a query or a fragment"),
        *(
            (f"http://{host}/api/v10", "the address begins with `http://`, so the token could be read on the way")
            for host in (
                "discord.com", "192.0.2.1", "10.0.0.1", "0.0.0.0", "[::]", "[2001:db8::1]", "localhost.example.org",
                "127.0.0.1.example.org", "127.1", "2130706433", "１２７.0.0.1",
            )
        ),
    ],
)  # fmt: skip
def test_an_address_that_the_token_must_not_be_sent_to_is_a_fault(tmp_path: Path, address: str, what: str) -> None:
    settings, (fault,) = read_settings(tmp_path, {"DISCORD_API_URL": address})
    assert str(fault) == f"DISCORD_API_URL: {what}; {SUCH_AS}"
    assert settings.api_url == "https://discord.com/api/v10"


@pytest.mark.parametrize(
    "address",
    [
        "https://discord.com/api/v10", "https://discord.proxy.example.org:8443/x", "http://127.0.0.1:8080/api/v10",
        "http://127.8.9.10", "http://[::1]:8080/api/v10", "http://localhost:1/api", "HTTP://LOCALHOST:1/api",
    ],
)  # fmt: skip
def test_an_address_is_encrypted_or_of_this_machine(tmp_path: Path, address: str) -> None:
    settings, faults = read_settings(tmp_path, {"DISCORD_API_URL": address})
    assert (settings.api_url, faults) == (address, [])


def test_the_token_comes_from_its_variable_before_its_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from the file\n", encoding="utf-8")
    environ = {"DISCORD_TOKEN_FILE": str(tmp_path / "token")}
    assert token(environ) == "from the file"
    assert token(environ | {"DISCORD_TOKEN": " from the variable "}) == "from the variable"


@pytest.mark.parametrize("environ", [{}, {"DISCORD_TOKEN": " "}])
def test_a_missing_token_is_said(environ: dict[str, str]) -> None:
    with pytest.raises(TokenMissing, match="set DISCORD_TOKEN, or DISCORD_TOKEN_FILE"):
        token(environ)


def test_an_empty_token_file_is_a_missing_token(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\n", encoding="utf-8")
    with pytest.raises(TokenMissing):
        token({"DISCORD_TOKEN_FILE": str(tmp_path / "token")})


def test_what_an_editor_puts_before_the_token_is_not_of_it(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a.b.c\n", encoding="utf-8-sig")
    assert token({"DISCORD_TOKEN_FILE": str(tmp_path / "token")}) == "a.b.c"


def test_a_token_of_two_lines_is_refused_and_not_told() -> None:
    with pytest.raises(TokenNotOne) as refused:
        token({"DISCORD_TOKEN": "a.b\nc.d"})
    assert "a.b" not in str(refused.value)


def test_a_token_file_that_is_not_there_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(TokenUnreadable, match="which cannot be read"):
        token({"DISCORD_TOKEN_FILE": str(tmp_path / "none")})


def test_settings_hold_no_token(tmp_path: Path) -> None:
    settings, faults = read_settings(tmp_path, {"DISCORD_TOKEN": "s3cret"})
    assert "s3cret" not in f"{settings!r} {faults!r}"
