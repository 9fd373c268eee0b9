"""Names are removed from texts only where they stand as whole words."""

from __future__ import annotations

from bot.features.privacy.name_removal import mark_without_reason, name_remover


def test_a_name_is_removed_only_as_a_whole_word() -> None:
    remove = name_remover(["Ali", "Ali (Mali)", ""])
    assert remove("Ali (Mali): Mali, Ali; Alimata") == "[…]: Mali, […]; Alimata"
    assert mark_without_reason("Ali: excused: Ali is ill", ["Ali"]) == "[…]: excused"
    assert mark_without_reason("Ali: B: late: x: y", ["Ali: B"]) == "[…]: late"
    assert mark_without_reason("Awa: excused: ill", ["Ali"]) == "Awa: excused: ill"
