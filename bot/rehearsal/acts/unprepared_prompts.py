"""A question written during the session, one asked by mistake, and an answer that comes too late."""

from datetime import timedelta
from functools import partial

from bot.core.programme import PromptKind
from bot.rehearsal.acts.prompts import prompt_times
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from fakecord import Form, Message


def add_actions(play: PlayContext) -> None:
    state = play.timeline.schedule.in_order()[0]
    play.timeline.add(state.start + timedelta(minutes=3), partial(_by_mistake, play))
    play.timeline.add(state.start + timedelta(minutes=4), partial(_compose, play))
    for coordinator in play.sample(play.cast.present(), 12):
        option = play.rng.randint(1, 2)
        play.timeline.add(state.start + timedelta(minutes=5), partial(_answer, play, coordinator, option))
    play.timeline.add(state.start + timedelta(minutes=8), partial(_close, play))
    _add_late_answer(play)


def _add_late_answer(play: PlayContext) -> None:
    """Someone opens the form before the prompt closes, and sends it afterwards."""
    written = [each for each in prompt_times(play) if each[0].kind is PromptKind.OPEN and not each[0].anonymous]
    if not written:
        return
    question, at, length = written[-1]
    late: dict[str, Form] = {}
    coordinator = play.cast.leads()[-1]
    play.timeline.add(at + length - timedelta(seconds=90), partial(_open_form, play, coordinator, question.id, late))
    play.timeline.add(at + length - timedelta(seconds=30), partial(_too_late, play, coordinator, late))


async def _by_mistake(play: PlayContext) -> None:
    question = next(prompt_times(play), None)
    if question:
        await play.run_command(play.cast.facilitator, "prompt ask", prompt=question[0].id)
        await play.run_command(play.cast.facilitator, "prompt close", prompt=question[0].id, discard=True)


async def _compose(play: PlayContext) -> None:
    opened = await play.run_command(play.cast.facilitator, "prompt compose", kind="choice")
    if not play.expectations.check(opened and opened.form, "no form for a question on the spot"):
        return
    assert opened is not None
    assert opened.form is not None
    languages = play.workshop.languages
    lines = [" | ".join(play.words.question(part, code) for code in languages) for part in ("first", "second")]
    texts = {code: play.words.question("text", code) for code in languages}
    await play.submit(play.cast.facilitator, opened.form, {**texts, "options": "\n".join(lines)})


async def _answer(play: PlayContext, coordinator: Coordinator, option: int) -> None:
    message = await play.wait_for_message(
        coordinator.person, "the question on the spot", lambda: _message(play, coordinator, "prompt:pick:q1")
    )
    if message and await play.choose(coordinator.person, message, [str(option)]):
        play.expectations.answers["q1", coordinator.name] = str(option)


async def _close(play: PlayContext) -> None:
    await play.run_command(play.cast.facilitator, "prompt nudge", prompt="q1")
    await play.run_command(play.cast.facilitator, "prompt close", prompt="q1")


async def _open_form(play: PlayContext, coordinator: Coordinator, question: str, late: dict[str, Form]) -> None:
    message = _message(play, coordinator, f"prompt:answer:{question}")
    opened = await play.press(coordinator.person, message, 0) if message else None
    if opened and opened.form:
        late["form"] = opened.form


async def _too_late(play: PlayContext, coordinator: Coordinator, late: dict[str, Form]) -> None:
    """Send the form too late. Expects that the refusal gives the whole text back."""
    text = play.words.bad_input(coordinator.language)
    refused = await play.submit(coordinator.person, late["form"], {"text": text}) if "form" in late else None
    play.expectations.check(refused and text in refused.text, f"{coordinator.name} lost what she wrote too late")


def _message(play: PlayContext, coordinator: Coordinator, custom_id: str) -> Message | None:
    return play.find_message(coordinator.person, play.channel("plenary"), custom_id.__eq__)
