"""Addresses of web pages as people paste them."""

import pytest

from bot.core.errors import BadLink
from bot.core.links import has_extras, is_confidential, web_address


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
        "https://kudo.example@x.example/", "https://anne:secret@kudo.example/",
    ],
)  # fmt: skip
def test_texts_that_are_no_address_or_hide_where_it_leads_are_refused(words: str) -> None:
    with pytest.raises(BadLink):
        web_address(words)


@pytest.mark.parametrize(
    ("address", "confidential"),
    [
        ("https://discord.com/api", True), ("wss://gateway.discord.gg", True), ("ws://127.0.0.1:80/", True),
        ("http://[::1]/", True), ("http://localhost/", True), ("http://127.255.255.254/", True),
        ("ws://gateway.discord.gg", False), ("http://128.0.0.1/", False), ("ftp://localhost/", False),
        ("http://[::ffff:8.8.8.8]/", False), ("http://localhost.example.org/", False),
    ],
)  # fmt: skip
def test_what_is_sent_encrypted_or_to_this_machine_is_confidential(address: str, confidential: bool) -> None:
    assert is_confidential(address) is confidential


@pytest.mark.parametrize("address", ["https://a@x.example", "https://x.example/?", "https://x.example/#", "https://@x"])
def test_a_name_a_query_or_a_fragment_is_an_extra_even_if_it_is_empty(address: str) -> None:
    assert has_extras(address)
    assert not has_extras("https://x.example/api/v10")
