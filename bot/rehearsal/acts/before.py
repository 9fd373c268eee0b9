"""The day before: the organiser sets the server up and hands out codes; everyone joins."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from functools import partial

from bot.core.programme import Registration
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.playbill import Play

GROUPS = 40
"""The cast joins in so many groups, a minute apart."""
WRONG = "AAAAA-AAAAA"
LISTED = 25
"""So many suggestions at most has a list at Discord."""
SETTING_UP = 20.0
"""The clock's pace while events are made: Discord takes only a few at a time."""


def cue(play: Play) -> None:
    start = play.begins
    play.director.cue(start + timedelta(minutes=2), partial(_set_up, play), pace=SETTING_UP)
    play.director.cue(start + timedelta(minutes=6), partial(_set_up_again, play))
    play.director.cue(start + timedelta(minutes=8), partial(_hand_out_codes, play))
    for number, coordinator in enumerate(play.cast.coordinators):
        at = start + timedelta(minutes=12 + number * GROUPS // len(play.cast.coordinators))
        play.director.cue(at, partial(_join, play, coordinator, number))


async def _set_up(play: Play) -> None:
    exchange = await play.does(play.cast.organiser, "workshop setup")
    play.stage.guild.give(play.cast.facilitator, play.stage.guild.role(play.workshop.roles.facilitator))
    play.book.expect(exchange and len(play.stage.guild.events) >= len(play.workshop.sessions), "setup made no events")


async def _set_up_again(play: Play) -> None:
    before = len(play.stage.guild.channels), len(play.stage.guild.events)
    await play.does(play.cast.organiser, "workshop setup")
    after = len(play.stage.guild.channels), len(play.stage.guild.events)
    play.book.expect(before == after, f"a second setup made something: {before} became {after}")
    await play.does(play.cast.organiser, "workshop status")


async def _hand_out_codes(play: Play) -> None:
    exchange = await play.does(play.cast.organiser, "roster codes")
    if exchange and exchange.reply:
        text = exchange.reply.attachments[0].content.decode("utf-8-sig")
        play.codes = {row["administration"]: row["code"] for row in csv.DictReader(io.StringIO(text))}


async def _join(play: Play, it: Coordinator, number: int) -> None:
    code, word = it.administration.code, it.administration.name[_reads(play, it)]
    await _look_up(play, it, word)
    needs_code = play.workshop.registration is Registration.CODE
    if needs_code and number % 11 == 4:
        await play.does(it.person, "join", administration=code, code=WRONG)
    given = {"code": play.codes[code].lower() if number % 5 == 2 else play.codes[code]} if needs_code else {}
    if await play.does(it.person, "join", administration=code, **given) and await _approved(play, it):
        play.book.joined[it.name] = code
    if number % 4 == 0:
        await play.does(it.person, "programme")
    if number % 9 == 0:
        await play.does(it.person, "help")
    if number % 13 == 6:
        await play.does(it.person, "language", language=it.language)


async def _look_up(play: Play, it: Coordinator, word: str) -> None:
    """She types the first letters; where more begin so than a list holds, she types on."""
    troubles, typed = play.troubles.number, word[:4]
    suggested = await it.person.suggest("join", "administration", typed)
    if len(suggested) == LISTED:
        typed = word
        suggested = await it.person.suggest("join", "administration", typed)
    found = it.administration.code in (value for _, value in suggested)
    play.book.expect(found or play.troubles.since(troubles), f"{word} is not suggested for {typed!r}")


def _reads(play: Play, it: Coordinator) -> str:
    """The language she is answered in before she has chosen one: her Discord's, else the workshop's first."""
    language = it.person.user.locale.split("-")[0]
    return language if language in play.workshop.languages else play.workshop.first_language


async def _approved(play: Play, it: Coordinator) -> bool:
    """Whether she belongs to her delegation now; where the organiser has to agree, the organiser does."""
    if play.workshop.registration is not Registration.APPROVAL:
        return True
    return await play.does(play.cast.organiser, "roster approve", member=it.person) is not None
