"""/schedule: organisers delay, move and cancel sessions, and see first what it would do."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import discord
from discord import app_commands
from discord.app_commands import locale_str as L  # noqa: N812 - the mark that pybabel extracts
from discord.ext import commands

from bot.chat import suggestions
from bot.chat.access import FOR_ORGANISERS, ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.posts import Post, button, buttons
from bot.chat.presenters import sessions as session_words
from bot.chat.presenters import steering as words
from bot.chat.router import Pressed
from bot.domain.errors import BadTime, NothingToDo
from bot.domain.instants import read, written
from bot.domain.schedule import Schedule, cancelled, delayed, moved
from bot.domain.times import parse_local
from bot.services import sessions
from bot.services.room import Room
from bot.services.steering import preview

DELAY, MOVE, CANCEL = "delay", "move", "cancel"


@app_commands.default_permissions(manage_guild=True)
class ScheduleCog(commands.GroupCog, group_name=L("schedule"), group_description=L("Delay, move and cancel sessions")):
    def __init__(self, client: Atelier) -> None:
        client.router.on("schedule:apply", self.apply, ORGANISER)
        client.router.on("schedule:leave", self.leave, ORGANISER)

    @app_commands.command(name=L("delay"), description=L("Start a session later"), extras=FOR_ORGANISERS)
    @app_commands.describe(
        minutes=L("How many minutes later; earlier with a minus sign"),
        session=L("The session"),
        cascade=L("Whether that day's later sessions follow; yes where you leave it out"),
    )
    @app_commands.autocomplete(session=suggestions.sessions_ahead_or_open)
    async def delay(
        self,
        interaction: discord.Interaction,
        minutes: app_commands.Range[int, -600, 600],
        session: str | None = None,
        cascade: bool = True,
    ) -> None:
        call = Call.of(interaction)
        meant = session or call.room.schedule.default(call.room.now()).id
        await _show(call, f"{DELAY}|{meant}|{minutes}|{int(cascade)}")

    @app_commands.command(name=L("move"), description=L("Hold a session at another time"), extras=FOR_ORGANISERS)
    @app_commands.describe(session=L("The session"), start=L("14:30, or 2021-03-16 14:30, on the workshop's clock"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def move(self, interaction: discord.Interaction, session: str, start: str) -> None:
        call = Call.of(interaction)
        schedule, zone = call.room.schedule, call.room.workshop.zone
        at = parse_local(start, zone, schedule.local_date(schedule[session]))
        if at <= call.room.now():
            raise BadTime(start, "past")
        await _show(call, f"{MOVE}|{session}|{written(at)}")

    @app_commands.command(name=L("cancel"), description=L("Cancel a session"), extras=FOR_ORGANISERS)
    @app_commands.describe(session=L("The session"))
    @app_commands.autocomplete(session=suggestions.sessions_ahead)
    async def cancel(self, interaction: discord.Interaction, session: str) -> None:
        await _show(Call.of(interaction), f"{CANCEL}|{session}")

    async def apply(self, pressed: Pressed) -> None:
        """Do what was shown; where the programme has changed since, show it anew instead."""
        call = pressed.call
        seen, what = pressed.rest[0], ":".join(pressed.rest[1:])
        after = _after(call.room, what)
        if seen != _fingerprint(call.room, after):
            await call.replace(post=_preview(call, what, changed_meanwhile=True))
            return
        verb, session, *detail = what.split("|")
        done = await sessions.change(call.room, after, call.person.name, f"schedule {verb}", session, " ".join(detail))
        await call.replace(session_words.changed(call._, call.formats, done))

    async def leave(self, pressed: Pressed) -> None:
        await pressed.call.replace(pressed.call._("Left as it was."))


async def _show(call: Call, what: str) -> None:
    await call.reply(post=_preview(call, what))


def _preview(call: Call, what: str, *, changed_meanwhile: bool = False) -> Post:
    before, after = call.room.schedule, _after(call.room, what)
    it = preview(before, after)
    if not it.touched:
        raise NothingToDo
    blocks = words.preview(call._, call.formats, it)
    if changed_meanwhile:
        blocks.insert(0, call._("The programme has changed meanwhile. Look again before you apply:"))
    apply = f"schedule:apply:{_fingerprint(call.room, after)}:{what}"
    view = buttons(
        [button(call._("Apply"), apply, discord.ButtonStyle.primary), button(call._("Leave"), "schedule:leave")]
    )
    return Post.of(*blocks, view=view)


def _after(room: Room, what: str) -> Schedule:
    """The programme after `what`: a verb, a session and its details, as they stand in the button."""
    verb, session, *detail = what.split("|")
    match verb:
        case "delay":
            minutes, cascade = detail
            return delayed(room.schedule, session, timedelta(minutes=int(minutes)), cascade=cascade == "1")
        case "move":
            return moved(room.schedule, session, read(detail[0]))
        case _:
            return cancelled(room.schedule, session)


def _fingerprint(room: Room, after: Schedule) -> str:
    """Stands for the change as it was shown: another one of the same sessions has another."""
    touched = preview(room.schedule, after).touched
    shown = [(d.after.id, d.before.start, d.before.end, d.after.start, d.after.end) for d in touched]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:8]
