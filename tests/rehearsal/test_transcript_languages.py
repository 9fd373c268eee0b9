"""The language of each paragraph of a message, as the transcript marks it for screen readers."""

import pytest

from bot.rehearsal.transcript.languages import paragraph_languages


@pytest.mark.parametrize(
    ("paragraphs", "languages"),
    [
        (["Bonjour", "Hello"], ["fr", "en"]),
        (["<@&7>", "Bonjour", "Hello", "0 réponse / 0 answers", "<@1> <@2>"], [None, "fr", "en", None, None]),
        (["Bonjour"], [None]),
        (["Bonjour", "Bilan", "Hello", "Summary"], [None] * 4),
        (["**Ghana**\n> Hello", "**Mali**\n> Bonjour"], [None, None]),
    ],
)
def test_a_message_to_everyone_has_a_paragraph_for_each_language(
    paragraphs: list[str], languages: list[str | None]
) -> None:
    assert paragraph_languages(("fr", "en"), paragraphs, None) == languages


def test_a_private_reply_is_in_its_readers_language() -> None:
    assert paragraph_languages(("fr", "en"), ["Hello", "Your answer is saved."], "en") == ["en", "en"]
