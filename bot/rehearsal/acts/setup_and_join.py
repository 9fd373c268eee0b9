"""The day before: the organiser sets the server up and hands out join codes; everyone joins."""

import csv
import io
from datetime import timedelta
from functools import partial

from bot.core.programme import Registration
from bot.i18n.language_codes import closest
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Response

GROUPS = 40
"""People join in this many groups, a minute apart."""
WRONG_CODE = "AAAAA-AAAAA"
MAX_SUGGESTIONS = 25
"""Discord shows at most this many suggestions."""
SETUP_SPEED = 20.0
"""The clock's speed during setup, which waits for Discord's rate limit of scheduled events."""


def add_actions(play: PlayContext) -> None:
    start = play.begins
    play.timeline.add(start + timedelta(minutes=2), partial(_set_up, play), speed=SETUP_SPEED)
    play.timeline.add(start + timedelta(minutes=6), partial(_set_up_again, play))
    play.timeline.add(start + timedelta(minutes=8), partial(_hand_out_codes, play))
    for number, coordinator in enumerate(play.cast.coordinators):
        at = start + timedelta(minutes=12 + number * GROUPS // len(play.cast.coordinators))
        play.timeline.add(at, partial(_join, play, coordinator, number))


async def _set_up(play: PlayContext) -> None:
    exchange = await play.run_command(play.cast.organiser, "workshop setup")
    guild = play.environment.guild
    guild.give(play.cast.facilitator, guild.role(play.workshop.roles.facilitator))
    play.expectations.check(exchange and len(guild.events) >= len(play.workshop.sessions), "setup made no events")


async def _set_up_again(play: PlayContext) -> None:
    guild = play.environment.guild
    before = len(guild.channels), len(guild.events)
    await play.run_command(play.cast.organiser, "workshop setup")
    after = len(guild.channels), len(guild.events)
    play.expectations.check(before == after, f"a second setup made something: {before} became {after}")
    await play.run_command(play.cast.organiser, "workshop status")


async def _hand_out_codes(play: PlayContext) -> None:
    play.codes = codes_of(await play.run_command(play.cast.organiser, "roster codes"))


def codes_of(exchange: Response | None) -> dict[str, str]:
    """Administration to its join code, from the file in the reply. Empty without a file."""
    if not (exchange and exchange.reply and exchange.reply.attachments):
        return {}
    text = exchange.reply.attachments[0].content.decode("utf-8-sig")
    return {row["administration"]: row["code"] for row in csv.DictReader(io.StringIO(text))}


async def _join(play: PlayContext, coordinator: Coordinator, number: int) -> None:
    code, person = coordinator.administration.code, coordinator.person
    await _find_administration(play, coordinator)
    needs_code = play.workshop.registration is Registration.CODE
    if needs_code and number % 11 == 4:
        await play.run_command(person, "join", administration=code, code=WRONG_CODE)
    given = {"code": play.codes[code].lower() if number % 5 == 2 else play.codes[code]} if needs_code else {}
    joined = await play.run_command(person, "join", administration=code, **given)
    if joined and await _is_approved(play, coordinator):
        play.expectations.joined[coordinator.name] = code
    if number % 4 == 0:
        await play.run_command(person, "programme")
    if number % 9 == 0:
        await play.run_command(person, "help")
    if number % 13 == 6:
        await play.run_command(person, "language", language=coordinator.language)


async def _find_administration(play: PlayContext, coordinator: Coordinator) -> None:
    """Type the first letters of the administration, or its whole name if too many begin with them."""
    word = coordinator.administration.name[_reply_language(play, coordinator)]
    disruptions, typed = play.disruptions.number, word[:4]
    suggested = await coordinator.person.suggest("join", "administration", typed)
    if len(suggested) == MAX_SUGGESTIONS:
        typed = word
        suggested = await coordinator.person.suggest("join", "administration", typed)
    found = coordinator.administration.code in (value for _, value in suggested)
    play.expectations.check(
        found or play.disruptions.interrupted_since(disruptions), f"{word} is not suggested for {typed!r}"
    )


def _reply_language(play: PlayContext, coordinator: Coordinator) -> str:
    """The language of replies before one is chosen: that of the person's Discord, else the workshop's first."""
    return closest(coordinator.person.user.locale, play.workshop.languages) or play.workshop.first_language


async def _is_approved(play: PlayContext, coordinator: Coordinator) -> bool:
    """Let the organiser approve, if the workshop requires it. Returns whether the coordinator has joined."""
    if play.workshop.registration is not Registration.APPROVAL:
        return True
    return await play.run_command(play.cast.organiser, "roster approve", member=coordinator.person) is not None
