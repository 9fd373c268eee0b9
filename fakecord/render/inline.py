"""Discord's markdown within a line: bold, code, links, mentions, timestamps.

https://discord.com/developers/docs/reference#message-formatting
"""

import re
from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from fakecord.render.escaping import escape_html
from fakecord.render.names import Names
from fakecord.render.timestamps import Timestamps

_IN = r"((?:\\.|[^\\]){1,300}?)"
"""The text between two marks. Its length is limited: a text of only opening marks would take quadratic time."""
_TOKENS = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|(?P<ticks>`{1,3})(?P<code>[^`](?:.{0,300}?[^`])?|[^`])(?P=ticks)(?!`)"
    r"|<t:(?P<stamp>-?\d{1,13})(?::(?P<style>[tTdDfFRsS]))?>"
    r"|<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|<\#(?P<channel>\d+)>"
    r"|</(?P<command>[^:<>]+):\d+>|<a?:(?P<emoji>\w+):\d+>"
    r"|\[(?P<label>[^\[\]\n]+)\]\((?P<target>https?://[^\s()<>]+)\)"
    r"|<(?P<autolink>https?://[^\s<>]+)>|(?P<url>https?://[^\s<]+)"
    r"|(?P<all>@(?:everyone|here)\b)"
    r"|\*\*(?P<b>(?=\S)" + _IN + r")\*\*(?!\*)"
    r"|__(?P<u>(?=\S)" + _IN + r")__(?!_)"
    r"|~~(?P<s>(?=\S)" + _IN + r")~~"
    r"|\|\|(?P<spoiler>" + _IN + r")\|\|"
    r"|\*(?P<em>(?=[^\s*])" + _IN + r")(?<![\s\\])\*(?!\*)"
    r"|(?<!\w)_(?P<i>(?=[^\s_])" + _IN + r")(?<![\s\\])_(?!\w)",
    re.DOTALL,
)
_TRAILING_PUNCTUATION = ".,:;!?'\")]*_~|"
_WRAPPED = {"b": "strong", "u": "u", "s": "s", "em": "em", "i": "em", "spoiler": "mark"}
MAX_DEPTH = 8


class Inline:
    """Renders text within a line; relative timestamps are relative to `at`."""

    def __init__(self, names: Names, timestamps: Timestamps, at: datetime) -> None:
        self.names, self._timestamps, self._at = names, timestamps, at

    def html(self, text: str, depth: int = 0) -> Markup:
        """Render `text`; what is no markdown stays as it was typed."""
        parts, end = [], 0
        for found in _TOKENS.finditer(text):
            parts += [escape_html(text[end : found.start()]), self._token(found, depth)]
            end = found.end()
        return Markup("").join([*parts, escape_html(text[end:])]).replace("\n", Markup("<br>"))

    def _token(self, found: re.Match[str], depth: int) -> Markup:
        kind = next(name for name in _KINDS if found[name] is not None)
        if tag := _WRAPPED.get(kind):
            within = self.html(found[kind], depth + 1) if depth < MAX_DEPTH else escape_html(found[kind])
            return Markup("<{0}>{1}</{0}>").format(Markup(tag), within)
        return _RENDERERS[kind](self, found)

    def stamp(self, found: re.Match[str]) -> Markup:
        render = self._timestamps.render(int(found["stamp"]), found["style"] or "f", self._at)
        return render or escape_html(found[0])


def bare_url(url: str) -> Markup:
    """Punctuation at the end of an address does not belong to it."""
    address = url.rstrip(_TRAILING_PUNCTUATION)
    return link(address, address) + escape_html(url.removeprefix(address))


def mention(sign: str, name: str | None, raw: str) -> Markup:
    """A mention by name; as it was typed where the id is unknown."""
    if name is None:
        return escape_html(raw)
    return Markup('<span class="at"><bdi>{}{}</bdi></span>').format(sign, escape_html(name))


def link(address: str, words: str) -> Markup:
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, escape_html(words))


_RENDERERS: dict[str, Callable[[Inline, re.Match[str]], Markup]] = {
    "escaped": lambda _, found: escape_html(found["escaped"]),
    "code": lambda _, found: Markup("<code>{}</code>").format(escape_html(found["code"])),
    "stamp": Inline.stamp,
    "user": lambda inline, found: mention("@", inline.names.user(int(found["user"])), found[0]),
    "role": lambda inline, found: mention("@", inline.names.role(int(found["role"])), found[0]),
    "channel": lambda inline, found: mention("#", inline.names.channel(int(found["channel"])), found[0]),
    "command": lambda _, found: mention("/", found["command"], found[0]),
    "all": lambda _, found: mention("", found["all"], found[0]),
    "emoji": lambda _, found: escape_html(f":{found['emoji']}:"),
    "target": lambda _, found: link(found["target"], found["label"]),
    "autolink": lambda _, found: link(found["autolink"], found["autolink"]),
    "url": lambda _, found: bare_url(found["url"]),
}
_KINDS = (*_RENDERERS, *_WRAPPED)
