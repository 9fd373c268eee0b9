"""The prompts as they were asked, and their answers."""

import random
from collections.abc import Iterator, Mapping

from bot.core.programme import PromptKind
from bot.core.text import Text
from bot.export.store import Answer, AskedPrompt, ExportStore
from bot.export.table import Row, Table, booleans, in_each_language, instants, numbers, text, words

_CHANCE = random.SystemRandom()


def asked(store: ExportStore) -> list[AskedPrompt]:
    """Every prompt that was asked, in order of the programme, then of time."""
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
            for answer in given(store, prompt):
                yield (prompt.session, prompt.id, prompt.kind, *answer)  # from the participant on, as `Answer` has them

    return Table("answers", columns, rows)


def given(store: ExportStore, prompt: AskedPrompt) -> Iterator[Answer]:
    """The answers that are shown. Answers to an anonymous prompt have no person, and a new random order each time."""
    if prompt.is_withheld:
        return
    answers = store.answers(prompt.id)
    if not prompt.anonymous:
        yield from answers
        return
    held = list(answers)
    _CHANCE.shuffle(held)
    for it in held:
        yield Answer(None, None, None, None, it.option_ids, it.value, it.text, None, None)


def _options(prompt: AskedPrompt, language: str) -> str:
    """The options to pick from. For a scale, its two ends."""
    if prompt.kind == PromptKind.SCALE and prompt.definition.get("scale"):
        ends: Mapping[str, Text] = prompt.definition["scale"]
        return f"1 = {ends['low'].get(language, '')};5 = {ends['high'].get(language, '')}"
    return ";".join(option["text"].get(language, "") for option in prompt.definition.get("options", ()))
