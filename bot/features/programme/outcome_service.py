"""The outcomes of sessions: a facilitator writes one text per language, and the board lists missing ones."""

from collections.abc import Mapping

from bot.core.errors import TextTooLong
from bot.core.people import Person
from bot.core.programme import MAX_OUTCOME
from bot.core.schedule import SessionState, SessionStatus
from bot.features.programme import outcome_store as store
from bot.features.programme.errors import OutcomeChanged
from bot.features.programme.outcome_model import MissingOutcome, Outcome, missing_languages
from bot.storage import audit
from bot.storage.transaction import Transaction
from bot.workshop.context import WorkshopContext


async def all_outcomes(context: WorkshopContext) -> dict[str, Outcome]:
    """The outcome of each session that has one."""
    return await context.read(store.all_outcomes, context.workshop)


async def find(context: WorkshopContext, session: str) -> Outcome:
    return (await all_outcomes(context)).get(session, {})


async def missing(context: WorkshopContext) -> list[MissingOutcome]:
    """The ended sessions that lack an outcome in any language, the last one first."""
    found = await all_outcomes(context)
    languages = context.workshop.languages
    ended = [state for state in context.schedule.in_order() if state.status is SessionStatus.ENDED]
    lacking = [(state, missing_languages(found.get(state.id, {}), languages)) for state in reversed(ended)]
    return [MissingOutcome(state, codes, len(codes) < len(languages)) for state, codes in lacking if codes]


def default_session(context: WorkshopContext) -> SessionState:
    """The session in progress, else the last one that has begun, else the next one, which has no outcome yet."""
    begun = [state for state in context.schedule.in_order() if state.has_begun and state.is_held]
    return context.schedule.in_progress() or (begun[-1] if begun else context.schedule.default(context.now()))


async def write(
    context: WorkshopContext, actor: Person, session: str, texts: Mapping[str, str], seen: Outcome | None
) -> Outcome:
    """Store `texts` by language, and return the resulting outcome.

    `seen` is the outcome when the form was opened, None if the form was outdated. Then an empty text erases nothing,
    and a text that conflicts with a later one raises `OutcomeChanged`. Raises `UnknownSession`, `TextTooLong`.
    """
    title = context.schedule[session].session.title
    typed = {language: " ".join(text.split()) for language, text in texts.items()}
    all_typed = "\n\n".join(text for text in texts.values() if text.strip())
    if any(len(text) > MAX_OUTCOME for text in typed.values()):
        raise TextTooLong(MAX_OUTCOME, all_typed)

    def work(tx: Transaction) -> None:
        stands = store.all_outcomes(tx, context.workshop).get(session, {})
        new = {language: text for language, text in typed.items() if text != stands.get(language, "")}
        if stands != seen:
            new = {language: text for language, text in new.items() if text}
            if clash := {language: stands[language] for language in new if language in stands}:
                raise OutcomeChanged(title, clash, all_typed)
        if new:
            store.save(tx, context.id, session, new, actor, context.now())
            audit.record(tx, context.id, context.now(), actor, "session outcome", session, " ".join(new))

    await context.write(work)
    return await find(context, session)
