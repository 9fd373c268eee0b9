"""The roster's texts, in English."""

from bot.core.people import Membership, Participant
from bot.features.roster import text
from bot.features.roster.errors import AlreadyJoined
from bot.features.roster.model import RosterImport
from bot.features.roster.refusals import refusal
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.roster.helpers import sample_workshop

_ = phrases("en")
WORKSHOP = sample_workshop()
F = Formats("en", WORKSHOP.zone)
MALAWI, MALI, NIGER = WORKSHOP.administrations
AWA = Participant(1, 1_001, "Awa *", "ML", Membership.JOINED, "fr")
ZARA = Participant(2, 1_002, "Zara", "ML", Membership.PENDING, "fr")
CHISOMO = Participant(3, None, "Chisomo", "MW", Membership.JOINED, "en")


def test_the_heading_names_empty_delegations_and_requests() -> None:
    assert text.heading(_, F, [AWA, ZARA, CHISOMO], WORKSHOP).splitlines() == [
        "**Administrations**",
        "2 people have joined.",
        "No members yet: Niger.",
        "Waiting for /roster approve: Zara.",
    ]


def test_delegations_are_sorted_and_show_guests_and_requests() -> None:
    assert text.delegations(_, F, [ZARA, AWA, CHISOMO], WORKSHOP.administrations) == [
        "- **Malawi**: Chisomo (guest)",
        "- **Mali**: Awa \\*, Zara (waits)",
    ]


def test_a_new_participant_is_welcomed_and_one_who_moved_is_told_so() -> None:
    assert text.welcome(_, WORKSHOP, MALI, moved=False).splitlines() == [
        f"Welcome to “{WORKSHOP.title['en']}”. Administration: Mali.",
        "To see the agenda: /programme. To see what you can do: /help.",
    ]
    assert text.welcome(_, WORKSHOP, MALI, moved=True) == "Done. Administration: Mali."


def test_markup_in_names_is_escaped() -> None:
    assert text.request(_, WORKSHOP, AWA, MALI) == "**Awa \\*** asks to join. Administration: Mali."
    assert text.belongs(_, AWA, MALI) == "Awa \\* belongs to Mali."


def test_an_import_tells_what_changed_and_leaves_out_what_did_not_happen() -> None:
    assert text.imported(_, F, RosterImport([AWA, CHISOMO], [ZARA], [], [])).splitlines() == [
        "**The roster is imported**",
        "- 2 people are new",
        "- changed to another group, or approved: Zara",
    ]


def test_joining_the_same_delegation_again_is_refused_in_words() -> None:
    assert refusal(_, AlreadyJoined()) == "You already belong to this group: there is nothing more to do."
    assert refusal(_, ValueError()) is None
