"""A fake Discord server on 127.0.0.1, as strict as the real one, to test bots against. See README.md.

    async with DiscordServer(token="fake.token") as server:     # server.url, server.gateway_url: for the bot
        guild = server.new_guild("Test")
        server.invite(guild, permissions=Permission.SEND_MESSAGES | Permission.MANAGE_ROLES)
        person = server.new_person(guild, "Ada", locale="en-GB")
        await server.ready()                                     # the bot is connected
        response = await person.slash("join", team="red")
        response.reply.text, response.form, response.latency_ms
        server.violations                                        # what Discord would have refused

The modules, from bottom to top:

    model/      accounts, guilds, channels, messages, interactions
    gateway/    the websocket: sessions, intents, events
    rules/      the rules for request bodies
    world.py    all state, and the parts that change it
    http/       HTTP requests; routes/ are the endpoints
    people/     simulated users
    faults.py   fault injection
    server.py   `DiscordServer`

Docstrings name the page of Discord's documentation that a rule comes from.
"""

from __future__ import annotations

from fakecord.clock import Clock, SystemClock
from fakecord.errors import ActionError, NotAllowed, NotPossible
from fakecord.fault_types import Hold
from fakecord.faults import Faults
from fakecord.files import File
from fakecord.model.channel import Channel, Edit, Message
from fakecord.model.event import ScheduledEvent
from fakecord.model.guild import Guild
from fakecord.model.interaction import CallbackType, Interaction, InteractionType
from fakecord.model.members import Member, Role
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
    "Clock",
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
    "SystemClock",
    "User",
    "Violation",
]
