"""The benchmarks compare like with like, and their page names every target that was missed."""

from benchmarks import bare_bot
from benchmarks.measure import Line, p50, p99
from benchmarks.results import page
from bot.chat import permissions


def test_the_bare_bot_asks_discord_for_what_atelier_asks_for() -> None:
    assert bare_bot.intents() == permissions.intents()


def test_a_target_limits_the_ratio_or_without_one_the_figure() -> None:
    assert Line("a sign-in", 3.0, "ms", bare=2.0, target=1.5).met is True
    assert Line("a sign-in", 3.1, "ms", bare=2.0, target=1.5).met is False
    assert Line("an export", 2.1, "s", target=2.0).met is False
    assert Line("the rehearsal", 60.0, "s").met is None


def test_percentiles() -> None:
    found = [float(n) for n in range(100, 0, -1)]
    assert (p50(found), p99(found), p99([7.0])) == (51.0, 100.0, 7.0)


def test_the_page_names_missed_targets_and_no_path_of_this_machine() -> None:
    found = {
        "Waiting": [Line("a sign-in, p50", 3.1, "ms", bare=2.0, target=1.5), Line("a read", 2.0, "ms", bare=2.0)],
        "Exporting": [Line("rows to csv", 1.0, "s", target=2.0)],
        "Left out": [],
    }
    written = page(found, "## Notes\n\nWhy.")
    assert "**1 of 2 targets met.**\n- not met: a sign-in, p50: × 1.55, to be at most × 1.5\n" in written
    assert "| a sign-in, p50 | 3.10 ms | 2.00 ms | 1.55 | ≤ × 1.5 | **not met** |" in written
    assert "| **Exporting** | | | | | |\n| rows to csv | 1.00 s |  |  | ≤ 2.00 s | met |" in written
    assert "Left out" not in written
    assert written.endswith("## Notes\n\nWhy.\n")
    assert "/" not in written.split("\n## ")[0].replace("benchmarks/bare_bot.py", "")
