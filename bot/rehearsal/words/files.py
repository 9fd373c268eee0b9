"""The files of this folder, and how the reader's language is found in them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.i18n.language_codes import closest

FOLDER = Path(__file__).parent
T = TypeVar("T")


@cache
def read(name: str) -> Mapping[str, Any]:
    """The content of `name`.yaml; nothing where there is no such file."""
    file = FOLDER / f"{name}.yaml"
    return yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}


def in_language(of: Mapping[str, T], language: str) -> T:
    """What stands there in `language`, such as `pt-BR` (for which `pt` will do); else in English."""
    return of[closest(language, of) or closest(language.split("-")[0], of) or "en"]
