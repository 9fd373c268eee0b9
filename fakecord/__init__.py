"""A stand-in Discord on loopback, as strict as the real one.

server = DiscordServer(clock, token="...", privileged_intents={"members"})
await server.start()                                   # the bot: DISCORD_API_URL=server.url
guild = server.new_guild("A-CIP", owner_name="Secretariat")
server.invite(guild, permissions=Permission.MANAGE_ROLES | ...)
person = guild.new_person("Malawi – Chisomo", locale="en-GB")
await server.ready()
exchange = await person.slash("join", administration="MW")
exchange.reply.text, exchange.form, exchange.latency_ms
server.violations                                      # what Discord would have refused

Inside: `world.py` holds what exists (`model/`) and tells the `gateway/`; `http/` brings requests to `routes/`, which
refuse by `rules/`; `people/` acts for the cast; `calendar.py` and `voices.py` move on by themselves; `faults.py` makes
trouble. Each rule names the page of Discord's documentation it comes from.
"""

from __future__ import annotations

from fakecord.errors import ActionError, NotAllowed, NotPossible
from fakecord.faults import Faults, Hold
from fakecord.files import File
from fakecord.interactions import CallbackType, Interaction, InteractionType
from fakecord.model.channel import Channel
from fakecord.model.event import ScheduledEvent
from fakecord.model.guild import Guild, Member
from fakecord.model.message import Edit, Message
from fakecord.model.role import Role
from fakecord.model.user import User
from fakecord.people.fields import Field
from fakecord.people.form import Form
from fakecord.people.person import Person
from fakecord.people.response import Response
from fakecord.permissions import Permission
from fakecord.request_log import LoggedRequest, Violation
from fakecord.server import DiscordServer

__all__ = [
    "ActionError",
    "CallbackType",
    "Channel",
    "DiscordServer",
    "Edit",
    "Faults",
    "Field",
    "File",
    "Form",
    "Guild",
    "Hold",
    "Interaction",
    "InteractionType",
    "LoggedRequest",
    "Member",
    "Message",
    "NotAllowed",
    "NotPossible",
    "Permission",
    "Person",
    "Response",
    "Role",
    "ScheduledEvent",
    "User",
    "Violation",
]
