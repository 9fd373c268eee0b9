"""The prompts as they were put to the room, and their answers."""

import random
from collections.abc import Iterable, Iterator, Mapping

from bot.core.programme import PromptKind
from bot.core.text import Text
from bot.export.store import Answer, AskedPrompt, ExportStore
from bot.export.table import Row, Table, booleans, in_each_language, instants, numbers, text, words

_CHANCE = random.SystemRandom()


def asked(store: ExportStore) -> list[AskedPrompt]:
    """Every prompt that was put to the room, in order of the programme, then of time."""
    place = {session.id: number for number, session in enumerate(store.workshop.sessions)}
    return sorted(store.prompts(), key=lambda prompt: place.get(prompt.session, len(place)))


def prompts(store: ExportStore) -> Table:
    workshop = store.workshop
    columns = (
        *text("session_id", "prompt_id", "kind", "by"),
        *booleans("anonymous"),
        *in_each_language(workshop, "text"),
        *in_each_language(workshop, "options"),
        *instants("opened_at", "closed_at"),
        *numbers("answers"),
    )

    def rows() -> Iterator[Row]:
        for prompt in asked(store):
            yield (
                prompt.session,
                prompt.id,
                prompt.kind,
                prompt.definition["by"],
                prompt.anonymous,
                *words(workshop, prompt.definition["text"]),
                *(_options(prompt, language) for language in workshop.languages),
                prompt.opened_at,
                prompt.closed_at,
                prompt.answers,
            )

    return Table("prompts", columns, rows)


def answers(store: ExportStore) -> Table:
    columns = (
        *text("session_id", "prompt_id", "kind"),
        *numbers("participant_id"),
        *text("name", "administration", "language", "option_ids"),
        *numbers("value"),
        *text("text"),
        *instants("answered_at", "edited_at"),
    )

    def rows() -> Iterator[Row]:
        for prompt in asked(store):
            if not prompt.is_withheld:
                found = store.answers(prompt.id)
                yield from _anonymous(prompt, found) if prompt.anonymous else _named(prompt, found)

    return Table("answers", columns, rows)


def _named(prompt: AskedPrompt, answers: Iterable[Answer]) -> Iterator[Row]:
    """The columns from the participant's number on are those of `Answer`."""
    of = _of(prompt)
    for answer in answers:
        yield (*of, *answer)


def _anonymous(prompt: AskedPrompt, answers: Iterable[Answer]) -> Iterator[Row]:
    """In a random order, another one each time."""
    held = list(answers)
    _CHANCE.shuffle(held)
    for it in held:
        yield (*_of(prompt), None, None, None, None, it.option_ids, it.value, it.text, None, None)


def _options(prompt: AskedPrompt, language: str) -> str:
    """The options to pick from; for a scale its two ends."""
    if prompt.kind == PromptKind.SCALE and prompt.definition.get("scale"):
        ends: Mapping[str, Text] = prompt.definition["scale"]
        return f"1 = {ends['low'].get(language, '')};5 = {ends['high'].get(language, '')}"
    return ";".join(option["text"].get(language, "") for option in prompt.definition.get("options", ()))


def _of(prompt: AskedPrompt) -> Row:
    return prompt.session, prompt.id, prompt.kind
