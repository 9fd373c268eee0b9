"""Discord's markdown by blocks: paragraphs, quotes, lists, headings, code."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from fakecord.render.escaping import escape_html
from fakecord.render.inline import Inline

_FENCE = re.compile(r"```(?:[\w+-]+\n)?\n?(.+?)\n?```", re.DOTALL)
_QUOTE_TO_END = re.compile(r"^>>> ", re.MULTILINE)
_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_SMALL = re.compile(r"-# +(\S.*)")
_ITEM = re.compile(r"( *)([-*]|\d{1,9}\.) +(.*)")
Kinds = dict[str, re.Pattern[str]]
QUOTED: Kinds = {"list": _ITEM, "heading": _HEADING, "small": _SMALL}
KINDS: Kinds = {"quote": re.compile(r"> .*"), **QUOTED}


class Blocks:
    """Renders a message, or a part of one."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline

    def html(self, text: str) -> Markup:
        parts, end = [], 0
        for fence in _FENCE.finditer(text):
            parts.append(self._unfenced(text[end : fence.start()]))
            parts.append(Markup("<pre><code>{}</code></pre>").format(escape_html(fence[1])))
            end = fence.end()
        return Markup("").join([*parts, self._unfenced(text[end:])])

    def _unfenced(self, text: str) -> Markup:
        rest = _QUOTE_TO_END.search(text)
        if rest:
            quoted = self._lines(text[rest.end() :].split("\n"), quoted=True)
            return self._unfenced(text[: rest.start()]) + quotation(quoted)
        return self._lines(text.split("\n"))

    def _lines(self, lines: list[str], *, quoted: bool = False) -> Markup:
        """In a quote there is no nested quote, as in Discord."""
        groups = _group_lines(lines, QUOTED if quoted else KINDS)
        return Markup("").join(self._block(kind, those) for kind, those in groups)

    def _block(self, kind: str, lines: list[str]) -> Markup:
        match kind:
            case "quote":
                return quotation(self._lines([line[2:] for line in lines], quoted=True))
            case "list":
                return self._list([found for line in lines if (found := _ITEM.fullmatch(line))])
            case "heading":
                return Markup("").join(self._heading(line) for line in lines)
            case "small":
                return Markup("").join(
                    Markup("<p><small>{}</small></p>").format(self._inline.html(line[3:].strip())) for line in lines
                )
            case "blank":
                return Markup("")
            case _:
                return Markup("<p>{}</p>").format(self._inline.html("\n".join(lines)))

    def _heading(self, line: str) -> Markup:
        found = _HEADING.fullmatch(line)
        assert found
        return Markup('<p class="h{}">{}</p>').format(len(found[1]), self._inline.html(found[2]))

    def _list(self, items: list[re.Match[str]]) -> Markup:
        """Items that are indented more than the first are a list within the item above."""
        outer = len(items[0][1])
        groups: list[list[re.Match[str]]] = []
        for item in items:
            if groups and len(item[1]) > outer:
                groups[-1].append(item)
            else:
                groups.append([item])
        within = Markup("").join(self._item(first, inner) for first, *inner in groups)
        sign = items[0][2]
        if sign[0].isdigit():
            return Markup('<ol start="{}">{}</ol>').format(int(sign[:-1]), within)
        return Markup("<ul>{}</ul>").format(within)

    def _item(self, item: re.Match[str], inner: list[re.Match[str]]) -> Markup:
        below = self._list(inner) if inner else Markup("")
        return Markup("<li>{}{}</li>").format(self._inline.html(item[3]), below)


def quotation(within: Markup) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(within)


def _group_lines(lines: list[str], kinds: Kinds) -> Iterator[tuple[str, list[str]]]:
    """Consecutive lines of one kind."""
    for kind, those in groupby(lines, key=lambda line: _kind(line, kinds)):
        yield kind, list(those)


def _kind(line: str, kinds: Kinds) -> str:
    found = (kind for kind, looks in kinds.items() if looks.fullmatch(line))
    return next(found, "text" if line.strip() else "blank")
