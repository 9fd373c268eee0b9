"""Answers come back as they were saved, and shuffling leaves nothing that tells who gave them."""

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


async def test_shuffling_gives_anonymous_responses_new_ids_and_leaves_the_others(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    context, hashes = desk.context, [f"{number:064}" for number in range(6)]
    for number, response in enumerate(hashes):
        answers = {"useful": AnswerValue(value=number), "open": AnswerValue(text=str(number))}
        await context.write(store.save_answers, WORKSHOP, "final", response, answers, None, None)
    await context.write(store.save_answers, WORKSHOP, "final", "7", ANSWERS, "fr", OPENS)
    await context.write(store.shuffle, WORKSHOP, "final")
    assert await context.read(store.response_counts, WORKSHOP) == {"final": 7}
    assert await context.read(store.answers_of, WORKSHOP, FINAL, "7") == ANSWERS
    rows = await context.database.rows("select * from evaluation_answers where response <> '7' order by question")
    assert not {row["response"] for row in rows} & set(hashes)
    assert {(row["language"], row["answered_at"]) for row in rows} == {(None, None)}
    of_response: dict[str, list[object]] = {}
    for row in rows:
        of_response.setdefault(row["response"], []).append(row["text"] or str(row["value"]))
    assert sorted(of_response.values()) == [[str(n), str(n)] for n in range(6)]  # the answers of each stay together
    await desk.close()


async def test_a_response_is_deleted_alone(tmp_path: Path) -> None:
    desk = await DeskWorkshop.open(tmp_path, workshop(evaluations=(FINAL,)))
    for response in ("7", "8"):
        await desk.context.write(store.save_answers, WORKSHOP, "final", response, ANSWERS, "fr", OPENS)
    await desk.context.write(store.delete_response, WORKSHOP, "final", "7")
    assert await desk.context.read(store.response_counts, WORKSHOP) == {"final": 1}
    await desk.close()
