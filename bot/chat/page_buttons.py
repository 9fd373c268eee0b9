"""A long text, page by page, with buttons to the previous and the next page."""

from collections.abc import Sequence

from bot.chat.posts import Post, button, buttons
from bot.i18n.catalogue import Phrases


def page_post(_: Phrases, pages: Sequence[str], number: int, custom_id: str) -> Post:
    """Page `number` (from 0) of `pages`. The custom ids of its buttons are `custom_id:page`."""
    number = min(max(number, 0), len(pages) - 1)
    if len(pages) == 1:
        return Post.of(pages[0])
    links = []
    if number > 0:
        links.append(button(_("Previous page"), f"{custom_id}:{number - 1}"))
    if number + 1 < len(pages):
        links.append(button(_("Next page"), f"{custom_id}:{number + 1}"))
    where = _("Page %(number)s of %(count)s", number=number + 1, count=len(pages))
    return Post.of(pages[number], where, view=buttons(links))
