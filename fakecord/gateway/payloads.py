"""The payloads of READY and GUILD_CREATE.

https://discord.com/developers/docs/events/gateway-events#ready
https://discord.com/developers/docs/events/gateway-events#guild-create
"""

from fakecord.errors import Json
from fakecord.gateway.intents import Intent
from fakecord.gateway.session import Session
from fakecord.model.effective_permissions import permissions_in
from fakecord.model.guild import Guild
from fakecord.model.members import Member
from fakecord.model.thread import Thread
from fakecord.model.user import User
from fakecord.permissions import Permission
from fakecord.portal import DeveloperPortal


def ready(bot: User, portal: DeveloperPortal, url: str, session: Session, guilds: list[Guild]) -> Json:
    return {
        "v": 10,
        "user": bot.payload() | {"verified": True, "mfa_enabled": True, "email": None},
        "guilds": [unavailable(g) for g in guilds],
        "session_id": session.id,
        "resume_gateway_url": url,
        "session_type": "normal",
        "shard": list(session.shard),
        "application": {"id": str(bot.id), "flags": application_flags(portal)},
        "user_settings": {},
        "relationships": [],
        "private_channels": [],
        "presences": [],
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "_trace": [],
    }


def application_flags(portal: DeveloperPortal) -> int:
    """The portal's switches for privileged intents, as the “limited” flags of bots in few servers.

    https://discord.com/developers/docs/resources/application#application-object-application-flags
    """
    bits = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}
    return sum(bits[name] for name in portal.privileged_intents) | 1 << 23


def unavailable(guild: Guild) -> Json:
    """A guild that is not sent yet, or not during an outage.

    https://discord.com/developers/docs/resources/guild#unavailable-guild-object
    """
    return {"id": str(guild.id), "unavailable": True}


def is_active_for(member: Member, thread: Thread) -> bool:
    """Whether a client of the member loads the thread: archived ones are not loaded."""
    return not thread.archived and Permission.VIEW_CHANNEL in permissions_in(member, thread)


def guild_create(guild: Guild, session: Session) -> Json:
    """The guild with the fields that only this event has.

    Without the presences intent `members` are the bot and those in voice; the bot requests the others (op 8).
    """
    large = len(guild.members) > session.large_threshold
    shown = [m for m in guild.members.values() if m.id in (guild.bot.id, *guild.voice_states)]
    if Intent.GUILD_PRESENCES in session.intents and Intent.GUILD_MEMBERS in session.intents and not large:
        shown = list(guild.members.values())
    states = Intent.GUILD_VOICE_STATES in session.intents
    events = Intent.GUILD_SCHEDULED_EVENTS in session.intents
    return guild.payload() | {
        "joined_at": guild.me.joined_at.isoformat(),
        "large": large,
        "member_count": len(guild.members),
        "members": [m.payload() for m in shown],
        "channels": [c.payload() for c in guild.channels.values()],
        "threads": [t.payload() for t in guild.threads.values() if is_active_for(guild.me, t)],
        "voice_states": [s.payload(with_guild=False) for s in guild.voice_states.values()] if states else [],
        "presences": [],
        "stage_instances": [s.payload() for s in guild.stages.values()],
        "guild_scheduled_events": [e.payload() for e in guild.events.values() if e.is_open] if events else [],
        "soundboard_sounds": [],
    }
