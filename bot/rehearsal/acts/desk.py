"""The key-message desk: every administration writes, some edit, the organiser watches."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random

from bot.core.opening_times import desk_closes, desk_opens
from bot.rehearsal.acts.synthesis import away
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.lines import KEY_MESSAGES, say
from bot.rehearsal.playbill import Play


def cue(play: Play) -> None:
    opens, closes = desk_opens(play.director.schedule), desk_closes(play.director.schedule)
    if play.workshop.desk is None or opens is None or closes is None:
        return
    half = int((closes - opens).total_seconds() // 120)
    for number, it in enumerate(it for it in play.cast.leads() if it not in away(play)):
        at = opens + timedelta(minutes=5 + play.rng.randrange(max(half, 1)))
        play.director.cue(at, partial(_write, play, it, play.dice()))
        if number % 4 == 1:
            play.director.cue(at + timedelta(minutes=7), partial(_write, play, it, play.dice()))
        if number % 3 == 0:
            play.director.cue(at + timedelta(minutes=12), partial(_edit, play, it, play.dice()))
    play.director.cue(opens + timedelta(minutes=20), partial(_watch, play))
    play.director.cue(closes - timedelta(minutes=10), partial(_watch, play))


async def _write(play: Play, it: Coordinator, dice: Random) -> None:
    opened = await play.does(it.person, "keymessage write")
    if not (opened and opened.form):
        play.book.expect(False, f"{it.name} got no form for a key message")
        return
    text = say(KEY_MESSAGES, it.language, dice)
    themes = [theme.id for theme in play.workshop.themes]
    theme = {"theme": [dice.choice(themes)]} if themes else {}
    sent = await play.submits(it.person, opened.form, {"text": text, "language": [it.language], **theme})
    if sent:
        written = [r for r in play.book.key_messages if r.startswith(f"{it.administration.code}-")]
        reference = f"{it.administration.code}-{len(written) + 1}"
        play.book.expect(reference in sent.text, f"the receipt of {it.name} does not name {reference}")
        play.book.key_messages[reference] = (it.language, text)


async def _edit(play: Play, it: Coordinator, dice: Random) -> None:
    reference = f"{it.administration.code}-1"
    opened = await play.does(it.person, "keymessage write", message=reference)
    if opened and opened.form:
        language, text = play.book.key_messages[reference]
        longer = f"{text}\n{say(KEY_MESSAGES, language, dice)}"[: opened.form.field("text").component["max_length"]]
        if await play.submits(it.person, opened.form, {"text": longer}):
            play.book.key_messages[reference] = (language, longer)
    await play.does(it.person, "keymessage list")


async def _watch(play: Play) -> None:
    await play.does(play.cast.organiser, "synthesis status")
