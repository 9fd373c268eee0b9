"""Checks every message of the bot: its mentions, and that no typed text escapes its markup."""

import re
from collections.abc import Iterator
from typing import Any

from bot.i18n.catalogue import available, phrases
from fakecord import LoggedRequest

GIVEN_BACK = [phrases(code)("Here is what you wrote, so that nothing is lost:") for code in available()]
ESCAPED = re.compile(r"\\(?:[^\w\s]|_)")
LINK = re.compile(r"https?://[^\s<>*~`|\\\[\]]+")
MENTION_OR_TIMESTAMP = re.compile(r"<t:-?\d+(?::[a-zA-Z])?>|<@&?\d+>|<#\d+>|</[a-z ]+:\d+>")
BROKEN = {
    "a heading": re.compile(r"^\s*#{1,3} ", re.MULTILINE),
    "small print": re.compile(r"^-# (?!(?:EN|FR)$)", re.MULTILINE),
    "a spoiler": re.compile(r"\|\|"),
    "a masked link": re.compile(r"\]\("),
    "code": re.compile(r"`"),
    "a line struck out": re.compile(r"~~"),
    "something in angles": re.compile(r"<(?!@)[@#/:\w]"),
    "a turn of the writing's direction": re.compile("[\u202a-\u202e\u2066\u2067]"),
    "a control character": re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]"),
}
BROKEN_EVERYWHERE = {
    "everything after it quoted": re.compile(r"^\s*>>> ", re.MULTILINE),
    "half a character": re.compile("[\ud800-\udfff]"),
}
EVERYONE = re.compile(r"@(?:everyone|here)\b")


class MessageChecker:
    """The problems in all messages so far.

    Announcements keep the markdown of organisers: in the channels `announcing`, and while `allow_markdown` is set, in
    previews.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.allow_markdown = False
        self.announcing: set[int] = set()

    def __call__(self, request: LoggedRequest) -> None:
        announced = any(f"/channels/{channel}/" in request.path for channel in self.announcing)
        for said in _messages(request.body):
            self._mentions(said, request)
            for text in (said.get("content") or "", *(e.get("description") or "" for e in said.get("embeds") or ())):
                self.problems += [
                    f"{fault} in {text!r}" for fault in self._faults(text, self.allow_markdown or announced)
                ]

    def _mentions(self, said: dict[str, Any], request: LoggedRequest) -> None:
        allowed = said.get("allowed_mentions")
        private = request.path.startswith(("/interactions", "/webhooks"))
        if allowed is None or allowed.get("parse") or allowed.get("replied_user"):
            self.problems.append(f"mentions are open: {allowed}")
        elif private and (allowed.get("users") or allowed.get("roles")):
            self.problems.append(f"a reply calls someone: {allowed}")

    def _faults(self, text: str, allow_markdown: bool) -> Iterator[str]:
        for phrase in GIVEN_BACK:
            text = text.partition(phrase)[0]
        yield from (name for name, found in BROKEN_EVERYWHERE.items() if found.search(text))
        if text.count("```") % 2:
            yield "code that is not closed"
        if allow_markdown:
            return
        if EVERYONE.search(text):
            yield "a mention of everyone"
        ours = "\n".join(line for line in text.split("\n") if not line.startswith("> "))
        bare = LINK.sub("", MENTION_OR_TIMESTAMP.sub("", ESCAPED.sub("x", ours)))
        yield from (name for name, found in BROKEN.items() if found.search(bare))
        if bare.count("**") % 2:
            yield "bold that is not closed"


def _messages(body: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(body, dict):
        return
    if body.get("type") in (4, 7):
        yield body["data"]
    elif "content" in body or "embeds" in body:
        yield body
