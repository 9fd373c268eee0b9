"""The reactions of simulated coordinators to posts. Each function yields acts with their subjects."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from random import Random

from bot.core.opening_times import desk_closes, desk_opens, evaluation_opens
from bot.core.programme import AnsweredBy, PromptKind
from bot.core.schedule import Schedule
from bot.rehearsal.acts import evaluation, floor, key_messages, sign_in
from bot.rehearsal.cast import Coordinator, Habit
from bot.rehearsal.play_context import PlayContext
from fakecord import Message

Reaction = tuple[str, Callable[[], Awaitable[object]]]
"""What it is about, such as a message, and what to do. It is done once."""
ASK_FOR_FLOOR, ANSWER, EVALUATE, ENDORSE, ENTER_VOICE = 0.25, 0.9, 0.85, 0.3, 0.3
"""How many of the people do each of these."""


def signs_in(play: PlayContext, schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Everyone who attends signs in to the session in progress, with the button of its opening."""
    state, channel = schedule.in_progress(), play.announcement_channel(who.language)
    if state and who.habit is not Habit.ABSENT and play.find_message(who.person, channel, "signin".__eq__):
        yield state.id, partial(sign_in.sign_in, play, who, state, True)


def enters_voice(play: PlayContext, schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Some are in the voice channel while a session is on."""
    state = schedule.in_progress()
    if play.workshop.channels.stage is None:
        return
    if state and _would(play, who, state.id, ENTER_VOICE):
        yield f"in {state.id}", partial(_enter_voice, play, who)
    elif state is None and who.person.voice and (ended := [each for each in schedule.in_order() if each.ended_at]):
        yield f"out {ended[-1].id}", partial(_leave_voice, who)


def answers(play: PlayContext, _schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Most people answer each open question. If administrations are asked, one person of each answers."""
    for message in who.person.sees(play.channel("plenary")):
        found = [id for id in _ids(message) if id.split(":")[:2] in (["prompt", "answer"], ["prompt", "pick"], RATE)]
        if found and _is_asked(play, who, found[0].split(":")[2]) and _would(play, who, message.id, ANSWER):
            yield str(message.id), partial(_answer, play, who, message, found[0])


def asks_for_the_floor(play: PlayContext, _schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Some ask for the floor wherever it is open."""
    panel = play.find_message(who.person, play.channel("plenary"), "floor:request".__eq__)
    if panel and _would(play, who, panel.id, ASK_FOR_FLOOR):
        yield str(panel.id), partial(floor.ask, play, who, by_button=True)


def writes_a_key_message(play: PlayContext, schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Each administration writes one while the desk is open."""
    opens, closes, now = desk_opens(schedule), desk_closes(schedule), play.environment.clock.now()
    if who.leads and opens and closes and opens <= now < closes:
        yield "desk", partial(_write_key_message, play, who)


def endorses(play: PlayContext, _schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """An administration supports some of what the others published."""
    own = f"{who.administration.code}-"
    for message in who.person.sees(play.channel("key_messages")) if who.leads else ():
        buttons = [id for id in _ids(message) if id.startswith("keymessage:endorse:")]
        is_others = bool(buttons) and not buttons[0].split(":")[2].startswith(own)
        if is_others and _would(play, who, message.id, ENDORSE):
            yield str(message.id), partial(play.press, who.person, message, 0)


def evaluates(play: PlayContext, schedule: Schedule, who: Coordinator) -> Iterator[Reaction]:
    """Most fill in an evaluation that is open."""
    now = play.environment.clock.now()
    for each in play.workshop.evaluations:
        is_open = evaluation_opens(schedule, each) <= now < each.closes
        if is_open and who.habit is not Habit.ABSENT and _would(play, who, each.id, EVALUATE):
            yield each.id, partial(evaluation.fill_in, play, who, each, _rng(who, each.id))


RATE = ["prompt", "rate"]
REACTIONS = (signs_in, enters_voice, answers, asks_for_the_floor, writes_a_key_message, endorses, evaluates)


def _is_asked(play: PlayContext, who: Coordinator, prompt: str) -> bool:
    """Whether `who` is asked.

    A composed question may also be for administrations: then the last answer of each counts.
    """
    questions = {each.id: each for session in play.workshop.sessions for each in session.prompts}
    asked = questions.get(prompt)
    by_administration = asked and (asked.by is AnsweredBy.ADMINISTRATION or asked.kind is PromptKind.ROUND)
    return who.habit is not Habit.ABSENT and (who.leads or not by_administration)


async def _answer(play: PlayContext, who: Coordinator, message: Message, id: str) -> None:
    """Answer by menu, button or form, as the message offers it."""
    rng = _rng(who, message.id)
    if message.selects:
        menu = message.selects[0]
        options = [option["value"] for option in menu["options"]]
        await play.choose(who.person, message, rng.sample(options, rng.randint(1, min(menu.get("max_values", 1), 3))))
    elif id.split(":")[:2] == RATE:
        await play.press(who.person, message, rng.choice([1, 2, 3, 3, 4, 4]))
    elif (opened := await play.press(who.person, message, 0)) and opened.form:
        most = opened.form.field("text").component.get("max_length", 1000)
        text = play.words.answer(id.split(":")[2], who.language)
        await play.submit(who.person, opened.form, {"text": text[:most]})


async def _write_key_message(play: PlayContext, who: Coordinator) -> None:
    """Write a new key message. It is chosen when it is written, because possible acts are listed many times."""
    written = play.expectations.key_messages
    is_first = not written
    await key_messages.write(play, who, play.words.key_message())
    reference = f"{who.administration.code}-1"
    if reference in written and not is_first:
        await _make_ready(play, reference)


async def _make_ready(play: PlayContext, reference: str) -> None:
    """The assistant translates and clears a message: nothing can be published before all messages are ready."""
    language, text = play.expectations.key_messages[reference]
    opened = await play.run_command(play.assistant, "synthesis translate", message=reference)
    if opened and opened.form:
        texts = {f.custom_id: play.words.translate(text, language, f.custom_id) for f in opened.form.fields}
        await play.submit(play.assistant, opened.form, texts)
    await play.run_command(play.assistant, "synthesis clear", message=reference)


async def _enter_voice(play: PlayContext, who: Coordinator) -> None:
    who.person.join_voice(play.channel("stage"))


async def _leave_voice(who: Coordinator) -> None:
    who.person.leave_voice()


def _ids(message: Message) -> list[str]:
    """The custom ids of a message, without the workshop's name."""
    return [str(part.get("custom_id")).partition(":")[2] for part in (*message.buttons, *message.selects)]


def _rng(who: Coordinator, about: object) -> Random:
    """A random generator that is always the same for this person and subject: possible acts are listed many times."""
    return Random(f"{who.name} {about}")


def _would(play: PlayContext, who: Coordinator, about: object, share: float) -> bool:
    return _rng(who, about).random() < share
