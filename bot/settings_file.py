"""Reads the settings from `bot.yaml`, in which every key is optional, and from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, get_args

from bot.core.links import has_extras, is_confidential
from bot.faults import Fault, choose, quoted
from bot.i18n.phrase import _
from bot.settings import API_URL, LogFormat, LogLevel, Settings
from bot.workshop_file.entry_reader import read_values
from bot.workshop_file.faults import fault
from bot.workshop_file.field_rules import Parse
from bot.workshop_file.reading import load_tree
from bot.workshop_file.scalars import TextLine, is_web_address, scalar

MOST_SHARDS = 1000


def read_settings(config_dir: Path, environ: Mapping[str, str]) -> tuple[Settings, list[Fault]]:
    """The settings, with defaults for faulty values, and the faults."""
    schema, faults = _read_file(config_dir)
    api_url, wrong = _api_url(environ.get("DISCORD_API_URL", "").strip())
    settings = Settings(
        config_dir=config_dir,
        database=Path(schema.database),
        workshops_dir=config_dir / schema.workshops,
        log_level=schema.log.level,
        log_format=schema.log.format,
        api_url=api_url,
        shards=schema.shards,
    )
    return settings, faults + wrong


def _one_of(known: Any) -> Parse:
    words: tuple[str, ...] = get_args(known)

    def check(value: Any) -> str:
        given = scalar(value, choose("", words)).lower()
        if given not in words:
            raise fault(_("%(given)s is not known here", given=quoted(given)), choose(given, words))
        return given

    return Parse(check)


def _database(value: Any) -> str:
    words = TextLine(500)(value)
    if words.endswith(("/", ".keys")):
        what = _("%(given)s cannot be a database", given=quoted(words))
        raise fault(what, _("name a file such as `data/atelier.db`"))
    return words


def _shards(value: Any) -> int | None:
    would_do = _("write `auto`, or a whole number from 1 to %(most)s", most=MOST_SHARDS)
    words = scalar(value, would_do).lower()
    if words == "auto":
        return None
    if not words.isdecimal() or not 1 <= int(words[:9]) <= MOST_SHARDS:
        raise fault(_("%(given)s is not a number of shards", given=quoted(words)), would_do)
    return int(words)


@dataclass(frozen=True, kw_only=True)
class _Log:
    level: Annotated[LogLevel, _one_of(LogLevel)] = "info"
    format: Annotated[LogFormat, _one_of(LogFormat)] = "text"


@dataclass(frozen=True, kw_only=True)
class _BotFile:
    database: Annotated[str, Parse(_database)] = "data/atelier.db"
    workshops: Annotated[str, Parse(TextLine(500))] = "workshops"
    log: _Log = field(default_factory=_Log)
    shards: Annotated[int | None, Parse(_shards)] = None


def _read_file(config_dir: Path) -> tuple[_BotFile, list[Fault]]:
    file = config_dir / "bot.yaml"
    if not config_dir.is_dir():
        would_do = _("name another with `--config`, or let `run.py init` make it")
        what = _("this is not a folder") if config_dir.exists() else _("this folder does not exist")
        return _BotFile(), [Fault(config_dir, 1, what, would_do)]
    if not file.exists():
        return _BotFile(), []
    tree = load_tree(file)
    if not tree.is_whole or tree.value is None:
        return _BotFile(), tree.faults
    values, faults = read_values(_BotFile, tree, None)
    return values or _BotFile(), sorted(tree.faults + faults)


def _api_url(words: str) -> tuple[str, list[Fault]]:
    """The base of Discord's API. No fault quotes `words`: by mistake they may hold a password or the token."""
    if not words:
        return API_URL, []
    if not is_web_address(words):
        what = _("this is not a web address")
    elif has_extras(words):
        what = _("the address holds a user's name, a query or a fragment")
    elif not is_confidential(words):
        what = _("the address begins with `http://`, so the token could be read on the way")
    else:
        return words.rstrip("/"), []
    would_do = _("write one such as `%(address)s`, or unset it", address=API_URL)
    return API_URL, [Fault(Path("DISCORD_API_URL"), None, what, would_do)]
