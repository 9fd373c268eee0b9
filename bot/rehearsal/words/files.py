"""Reads the files of this folder, and finds texts in a language."""

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
    """The content of `name`.yaml. Empty if there is no such file."""
    file = FOLDER / f"{name}.yaml"
    return yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}


def in_language(of: Mapping[str, T], language: str) -> T:
    """The text in `language`, such as `pt-BR` (or `pt`), else in English."""
    return of[closest(language, of) or closest(language.split("-")[0], of) or "en"]
