"""The writers behind `/export`. Their libraries are large, so they are imported on first use."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path

from bot.core.programme import Workshop
from bot.features.organisers.export_service import Exporter
from bot.settings import Settings
from bot.workshop.context import WorkshopContext

Export = Callable[[Path, Workshop, str, str, Path, datetime], Awaitable[None]]


def exporter(settings: Settings) -> Exporter:
    def load() -> Export:
        from bot.export.files import export  # imported here: it is large, and seldom needed

        return export

    async def write(context: WorkshopContext, format: str, language: str, path: Path) -> None:
        export = await asyncio.to_thread(load)
        await export(settings.database, context.workshop, format, language, path, context.now())

    return write


async def write_handouts(context: WorkshopContext, codes: Mapping[str, str], address: str, path: Path) -> None:
    def write() -> None:
        from bot.export.handouts.files import Handouts, write_zip  # imported here, as above

        write_zip(Handouts(context.schedule, codes, address), path, context.now())

    await asyncio.to_thread(write)
