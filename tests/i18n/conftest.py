"""The commands of the bot, as the running bot registers them, without Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import app
from bot.chat.translator import CommandTranslator
from bot.core.programme import Workshop
from bot.i18n.catalogue import LOCALES, available
from bot.scheduling.clock import SystemClock
from bot.settings import Settings
from bot.workshop_file import read_workshop
from tests.i18n.helpers import Json


@pytest.fixture
async def tree(tmp_path: Path) -> AsyncIterator[list[Json]]:
    """The commands as they are sent to Discord: names, descriptions, options and choices in every language."""
    settings = Settings(tmp_path, database=tmp_path / "atelier.db")
    async with app.opened(settings, [], SystemClock()) as client:
        for cog in client.our_cogs:
            await client.add_cog(cog)
        translator = CommandTranslator()
        await client.tree.set_translator(translator)
        yield [await command.get_translated_payload(client.tree, translator) for command in client.tree.get_commands()]


@pytest.fixture(scope="session")
def sample() -> Workshop:
    workshop, faults = read_workshop(LOCALES.parent / "config" / "workshops" / "acpi-2021.yaml", available())
    assert faults == []
    assert workshop is not None
    return workshop
