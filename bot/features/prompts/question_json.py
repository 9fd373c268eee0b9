"""A question as JSON, for the database: the workshop file may change, but a question that was asked does not."""

import json

from bot.core.programme import AnsweredBy, Option, PromptKind, Question, Scale


def question_to_json(question: Question) -> str:
    content = {
        "id": question.id,
        "kind": question.kind.value,
        "text": dict(question.text),
        "by": question.by.value,
        "anonymous": question.anonymous,
        "max_length": question.max_length,
        "options": [{"id": option.id, "text": dict(option.text)} for option in question.options],
        "scale": question.scale and {"low": dict(question.scale.low), "high": dict(question.scale.high)},
    }
    return json.dumps(content, ensure_ascii=False)


def question_from_json(text: str) -> Question:
    content = json.loads(text)
    return Question(
        content["id"],
        PromptKind(content["kind"]),
        content["text"],
        AnsweredBy(content["by"]),
        content["anonymous"],
        content["max_length"],
        tuple(Option(option["id"], option["text"]) for option in content["options"]),
        content["scale"] and Scale(content["scale"]["low"], content["scale"]["high"]),
    )
