"""Discord's markdown by blocks: paragraphs, quotes, lists, headings, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from .controls import shown
from .inline import Inline

_FENCE = re.compile(r"```(?:[\w+-]+\n)?\n?(.+?)\n?```", re.DOTALL)
_REST = re.compile(r"^>>> ", re.MULTILINE)
_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_SMALL = re.compile(r"-# +(\S.*)")
_ITEM = re.compile(r"( *)([-*]|\d{1,9}\.) +(.*)")


class Blocks:
    """Renders a message, or a piece of one."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline

    def html(self, text: str) -> Markup:
        parts, end = [], 0
        for fence in _FENCE.finditer(text):
            parts.append(self._unfenced(text[end : fence.start()]))
            parts.append(Markup("<pre><code>{}</code></pre>").format(shown(fence[1])))
            end = fence.end()
        return Markup("").join([*parts, self._unfenced(text[end:])])

    def _unfenced(self, text: str) -> Markup:
        rest = _REST.search(text)
        if rest:
            quoted = self._lines(text[rest.end() :].split("\n"))
            return self._unfenced(text[: rest.start()]) + quotation(quoted)
        return self._lines(text.split("\n"))

    def _lines(self, lines: list[str]) -> Markup:
        return Markup("").join(self._block(kind, those) for kind, those in _heaps(lines))

    def _block(self, kind: str, lines: list[str]) -> Markup:
        match kind:
            case "quote":
                return quotation(self._lines([line[2:] for line in lines]))
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
        """Items further in than the first belong to the one above them."""
        tag = Markup("ol" if items[0][2][0].isdigit() else "ul")
        outer = len(items[0][1])
        parts: list[Markup] = []
        within: list[re.Match[str]] = []
        for number, item in enumerate(items):
            if number and len(item[1]) > outer:
                within.append(item)
                continue
            parts += [*([self._list(within)] if within else []), Markup("<li>"), self._inline.html(item[3])]
            within = []
        if within:
            parts.append(self._list(within))
        start = Markup(' start="{}"').format(int(items[0][2][:-1])) if tag == "ol" else Markup()
        return Markup("<{0}{1}>{2}</{0}>").format(tag, start, Markup("").join(parts))


def quotation(within: Markup) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(within)


def _heaps(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines of one kind that follow one another."""
    heap: list[str] = []
    before = ""
    for line in lines:
        kind = _kind(line)
        if heap and kind != before:
            yield before, heap
            heap = []
        heap.append(line)
        before = kind
    if heap:
        yield before, heap


def _kind(line: str) -> str:
    if line.startswith("> "):
        return "quote"
    if _ITEM.fullmatch(line):
        return "list"
    if _HEADING.fullmatch(line):
        return "heading"
    if _SMALL.fullmatch(line):
        return "small"
    return "text" if line.strip() else "blank"
