"""compat/reconnect_backoff.py"""

from typing import Any

from discord.backoff import ExponentialBackoff

from bot.chat.compat.reconnect_backoff import ShortBackoff


def longest_wait(backoff: ExponentialBackoff[Any]) -> float:
    """Seconds, in the worst case, after many attempts in vain."""
    backoff._randfunc = lambda least, most: most
    return max(backoff.delay() for _ in range(20))


def test_discord_py_waits_up_to_17_minutes() -> None:
    assert longest_wait(ExponentialBackoff()) == 1024


def test_ours_waits_half_a_minute_at_most() -> None:
    assert longest_wait(ShortBackoff()) == 32
