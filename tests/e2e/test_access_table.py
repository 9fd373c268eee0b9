"""The table of access has every button, menu and form of the bot. `test_access.py` looks for the commands."""

from pathlib import Path

from bot import app
from bot.core.programme import AnsweredBy, PromptKind
from bot.scheduling.clock import SystemClock
from bot.settings import Settings
from tests.e2e.access_table import custom_ids


async def test_every_custom_id_is_in_the_table(tmp_path: Path) -> None:
    async with app.opened(Settings(tmp_path, tmp_path / "atelier.db", tmp_path), [], SystemClock()) as client:
        patterns = [rule.pattern for rule in client.router]
    kinds, by = "{" + "|".join(PromptKind) + "}", "{" + "|".join(AnsweredBy) + "}"
    rows = [rule.name.replace("{KIND}", kinds).replace("{BY}", by) for rule in custom_ids()]
    assert sorted(rows) == sorted(patterns)
