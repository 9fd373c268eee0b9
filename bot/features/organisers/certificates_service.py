"""Writes certificates of attendance for Discord, recorded in the audit log."""

import asyncio
from pathlib import Path

from bot.core.people import Person
from bot.export.certificates import CertificateCounts
from bot.storage import audit
from bot.workshop.context import WorkshopContext


async def write_certificates(
    context: WorkshopContext, database: Path, share: int, actor: Person, path: Path
) -> CertificateCounts:
    """Write the document to `path`, for people who attended at least `share` per cent.

    Without such people no file is written.
    """
    await context.write(audit.record, context.id, context.now(), actor, "export certificates", "", f"share {share} %")

    def write() -> CertificateCounts:
        from bot.export.certificates import files  # imported here: it needs python-docx, and is seldom used

        return files.write_certificates(database, context.workshop, share, path, context.now())

    return await asyncio.to_thread(write)
