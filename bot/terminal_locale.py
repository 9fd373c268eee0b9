"""What the machine says about the language of the terminal. It needs the standard library alone."""

import ctypes
import locale
import re
import sys
from collections.abc import Mapping


def terminal_locale(environ: Mapping[str, str]) -> str:
    """LC_ALL, else LC_MESSAGES, else LANG (POSIX, 8.2), as Discord writes languages: `fr-BE`, `fr`, `C`, or nothing.

    Windows sets none of them: there it is the language in which Windows itself speaks.
    """
    named = next(filter(None, (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return re.split("[.@]", named or _of_windows())[0].replace("_", "-")


def _of_windows() -> str:
    if sys.platform != "win32":
        return ""
    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
