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
    threads.py  threads that are started, joined, changed
    http/       HTTP requests; routes/ are the endpoints
    people/     simulated users
    faults.py   fault injection
    server.py   `DiscordServer`

Docstrings name the page of Discord's documentation that a rule comes from.
"""

from fakecord.clock import Clock as Clock
from fakecord.clock import SystemClock as SystemClock
from fakecord.errors import ActionError as ActionError
from fakecord.errors import NotAllowed as NotAllowed
from fakecord.errors import NotPossible as NotPossible
from fakecord.fault_types import Hold as Hold
from fakecord.faults import Faults as Faults
from fakecord.files import File as File
from fakecord.model.channel import Channel as Channel
from fakecord.model.channel import Edit as Edit
from fakecord.model.channel import Message as Message
from fakecord.model.command_permissions import ALL_CHANNELS as ALL_CHANNELS
from fakecord.model.event import ScheduledEvent as ScheduledEvent
from fakecord.model.guild import Guild as Guild
from fakecord.model.interaction import CallbackType as CallbackType
from fakecord.model.interaction import Interaction as Interaction
from fakecord.model.interaction import InteractionType as InteractionType
from fakecord.model.members import Member as Member
from fakecord.model.members import Role as Role
from fakecord.model.thread import Thread as Thread
from fakecord.model.user import User as User
from fakecord.people.fields import Field as Field
from fakecord.people.form import Form as Form
from fakecord.people.person import Person as Person
from fakecord.people.response import Response as Response
from fakecord.permissions import Permission as Permission
from fakecord.request_log import LoggedRequest as LoggedRequest
from fakecord.request_log import Violation as Violation
from fakecord.server import DiscordServer as DiscordServer
