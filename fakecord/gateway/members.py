"""Request Guild Members (op 8) and the chunks that answer it.

https://discord.com/developers/docs/events/gateway-events#request-guild-members
"""

from fakecord.errors import Json
from fakecord.gateway.intents import Intent
from fakecord.gateway.session import Session
from fakecord.model.guild import Guild
from fakecord.model.members import Member
from fakecord.world import World

MAX_PER_CHUNK, MAX_BY_ID, MAX_BY_NAME = 1000, 100, 100


def send_chunks(world: World, session: Session, data: Json) -> None:
    """Send members by id or by the prefix of a name; all members only with the Server Members intent."""
    guild = world.guilds.get(int(data.get("guild_id") or 0))
    if guild is None or not guild.has_bot or not guild.available:
        return
    members, not_found = _requested(world, guild, session, data)
    chunks = [members[n : n + MAX_PER_CHUNK] for n in range(0, len(members), MAX_PER_CHUNK)] or [[]]
    for index, chunk in enumerate(chunks):
        payload: Json = {
            "guild_id": str(guild.id),
            "members": [m.payload() for m in chunk],
            "chunk_index": index,
            "chunk_count": len(chunks),
        }
        if not_found:
            payload["not_found"] = not_found
        if data.get("presences"):
            payload["presences"] = []
        if data.get("nonce"):
            payload["nonce"] = str(data["nonce"])[:32]
        session.dispatch("GUILD_MEMBERS_CHUNK", payload)


def _requested(world: World, guild: Guild, session: Session, data: Json) -> tuple[list[Member], list[str]]:
    """The members, and the ids that are no members."""
    ids = data.get("user_ids")
    if ids:
        requested = [int(i) for i in (ids if isinstance(ids, list) else [ids])][:MAX_BY_ID]
        return [guild.members[i] for i in requested if i in guild.members], [
            str(i) for i in requested if i not in guild.members
        ]
    query, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0)
    if not query and not limit:
        if Intent.GUILD_MEMBERS in session.intents:
            return list(guild.members.values()), []
        world.log.report("GATEWAY", "/gateway", 0, 0, "asked for all members without the Server Members intent")
        return [], []
    found = [m for m in guild.members.values() if m.is_called(query)]
    return found[: min(limit or MAX_BY_NAME, MAX_BY_NAME)], []
