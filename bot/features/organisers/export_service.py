"""Writes an export for Discord. It is recorded in the audit log, and zipped if it is too large otherwise."""

import asyncio
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.core.people import Person
from bot.storage import audit
from bot.workshop.context import WorkshopContext

Exporter = Callable[[WorkshopContext, str, str, Path], Awaitable[None]]
"""Writes a workshop's data to a path, in a format, with headings in a language."""
EXTENSIONS = {"csv": "zip"}
"""The extension of a file, if it differs from the name of its format."""


@dataclass(frozen=True, slots=True)
class Export:
    """`what` is `data` or `report`. `format` has the same values as on the command line. `language` is a code."""

    what: str
    format: str
    language: str

    def filename(self, workshop: str) -> str:
        if self.what == "report":
            return f"{workshop}.report.{self.language}.{self.format}"
        return f"{workshop}.{EXTENSIONS.get(self.format, self.format)}"


async def write(
    context: WorkshopContext, exporter: Exporter, export: Export, actor: Person, folder: Path, limit: int
) -> Path | None:
    """Write the file into `folder`. Returns None if it is larger than `limit` bytes, even zipped."""
    detail = f"{export.format} {export.language}"
    await context.write(audit.record, context.id, context.now(), actor, f"export {export.what}", "", detail)
    path = folder / export.filename(context.id)
    await exporter(context, export.format, export.language, path)
    if path.stat().st_size > limit:
        path = await asyncio.to_thread(_zipped, path)
    return path if path.stat().st_size <= limit else None


def _zipped(path: Path) -> Path:
    """Zip the file, if that makes it smaller.

    HTML and JSON shrink to a tenth, the other formats are already zip files.
    """
    zipped = path.with_name(f"{path.name}.zip")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, path.name)
    return zipped
