"""The message in the organisers' channel that shows the board: edited, found again, posted again after a deletion."""

import discord

from bot.chat.history import find_message, is_readable, read_history
from bot.chat.posts import Post, message_print
from bot.outbox.posting import edited, nonce_of
from bot.workshop.bindings import bind
from bot.workshop.context import WorkshopContext

BINDING = "message:board"
SEARCHED_MESSAGES = 100
"""How many of the newest messages are searched for a board that was posted but not yet bound."""


async def show(context: WorkshopContext, channel: discord.TextChannel, post: Post) -> None:
    """Make the board's message show `post`: edit it if it differs, post it if it is missing.

    Raises what discord.py raises.
    """
    id = context.bindings.get(BINDING)
    message: discord.Message | discord.PartialMessage | None
    if id is None:
        message = await _find_unbound(channel, post)
    elif is_readable(channel):
        message = await find_message(channel, id)
    else:  # to edit it without looking needs no permission
        unseen = channel.get_partial_message(id)
        message = unseen if await edited(unseen, post, context.id) else None
    if message is None:
        message = await channel.send(**post.new(context.id), nonce=nonce_of(context.id, f"board/{id}/{post.print}"))
    elif isinstance(message, discord.Message) and message_print(message) != post.print:
        await message.edit(**post.edited(context.id))
    await bind(context, BINDING, message.id)


async def _find_unbound(channel: discord.TextChannel, post: Post) -> discord.Message | None:
    """Find a board of the bot by its heading: the process may have ended after posting it and before binding it."""
    heading = post.text.splitlines()[0]
    async for message in read_history(channel, limit=SEARCHED_MESSAGES):
        text = message.content or (message.embeds[0].description if message.embeds else "")
        if message.author == channel.guild.me and (text or "").startswith(heading):
            return message
    return None
