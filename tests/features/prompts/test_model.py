"""The round of the table."""

from bot.features.prompts.model import Round, TurnState


def test_each_administration_has_its_turn_in_order() -> None:
    first = Round.start(["MW", "ML", "NE"])
    assert (first.speaking, first.in_state(TurnState.WAITING)) == ("MW", ["ML", "NE"])
    third = first.next_turn(TurnState.SPOKEN).next_turn(TurnState.PASSED)
    assert (third.speaking, third.in_state(TurnState.SPOKEN), third.in_state(TurnState.PASSED)) == (
        "NE",
        ["MW"],
        ["ML"],
    )


def test_after_the_last_turn_nobody_speaks() -> None:
    over = Round.start(["MW"]).next_turn(TurnState.SPOKEN)
    assert over.speaking is None
    assert over.next_turn(TurnState.PASSED) == over
