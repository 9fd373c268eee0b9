"""Updates the server after a reload: creates the roles that the file names now, and events for new sessions."""

from collections.abc import Collection
from dataclasses import dataclass, field

import aiohttp
import discord

from bot.chat import channel_bindings
from bot.features.organisers import renamed_roles
from bot.features.organisers.model import SetupResult
from bot.features.organisers.renamed_roles import HandOver
from bot.features.organisers.server_setup import ServerContents, ensure_role, note_refusal
from bot.features.programme.scheduled_events import ScheduledEventSync
from bot.workshop.context import WorkshopContext


@dataclass
class FollowUp:
    """What was created and refused, as after a setup, and the roles handed over.

    `waits`: a former role cannot be handed over yet. `organisers_role`: the name of the organisers' role if no usable
    role exists, so that nobody is an organiser.
    """

    result: SetupResult = field(default_factory=SetupResult)
    hand_overs: list[HandOver] = field(default_factory=list)
    waits: bool = False
    organisers_role: str | None = None


async def follow_up(
    context: WorkshopContext,
    guild: discord.Guild,
    events: ScheduledEventSync,
    renamed: Collection[str],
    *,
    new_sessions: bool,
) -> FollowUp:
    """Create what is new in the file: the `renamed` roles, and events.

    Refusals of Discord are in the result, not raised: the file is already in use, and `/workshop setup` does the rest.
    """
    done = FollowUp()
    try:
        if renamed:
            await _replace_roles(context, guild, renamed, done)
        if new_sessions:
            done.result.events = await events.create_new(context, guild)
    except discord.HTTPException as refused:
        note_refusal(done.result, f"{refused.status}/{refused.code}", refused)
    except (aiohttp.ClientError, OSError) as unreachable:
        done.result.refused.append(str(unreachable) or type(unreachable).__name__)
    if renamed and channel_bindings.role(context, guild, "organiser") is None:
        done.organisers_role = context.workshop.roles.organiser
    handed_over = {each.which for each in done.hand_overs}
    done.waits = bool(renamed) and bool(renamed_roles.waiting(context) - handed_over)
    return done


async def _replace_roles(
    context: WorkshopContext, guild: discord.Guild, renamed: Collection[str], done: FollowUp
) -> None:
    server = await ServerContents.fetch(guild)
    for which in renamed:
        await ensure_role(context, guild, which, server, done.result)
    done.hand_overs = await renamed_roles.find_hand_overs(context, guild)
    await renamed_roles.show_channels(context, guild, done.hand_overs)
