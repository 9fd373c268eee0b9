"""After the first day's last session, the facilitator adds to its outcome in one language, the organiser in others.

The forms show the current outcome: first the file's, then the facilitator's.
"""

from datetime import timedelta
from functools import partial

from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.words.files import in_language

WRITTEN_AFTER, COMPLETED_AFTER = timedelta(minutes=5), timedelta(minutes=8)
"""How long after the end of the session, before the evening summary, which contains it."""
OUTCOMES = {
    "en": "The first day closed with concrete commitments by those who took part.",
    "fr": "La première journée s’est achevée sur des engagements concrets de l’assemblée.",
    "pt-BR": "O primeiro dia terminou com compromissos concretos de quem participou.",
}


def add_actions(play: PlayContext) -> None:
    held = [state for state in play.timeline.schedule.on_day(play.workshop.days[0]) if state.is_held]
    if held:
        last = held[-1]
        play.timeline.add(last.end + WRITTEN_AFTER, partial(_write, play, last.id))
        play.timeline.add(last.end + COMPLETED_AFTER, partial(_complete, play, last.id))


async def _write(play: PlayContext, session: str) -> None:
    first = play.workshop.first_language
    opened = await play.run_command(play.cast.facilitator, "session outcome", session=session)
    if opened and opened.form:
        await play.submit(play.cast.facilitator, opened.form, {first: _outcome(play, session, first)})


async def _complete(play: PlayContext, session: str) -> None:
    first, *others = play.workshop.languages
    opened = await play.run_command(play.cast.organiser, "session outcome", session=session)
    if not (opened and opened.form):
        play.expectations.check(False, f"no form for what came of {session}")
        return
    stands = {field.custom_id: field.value for field in opened.form.fields}
    play.expectations.check(
        stands[first] == _outcome(play, session, first), f"the form does not show what came of {session}"
    )
    if others:
        await play.submit(play.cast.organiser, opened.form, {code: _outcome(play, session, code) for code in others})


def _outcome(play: PlayContext, session: str, language: str) -> str:
    """The outcome in the file, with another sentence."""
    planned = play.timeline.schedule[session].session.outcome or {}
    return " ".join([*filter(None, [planned.get(language)]), in_language(OUTCOMES, language)])
