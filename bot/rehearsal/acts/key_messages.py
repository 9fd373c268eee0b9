"""The key-message desk: every administration writes, some edit, the organiser looks at the status."""

from datetime import timedelta
from functools import partial
from random import Random

from bot.core.opening_times import desk_closes, desk_opens
from bot.rehearsal.acts.synthesis import absent_leads
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.words import KeyMessage


def add_actions(play: PlayContext) -> None:
    opens, closes = desk_opens(play.timeline.schedule), desk_closes(play.timeline.schedule)
    if play.workshop.desk is None or opens is None or closes is None:
        return
    half = int((closes - opens).total_seconds() // 120)
    authors = [c for c in play.cast.leads() if c not in absent_leads(play)]
    for number, coordinator in enumerate(authors):
        at = opens + timedelta(minutes=5 + play.rng.randrange(max(half, 1)))
        play.timeline.add(at, partial(write, play, coordinator, play.words.key_message()))
        if number % 4 == 1:
            play.timeline.add(at + timedelta(minutes=7), partial(write, play, coordinator, play.words.key_message()))
        if number % 3 == 0:
            play.timeline.add(at + timedelta(minutes=12), partial(_edit, play, coordinator, play.new_rng()))
    for at in (opens + timedelta(minutes=20), closes - timedelta(minutes=10)):
        play.timeline.add(at, partial(play.run_command, play.cast.organiser, "synthesis status"))


async def write(play: PlayContext, coordinator: Coordinator, message: KeyMessage) -> None:
    opened = await play.run_command(coordinator.person, "keymessage write")
    if not (opened and opened.form):
        play.expectations.check(False, f"{coordinator.name} got no form for a key message")
        return
    text = message.text(coordinator.language)[: opened.form.field("text").component["max_length"]]
    theme = {"theme": [message.theme]} if message.theme else {}
    values = {"text": text, "language": [coordinator.language], **theme}
    if sent := await play.submit(coordinator.person, opened.form, values):
        code = coordinator.administration.code
        earlier = [r for r in play.expectations.key_messages if r.startswith(f"{code}-")]
        reference = f"{code}-{len(earlier) + 1}"
        play.expectations.check(reference in sent.text, f"the receipt of {coordinator.name} does not name {reference}")
        play.expectations.key_messages[reference] = (coordinator.language, text)


async def _edit(play: PlayContext, coordinator: Coordinator, rng: Random) -> None:
    reference = f"{coordinator.administration.code}-1"
    opened = await play.run_command(coordinator.person, "keymessage write", message=reference)
    if opened and opened.form:
        language, text = play.expectations.key_messages[reference]
        most = opened.form.field("text").component["max_length"]
        longer = f"{text}\n{play.words.addition(language, rng, text)}"[:most]
        if await play.submit(coordinator.person, opened.form, {"text": longer}):
            play.expectations.key_messages[reference] = (language, longer)
    await play.run_command(coordinator.person, "keymessage list")
