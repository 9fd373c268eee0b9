"""Unanimity, and what is newer than a published message."""

import pytest

from bot.features.key_messages.model import MessageState
from bot.features.key_messages.publication_model import unanimous
from tests.features.key_messages.helpers import published_message


@pytest.mark.parametrize(
    ("endorsers", "represented", "all_of_them"),
    [
        ("ML NE", "MW ML NE", True),
        ("ML", "MW ML NE", False),
        ("ML", "ML", False),
        ("", "MW", False),
        ("ML NE", "MW ML", True),
        ("NE", "MW ML", False),
        ("", "", False),
    ],
)
def test_unanimous_is_everyone_represented_and_never_one_alone(
    endorsers: str, represented: str, all_of_them: bool
) -> None:
    assert unanimous("MW", endorsers.split(), frozenset(represented.split())) == all_of_them


def test_a_published_message_is_superseded_once_it_was_edited_or_translated_again() -> None:
    superseded = {state for state in MessageState if published_message(state=state).is_superseded}
    assert superseded == set(MessageState) - {MessageState.PUBLISHED}


def test_a_published_message_names_the_languages_that_it_lacks() -> None:
    assert published_message().missing_languages(("fr", "pt", "en")) == ["pt"]
