"""`/session floor`: facilitators open and close the floor and give it to the next."""

from discord import app_commands

from bot.chat.access import FACILITATOR
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.features.floor import service
from bot.features.floor.live_message import FloorPanel

ACTIONS = [
    app_commands.Choice(name=L("open: take requests"), value="open"),
    app_commands.Choice(name=L("next: give the floor to the next person"), value="next"),
    app_commands.Choice(name=L("close: stop taking requests"), value="close"),
]


def add_session_commands(group: app_commands.Group, panel: FloorPanel) -> None:
    """Add `floor` to `group`, which is `/session`."""

    @command(L("floor"), L("Give the floor, in turn"), FACILITATOR)
    @app_commands.describe(action=L("open: take requests; next: give the floor; close: stop taking requests"))
    @app_commands.choices(action=ACTIONS)
    async def floor(call: Call, action: str) -> None:
        context, person = call.context, call.person
        session = service.current_session(context).id
        if action == "next":
            following = await service.give_to_next(context, session, person)
            await panel.post_if_missing(context, session, person)
            await panel.announce_next(call, following)
        elif action == "open":
            await panel.open(context, session, person)
            await call.reply(call._("The floor can be asked for. The queue is shown in plenary."))
        else:
            await service.set_open(context, session, False, person)
            await panel.post_if_missing(context, session, person)
            await call.reply(call._("No more requests are taken. Those who wait keep their places."))

    group.add_command(floor)
