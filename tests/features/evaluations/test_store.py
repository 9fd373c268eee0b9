"""Answers come back as they were saved, and shuffling leaves nothing that tells who gave them."""

from __future__ import annotations

from pathlib import Path

from bot.core.answers import AnswerValue
from bot.core.programme import PromptKind
from bot.features.evaluations import store
from tests.features.evaluations.helpers import evaluation, question
from tests.features.key_messages.desk_workshop import OPENS, DeskWorkshop, workshop

WORKSHOP = "desk"
FINAL = evaluation(
    question("useful"), question("open", PromptKind.OPEN), question("way", PromptKind.MULTIPLE), anonymous=False
)
ANSWERS = {
    "useful": AnswerValue(value=4),
    "open": AnswerValue(text="Merci; à bientôt"),
    "way": AnswerValue(options=("a", "b")),
}


async def test_answers_are_replaced_question_by_question(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    context = desk.context
    assert not await context.read(store.has_responses, WORKSHOP, "final")
    await context.write(store.save_answers, WORKSHOP, "final", "7", ANSWERS, "fr", OPENS)
    assert await context.read(store.answers_of, WORKSHOP, FINAL, "7") == ANSWERS
    changed = {"useful": AnswerValue(value=1), "open": None}
    await context.write(store.save_answers, WORKSHOP, "final", "7", changed, "fr", OPENS)
    assert await context.read(store.answers_of, WORKSHOP, FINAL, "7") == {
        "useful": AnswerValue(value=1),
        "way": ANSWERS["way"],
    }
    assert await context.read(store.answers_of, WORKSHOP, FINAL, "8") == {}
    assert await context.read(store.has_responses, WORKSHOP, "final")
    await desk.close()


async def test_answers_to_questions_that_are_gone_are_left_out(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    await desk.context.write(store.save_answers, WORKSHOP, "final", "7", ANSWERS, "fr", OPENS)
    shorter = evaluation(question("useful"))
    assert await desk.context.read(store.answers_of, WORKSHOP, shorter, "7") == {"useful": ANSWERS["useful"]}
    await desk.close()


async def test_shuffling_gives_new_ids_and_removes_a_rare_language(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    context = desk.context
    for number in range(6):
        language = "en" if number == 0 else "fr"
        answers = {"useful": AnswerValue(value=5), "open": AnswerValue(text=str(number))}
        await context.write(store.save_answers, WORKSHOP, "final", f"hash {number}", answers, language, None)
    assert await context.read(store.response_counts, WORKSHOP) == {"final": 6}
    await context.write(store.shuffle, WORKSHOP, "final")
    assert await context.read(store.response_counts, WORKSHOP) == {"final": 6}
    rows = await context.database.rows("select response, text, language from evaluation_answers where text is not null")
    assert {(row["text"], row["language"]) for row in rows} == {("0", None), *((str(n), "fr") for n in range(1, 6))}
    assert not {row["response"] for row in rows} & {f"hash {n}" for n in range(6)}
    await desk.close()
