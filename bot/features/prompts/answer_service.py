"""Answers to the questions put: kept, replaced, counted, read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.answers import AnswerValue, checked
from bot.core.instants import parse_utc
from bot.core.people import Participant
from bot.core.programme import Administration, AnsweredBy, Question
from bot.features.prompts import answer_store as kept
from bot.features.prompts import store as prompts
from bot.features.prompts.errors import PromptClosed, PromptIsClosed, PromptNamesNobody, PromptStillOpen
from bot.features.prompts.service import Prompt, find, prompt_of, question_of
from bot.outbox import interpreter_items as readings
from bot.storage import audit
from bot.storage.transaction import Row, Transaction
from bot.workshop import anonymity
from bot.workshop.context import WorkshopContext


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; who gave it is None where the question is anonymous, the language where too few share it."""

    said: AnswerValue
    participant: int | None = None
    name: str | None = None
    administration: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, row: Row) -> Answer:
        options = tuple(row["option_ids"].split(";")) if row["option_ids"] else ()
        said = AnswerValue(options, row["value"], row["text"])
        return cls(said, row["participant"], row["name"], row["administration"], row["language"])


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer written down: `changed` where it took the place of an earlier one, `replaced` if a colleague's."""

    prompt: Prompt
    said: AnswerValue
    changed: bool = False
    replaced: Answer | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which administrations have answered, in the file's order, and which have not."""

    answered: list[Administration]
    awaited: list[Administration]


async def answer(context: WorkshopContext, prompt: str, who: Participant, said: AnswerValue) -> Kept:
    """Keep an answer, in place of the earlier one.

    Raises `PromptClosed`, `PromptSealed`, `TextTooLong` and `TextEmpty` with the text, and `NotAnOption`.
    """

    def write(tx: Transaction) -> Kept:
        row = prompts.one_in(tx, context.id, prompt)
        if row is None or row["closed_at"] or parse_utc(row["closes_at"]) <= context.now():
            raise PromptClosed(said.text)
        asked = prompt_of(row)
        fitting = checked(asked.question, said)
        keep = _keep_anonymous if asked.question.anonymous else _keep_named
        return keep(context, tx, asked, who, fitting)

    return await context.write_together(write)


def _keep_named(context: WorkshopContext, tx: Transaction, asked: Prompt, who: Participant, said: AnswerValue) -> Kept:
    answerer = answerer_of(asked.question, who)
    row = kept.before(tx, context.id, asked.id, answerer)
    kept.save(
        tx,
        context.id,
        asked.id,
        answerer,
        said,
        participant=who.id,
        administration=who.administration,
        language=who.language,
        at=context.now(),
    )
    before = Answer.of(row) if row else None
    if before is None or before.said.text != said.text:  # given once more, since its receipt was lost, it is read once
        readings.enqueue_answer(context, tx, asked.question, answerer)
    colleagues = before and before.participant != who.id
    return Kept(asked, said, changed=before is not None, replaced=before if colleagues else None)


def _keep_anonymous(
    context: WorkshopContext, tx: Transaction, asked: Prompt, who: Participant, said: AnswerValue
) -> Kept:
    answerer = anonymity.answerer(context, asked.key(context), who, said.text)
    before = kept.before(tx, context.id, asked.id, answerer)
    kept.save_anonymous(tx, context.id, asked.id, answerer, said, id=anonymity.fresh_id(), language=who.language)
    return Kept(asked, said, changed=before is not None)


def answerer_of(question: Question, who: Participant) -> str:
    """Who answers a named question: the person, or the delegation."""
    return f"a:{who.administration}" if question.by is AnsweredBy.ADMINISTRATION else f"p:{who.id}"


async def own(context: WorkshopContext, prompt: Prompt, who: Participant) -> Answer | None:
    """What `who`, or their delegation, answered so far. Raises `PromptClosed`, or `PromptSealed`."""
    if not prompt.is_open:
        raise PromptClosed
    if prompt.question.anonymous:
        answerer = anonymity.answerer(context, prompt.key(context), who)
    else:
        answerer = answerer_of(prompt.question, who)
    row = await context.read(kept.one, context.id, prompt.id, answerer)
    return Answer.of(row) if row else None


async def all_own(context: WorkshopContext, who: Participant) -> list[tuple[Question, Answer]]:
    """What `who` and their delegation answered, in the order of asking; nothing anonymous."""
    answerers = (f"p:{who.id}", f"a:{who.administration}")
    rows = await context.read(kept.by_answerers, context.id, answerers)
    return [(question_of(row["definition"]), Answer.of(row)) for row in rows]


async def results(context: WorkshopContext, prompt: Prompt) -> list[Answer]:
    """Every answer; `PromptStillOpen` where it is anonymous and open: one by one they would tell who."""
    if prompt.question.anonymous and prompt.is_open:
        raise PromptStillOpen
    return [Answer.of(row) for row in await context.read(kept.of_prompt, context.id, prompt.id)]


async def counts(context: WorkshopContext, prompt: str) -> tuple[int, int]:
    """How many answers, from how many administrations; none where it is anonymous."""
    return await context.read(kept.counts, context.id, prompt)


async def standing(context: WorkshopContext, prompt: Prompt) -> Standing:
    """Who has answered and who has not; `PromptNamesNobody` where it is anonymous."""
    if prompt.question.anonymous:
        raise PromptNamesNobody
    codes = await context.read(kept.administrations, context.id, prompt.id)
    everyone = context.workshop.administrations
    return Standing([a for a in everyone if a.code in codes], [a for a in everyone if a.code not in codes])


async def awaited(context: WorkshopContext, prompt: str, actor: str) -> list[tuple[Administration, list[Participant]]]:
    """The administrations to be reminded, each with its people.

    Raises `PromptIsClosed` once it is, `PromptNamesNobody` where it is anonymous.
    """
    asked = await find(context, prompt)
    if not asked.is_open:
        raise PromptIsClosed
    silent = (await standing(context, asked)).awaited
    await context.write(audit.record, context.id, context.now(), actor, "prompt nudge", prompt)
    return [(each, context.delegation(each.code)) for each in silent]


async def published(context: WorkshopContext, prompt: str, actor: str) -> None:
    """Its results were shown to everyone."""
    await context.write(audit.record, context.id, context.now(), actor, "prompt results", prompt, "publish")
