"""Addresses of web pages as people paste them."""

from __future__ import annotations

import pytest

from bot.core.errors import BadLink
from bot.core.links import web_address


@pytest.mark.parametrize(
    "words",
    ["https://kudo.example/room?id=1&x=a_b#y", " http://x.example ", "HTTPS://X.example", "https://é.example/ü"],
)
def test_an_address_is_accepted_unchanged(words: str) -> None:
    assert web_address(words) == words.strip()


@pytest.mark.parametrize(
    "words",
    [
        "", "kudo.example", "javascript:alert(1)", "https://", "https:///x", "https://[::1", "https://x:99999/",
        "https://x.example/a b", "https://x.example/<@&1>", "https://x.example/||a||", "https://\u202egpj.example",
        "https://x.example/`b`", "https://x.example/\x00", "https://\u2800/",
    ],
)  # fmt: skip
def test_texts_that_are_no_address_or_hide_where_it_leads_are_refused(words: str) -> None:
    with pytest.raises(BadLink):
        web_address(words)
