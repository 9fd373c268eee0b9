"""The benchmarks compare like with like, and say plainly what was met and what was not."""

from __future__ import annotations

from benchmarks import bare_bot
from benchmarks.measure import Line, p50, p99
from benchmarks.results import page
from bot.chat import permissions


def test_the_bare_bot_asks_discord_for_what_atelier_asks_for() -> None:
    assert bare_bot.intents() == permissions.intents()


def test_a_target_holds_for_the_ratio_where_there_is_one_else_for_the_figure() -> None:
    assert Line("a sign-in", 3.0, "ms", bare=2.0, target=1.5).met is True
    assert Line("a sign-in", 3.1, "ms", bare=2.0, target=1.5).met is False
    assert Line("an export", 2.1, "s", target=2.0).met is False
    assert Line("the rehearsal", 60.0, "s").met is None


def test_percentiles_are_of_what_was_found() -> None:
    found = [float(n) for n in range(100, 0, -1)]
    assert (p50(found), p99(found), p99([7.0])) == (51.0, 100.0, 7.0)


def test_the_page_names_what_was_not_met_by_how_much_and_nothing_of_this_machine() -> None:
    found = {
        "Waiting": [Line("a sign-in, p50", 3.1, "ms", bare=2.0, target=1.5), Line("a read", 2.0, "ms", bare=2.0)],
        "Exporting": [Line("rows to csv", 1.0, "s", target=2.0)],
        "Left out": [],
    }
    said = page(found, "## Notes\n\nWhy.")
    assert "**1 of 2 targets met.**\n- not met: a sign-in, p50: × 1.55, to be at most 1.5\n" in said
    assert "| a sign-in, p50 | 3.10 ms | 2.00 ms | 1.55 | ≤ 1.5 | **not met** |" in said
    assert "| rows to csv | 1.00 s |  |  | ≤ 2.00 s | met |" in said
    assert "Left out" not in said
    assert said.endswith("## Notes\n\nWhy.\n")
    assert "/" not in said.split("\n## ")[0].replace("benchmarks/bare_bot.py", "")
