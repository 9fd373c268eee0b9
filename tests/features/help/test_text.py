"""What `/help`, `/me` and `/language` reply."""

from dataclasses import replace

from bot.core.about import GroupWord
from bot.core.people import Person
from bot.core.programme import Registration
from bot.features.help import text
from bot.i18n.catalogue import phrases
from tests.features.organisers.helpers import workshop

EN, FR = phrases("en"), phrases("fr")
WORKSHOP = workshop()
MALAWI = WORKSHOP.administrations[0]
HOSPITALS = GroupWord({"fr": "Établissement", "en": "Hospital"}, {"fr": "Établissements", "en": "Hospitals"})


def test_help_has_a_block_for_each_role() -> None:
    participant = Person(1, "Awa")
    facilitator = Person(2, "Jean", facilitator=True)
    organiser = Person(3, "Zoë", organiser=True, facilitator=True)
    assert [len(text.help_for(EN, WORKSHOP, each, joined=True)) for each in (participant, facilitator, organiser)] == [
        1,
        2,
        3,
    ]


def test_only_someone_who_has_not_joined_is_told_to_join() -> None:
    [joined], [new] = (text.help_for(EN, WORKSHOP, Person(1, "Awa"), joined=joined) for joined in (True, False))
    assert "/join" not in joined
    assert "- /join: join your group; do this first" in new
    [staff, *_roles] = text.help_for(EN, WORKSHOP, Person(2, "Jean", facilitator=True), joined=False)
    assert "- /join: join a group, if you take part for one yourself" in staff


def test_registration_escapes_the_name_and_names_the_language() -> None:
    assert text.registration(EN, WORKSHOP, "*Awa*", MALAWI, "fr").splitlines() == [
        "**My registration**",
        "- Name: \\*Awa\\*",
        f"- Administration: {MALAWI.name['en']}",
        "- Language of my replies: français",
    ]
    assert "To join yours: /join." in text.registration(EN, WORKSHOP, "Awa", None, "en")


def test_registration_has_the_workshops_own_word() -> None:
    hospitals = replace(WORKSHOP, groups=HOSPITALS)
    assert f"- Hospital: {MALAWI.name['en']}" in text.registration(EN, hospitals, "Awa", MALAWI, "en")
    assert f"- Établissement\u00a0: {MALAWI.name['fr']}" in text.registration(FR, hospitals, "Awa", MALAWI, "en")


def test_help_is_silent_about_what_the_workshop_does_not_have() -> None:
    organiser = Person(3, "Zoë", organiser=True, facilitator=True)
    bare = replace(WORKSHOP, desk=None, evaluations=(), registration=Registration.OPEN)
    said = "\n".join(text.help_for(EN, bare, organiser, joined=False))
    assert not [word for word in ("/keymessage", "/synthesis", "/evaluate", "join codes") if word in said]


def test_a_preference_is_confirmed_in_its_language() -> None:
    assert text.preference_set(EN, direct_messages=True).splitlines() == [
        "I answer you in this language: English.",
        "Reminders also come to you as direct messages.",
    ]
    assert "français" in text.preference_set(FR, direct_messages=False)
