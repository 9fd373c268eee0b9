"""Writes the handouts for Discord: a zip, recorded in the audit log."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from bot.core.links import web_address
from bot.core.people import Person
from bot.core.programme import Registration
from bot.features.roster import join_codes
from bot.storage import audit
from bot.workshop.context import WorkshopContext

HandoutsWriter = Callable[[WorkshopContext, Mapping[str, str], str, Path], Awaitable[None]]
"""Writes a zip to a path, with these join codes by group and this link to the server, which may be empty."""


async def write_handouts(
    context: WorkshopContext, writer: HandoutsWriter, invitation: str, actor: Person, folder: Path
) -> Path:
    """Write the zip into `folder`. Raises `BadLink` if `invitation` is neither empty nor an address."""
    address = web_address(invitation) if invitation.strip() else ""
    await context.write(audit.record, context.id, context.now(), actor, "export handouts", "", "")
    has_codes = context.workshop.registration is Registration.CODE
    codes = join_codes.codes_of(context.keys, context.workshop) if has_codes else {}
    path = folder / f"{context.id}.handouts.zip"
    await writer(context, codes, address, path)
    return path
