"""What nobody prepared: a question written on the spot, one asked by mistake, and an answer that comes too late."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.core.programme import PromptKind
from bot.rehearsal.acts.prompts import moments
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.lines import ANSWERS, say
from bot.rehearsal.playbill import Play
from fakecord import Form, Message

TEXTS = {"fr": "Tout le monde entend-il bien ?", "en": "Can everyone hear well?"}
OPTIONS = {"fr": ("Oui", "Non"), "en": ("Yes", "No")}


def cue(play: Play) -> None:
    state = play.director.schedule.in_order()[0]
    play.director.cue(state.start + timedelta(minutes=3), partial(_by_mistake, play))
    play.director.cue(state.start + timedelta(minutes=4), partial(_compose, play))
    for it in play.some(play.cast.present(), 12):
        play.director.cue(state.start + timedelta(minutes=5), partial(_answer, play, it, play.rng.randint(1, 2)))
    play.director.cue(state.start + timedelta(minutes=8), partial(_close, play))
    _cue_late(play)


def _cue_late(play: Play) -> None:
    """Someone writes while the question is being closed."""
    written = [each for each in moments(play) if each[0].kind is PromptKind.OPEN and not each[0].anonymous]
    if not written:
        return
    question, at, length = written[-1]
    late: dict[str, Form] = {}
    it = play.cast.leads()[-1]
    play.director.cue(at + length - timedelta(seconds=90), partial(_open_form, play, it, question.id, late))
    play.director.cue(at + length - timedelta(seconds=30), partial(_too_late, play, it, late))


async def _by_mistake(play: Play) -> None:
    question = next(moments(play), None)
    if question:
        await play.does(play.cast.facilitator, "prompt ask", prompt=question[0].id)
        await play.does(play.cast.facilitator, "prompt close", prompt=question[0].id, discard=True)


async def _compose(play: Play) -> None:
    opened = await play.does(play.cast.facilitator, "prompt compose", kind="choice")
    if not play.book.expect(opened and opened.form, "no form for a question on the spot"):
        return
    assert opened is not None
    assert opened.form is not None
    languages = play.workshop.languages
    lines = [" | ".join(OPTIONS.get(code, OPTIONS["en"])[n] for code in languages) for n in (0, 1)]
    texts = {code: TEXTS.get(code, TEXTS["en"]) for code in languages}
    await play.submits(play.cast.facilitator, opened.form, {**texts, "options": "\n".join(lines)})


async def _answer(play: Play, it: Coordinator, option: int) -> None:
    message = await play.awaits(it.person, "the question on the spot", lambda: _message(play, it, "prompt:pick:q1"))
    if message and await play.chooses(it.person, message, [str(option)]):
        play.book.answers["q1", it.name] = str(option)


async def _close(play: Play) -> None:
    await play.does(play.cast.facilitator, "prompt nudge", prompt="q1")
    await play.does(play.cast.facilitator, "prompt close", prompt="q1")


async def _open_form(play: Play, it: Coordinator, question: str, late: dict[str, Form]) -> None:
    message = _message(play, it, f"prompt:answer:{question}")
    opened = await play.presses(it.person, message, 0) if message else None
    if opened and opened.form:
        late["form"] = opened.form


async def _too_late(play: Play, it: Coordinator, late: dict[str, Form]) -> None:
    """What she wrote comes back, whole."""
    text = say(ANSWERS, it.language, play.dice())
    refused = await play.submits(it.person, late["form"], {"text": text}) if "form" in late else None
    play.book.expect(refused and text in refused.text, f"{it.name} lost what she wrote too late")


def _message(play: Play, it: Coordinator, custom_id: str) -> Message | None:
    for message in reversed(it.person.sees(play.channel("plenary"))):
        parts = [*message.buttons, *message.selects]
        if any(part.get("custom_id") == custom_id for part in parts):
            return message
    return None
