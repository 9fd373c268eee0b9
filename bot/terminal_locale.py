"""The language of the terminal, from the environment. It needs only the standard library."""

import re
from collections.abc import Mapping


def terminal_locale(environ: Mapping[str, str]) -> str:
    """LC_ALL, else LC_MESSAGES, else LANG (POSIX, 8.2), as Discord writes languages: `fr-BE`, `fr`, `C`, or nothing."""
    named = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return re.split("[.@]", named)[0].replace("_", "-")
