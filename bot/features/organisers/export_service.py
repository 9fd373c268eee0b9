"""What organisers took away, in the log: personal data has left the house."""

from __future__ import annotations

from bot.storage import audit
from bot.workshop.context import WorkshopContext


async def taken(context: WorkshopContext, actor: str, what: str, detail: str) -> None:
    """`what` is `data` or `report`, `detail` its format and language."""
    await context.write(audit.record, context.id, context.now(), actor, f"export {what}", "", detail)
