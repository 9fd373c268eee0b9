"""The settings of the bot from `bot.yaml` and the environment, and its token.

SettingsError
 ├ TokenMissing
 └ TokenUnreadable
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.faults import quoted
from bot.i18n.phrase import Phrase, _

API_URL = "https://discord.com/api/v10"

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]


class SettingsError(Exception):
    """Something in the environment is missing or wrong; `words` say how to correct it."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words)
        self.words = words


class TokenMissing(SettingsError):
    def __init__(self) -> None:
        super().__init__(_("there is no bot token; set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it"))


class TokenNotOne(SettingsError):
    def __init__(self) -> None:
        what = _("the bot token has more than one line; leave the token alone in DISCORD_TOKEN, or its file")
        super().__init__(what)


class TokenUnreadable(SettingsError):
    def __init__(self, file: str) -> None:
        what = _("DISCORD_TOKEN_FILE names %(file)s, which cannot be read; check that it is there", file=quoted(file))
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Settings:
    config_dir: Path
    database: Path = Path("data/atelier.db")
    workshops_dir: Path = Path("config/workshops")
    log_level: LogLevel = "info"
    log_format: LogFormat = "text"
    api_url: str = API_URL
    shards: int | None = None
    """The number of connections to Discord; None for as many as Discord recommends."""

    @property
    def keys(self) -> Path:
        """The file with secret keys. It is beside the database, and in no backup."""
        return self.database.with_suffix(".keys")


def token(environ: Mapping[str, str]) -> str:
    """The bot's token. Do not store it anywhere, so that it gets into no log. Raises `SettingsError`."""
    found = _found(environ)
    if not found.isprintable():
        raise TokenNotOne
    return found


def _found(environ: Mapping[str, str]) -> str:
    if found := environ.get("DISCORD_TOKEN", "").strip():
        return found
    if not (file := environ.get("DISCORD_TOKEN_FILE", "").strip()):
        raise TokenMissing
    try:
        found = Path(file).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise TokenUnreadable(file) from None
    if not found:
        raise TokenMissing
    return found
