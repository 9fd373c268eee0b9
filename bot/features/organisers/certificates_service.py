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
    """Write the document to `path`, for a share in per cent. No file is written if nobody attended so much."""
    await context.write(audit.record, context.id, context.now(), actor, "export certificates", "", f"share {share} %")

    def write() -> CertificateCounts:
        from bot.export.certificates import files  # here: it needs python-docx, no start does, and few ask for it

        return files.write_certificates(database, context.workshop, share, path, context.now())

    return await asyncio.to_thread(write)
