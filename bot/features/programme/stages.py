"""The stage of a workshop: live while one of its sessions is open.

Discord opens a stage with its scheduled event and closes it with that, and it closes a stage where nobody speaks
(https://discord.com/developers/docs/resources/stage-instance). So the present state is requested before each change.
"""

import contextlib

import discord

from bot.chat import channel_bindings
from bot.chat.posts import shortened
from bot.core.schedule import SessionState, SessionStatus
from bot.workshop.context import WorkshopContext

MAX_TOPIC = 120
"""Longest topic of a stage, in characters (Discord, Stage Instance)."""


async def sync(
    context: WorkshopContext, guild: discord.Guild, state: SessionState | None, event: discord.ScheduledEvent | None
) -> None:
    """If the configured channel is a stage, open it while a session is open.

    Errors of Discord are raised. `event` is the session's event, unless that is over.
    """
    stage = channel_bindings.channel(context, guild, "stage")
    if state is None or not isinstance(stage, discord.StageChannel):
        return
    if state.is_open:
        is_opened_by_event = event is not None and event.entity_type is discord.EntityType.stage_instance
        await _open(stage, shortened(_topic(context, state), MAX_TOPIC), is_opened_by_event=is_opened_by_event)
    elif state.status is SessionStatus.ENDED and stage.instance and not context.schedule.in_progress():
        with contextlib.suppress(discord.NotFound):  # the stage closed with its event
            await stage.instance.delete()


async def _open(stage: discord.StageChannel, topic: str, *, is_opened_by_event: bool) -> None:
    instance = stage.instance
    if instance is None and is_opened_by_event:  # Discord's message about it may still be on its way
        with contextlib.suppress(discord.NotFound):
            instance = await stage.fetch_instance()
    if instance is None:
        await stage.create_instance(topic=topic)
    elif instance.topic != topic:
        await instance.edit(topic=topic)


def _topic(context: WorkshopContext, state: SessionState) -> str:
    titles = dict.fromkeys(state.session.title[language] for language in context.workshop.languages)
    return " / ".join(titles)
