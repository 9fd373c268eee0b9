"""A list that is read page by page, with buttons that turn the leaf."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.posts import Post, button, buttons
from bot.i18n.catalogue import Phrases


def leaf(_: Phrases, found: Sequence[str], number: int, custom_id: str) -> Post:
    """Page `number` (from 0) of `found`; its buttons carry `custom_id` and the page they lead to."""
    number = min(max(number, 0), len(found) - 1)
    if len(found) == 1:
        return Post.of(found[0])
    turns = []
    if number > 0:
        turns.append(button(_("Previous page"), f"{custom_id}:{number - 1}"))
    if number + 1 < len(found):
        turns.append(button(_("Next page"), f"{custom_id}:{number + 1}"))
    where = _("Page %(number)s of %(count)s", number=number + 1, count=len(found))
    return Post.of(found[number], where, view=buttons(turns))
