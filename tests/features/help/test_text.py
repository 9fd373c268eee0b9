"""What `/help`, `/me` and `/language` reply."""

from __future__ import annotations

from bot.core.people import Person
from bot.core.programme import Administration
from bot.features.help import text
from bot.i18n.catalogue import phrases

EN, FR = phrases("en"), phrases("fr")


def test_help_has_a_block_for_each_role() -> None:
    participant = Person(1, "Awa")
    facilitator = Person(2, "Jean", facilitator=True)
    organiser = Person(3, "Zoë", organiser=True, facilitator=True)
    assert [len(text.help_for(EN, each, joined=True)) for each in (participant, facilitator, organiser)] == [1, 2, 3]


def test_only_someone_who_has_not_joined_is_told_to_join() -> None:
    [joined], [new] = (text.help_for(EN, Person(1, "Awa"), joined=joined) for joined in (True, False))
    assert "/join" not in joined
    assert "- /join: join your delegation; do this first" in new


def test_registration_escapes_the_name_and_names_the_language() -> None:
    malawi = Administration("MW", {"fr": "Malawi", "en": "Malawi"}, "en", "Africa/Blantyre")
    assert text.registration(EN, "*Awa*", malawi, "fr").splitlines() == [
        "**My registration**",
        "- Name: \\*Awa\\*",
        "- Delegation: Malawi",
        "- Language of my replies: français",
    ]
    assert "To join yours: /join." in text.registration(EN, "Awa", None, "en")


def test_a_preference_is_confirmed_in_its_language() -> None:
    assert text.preference_set(EN, direct_messages=True).splitlines() == [
        "I answer you in this language: English.",
        "Reminders also come to you as direct messages.",
    ]
    assert "français" in text.preference_set(FR, direct_messages=False)
