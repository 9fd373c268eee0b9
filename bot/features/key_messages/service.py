"""Key messages, from the desk to what all stand behind.

desk.py         when the desk is open and for whom; reopening it, reminding those awaited
reading.py      messages, their versions, and whose are still awaited
writing.py      versions, by an administration or on its behalf
translating.py  the queue, and translations that hold for one version
publishing.py   clearing, and what stands in public
endorsing.py    one voice an administration
posts.py        where what is published was posted
"""

from bot.features.key_messages.desk import Awaited, desk, open_until, remind, reopen, require_open
from bot.features.key_messages.endorsing import Endorsed, FindRepresented, Voice, endorse, press, withdraw
from bot.features.key_messages.model import KeyMessage, Published, State, Translation, Version, parse_reference
from bot.features.key_messages.publishing import Publication, clear, publish, published, published_one
from bot.features.key_messages.reading import (
    Coverage,
    Overview,
    coverage,
    everyone,
    find,
    history,
    of_administration,
    overview,
)
from bot.features.key_messages.translating import TranslationQueue, translate, untranslated
from bot.features.key_messages.writing import enter, write

__all__ = [
    "Awaited",
    "Coverage",
    "Endorsed",
    "FindRepresented",
    "KeyMessage",
    "Overview",
    "Publication",
    "Published",
    "State",
    "Translation",
    "TranslationQueue",
    "Version",
    "Voice",
    "clear",
    "coverage",
    "desk",
    "endorse",
    "enter",
    "everyone",
    "find",
    "history",
    "of_administration",
    "open_until",
    "overview",
    "parse_reference",
    "press",
    "publish",
    "published",
    "published_one",
    "remind",
    "reopen",
    "require_open",
    "translate",
    "untranslated",
    "withdraw",
    "write",
]
