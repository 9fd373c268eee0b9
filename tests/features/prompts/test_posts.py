"""The messages of prompts as Discord gets them: buttons, mentions, pages and files."""

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.posts import Post
from bot.core.answers import AnswerValue
from bot.core.people import Membership, Participant
from bot.core.programme import Option, Question
from bot.features.prompts.model import Answer, AwaitedDelegation, Prompt, Round
from bot.features.prompts.nudges import MAX_MENTIONS, nudge_direct_messages, nudge_posts
from bot.features.prompts.posts import RULE, private_results, prompt_post, public_results
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from tests.features.prompts.helpers import CLOSES, HIDDEN, HOPES, OPENS, OURS, STEP, PromptWorkshop


def prompt(question: Question) -> Prompt:
    return Prompt(question, "first", OPENS, CLOSES)


@pytest.mark.parametrize(
    ("question", "custom_ids"),
    [
        (HOPES, ["prompt:answer:hopes"]),
        (OURS, ["prompt:pick:ours"]),
        (HIDDEN, [f"prompt:rate:hidden:{value}" for value in range(1, 6)]),
        (STEP, ["prompt:answer:step", "prompt:next:step:MW", "prompt:pass:step:MW"]),
    ],
    ids=lambda value: value.id if isinstance(value, Question) else "",
)
async def test_an_open_prompt_has_its_buttons_and_a_closed_one_none(
    meeting: PromptWorkshop, question: Question, custom_ids: list[str]
) -> None:
    current = Round.start(["MW", "ML"]) if question is STEP else Round()
    post = prompt_post(meeting.context, prompt(question), (0, 0), current)
    assert post.view is not None
    items: list[Any] = post.view.children
    assert [item.custom_id for item in items] == custom_ids
    closed = replace(prompt(question), closed_at=CLOSES)
    assert prompt_post(meeting.context, closed, (0, 0), current).view is None


async def test_a_prompt_speaks_each_language_and_ends_with_its_counts(meeting: PromptWorkshop) -> None:
    post = prompt_post(meeting.context, prompt(HOPES), (2, 1), Round())
    assert post.blocks == (
        "**Hopes (fr)**",
        "-# EN\n**Hopes (en)**",
        "2 réponses, 1 administration / 2 answers, 1 administration",
    )


def delegation(meeting: PromptWorkshop, size: int) -> AwaitedDelegation:
    mali = meeting.context.workshop.administrations[1]
    people = [Participant(n, 10**18 + n, f"ML {n}", "ML", Membership.JOINED, "fr") for n in range(size)]
    return AwaitedDelegation(mali, people)


async def test_a_nudge_mentions_everyone_once_and_at_most_100_in_a_message(meeting: PromptWorkshop) -> None:
    awaited = delegation(meeting, 130)
    posts = nudge_posts(meeting.context, HOPES, [awaited])
    mentioned = [id for post in posts for id in post.ping_users]
    assert mentioned == [person.discord_id for person in awaited.people]
    assert all(len(post.ping_users) <= MAX_MENTIONS and len(post.text) <= 2_000 for post in posts)
    assert posts[0].blocks[0].replace("\u00a0", " ") == (
        "1 groupe n’a pas encore répondu : **Hopes (fr)**\n-# EN\n1 group has not answered yet: **Hopes (en)**"
    )
    assert "Mali" not in posts[0].text  # nobody late is named in public
    assert nudge_posts(meeting.context, HOPES, [AwaitedDelegation(awaited.administration, [])]) == []


async def test_a_nudge_by_direct_message_speaks_the_readers_language(meeting: PromptWorkshop) -> None:
    [message] = nudge_direct_messages(meeting.context, HOPES, "https://example.org/1", [delegation(meeting, 1)])
    assert message.text.endswith(" **Hopes (fr)**\n\nhttps://example.org/1")


def answers(count: int) -> list[Answer]:
    return [Answer(AnswerValue(text="x" * 1_000), 1, "Awa", "ML", "fr") for _ in range(count)]


def texts(post: Post) -> list[str]:
    """What stands in the post's only file: its parts."""
    [file] = post.files
    content: str = file.fp.read().decode()
    return content.split(f"\n\n{RULE}\n\n")


async def test_published_answers_are_a_count_and_a_file_without_names_or_groups(meeting: PromptWorkshop) -> None:
    said = [
        Answer(AnswerValue(text="Zones franches"), 1, "Awa", "ML", "fr"),
        Answer(AnswerValue(text="Audits\n\nand more"), 2, "Mary", "MW", "en"),
    ]
    post = public_results(meeting.context, prompt(HOPES), said)
    assert post.blocks == (
        "**Hopes (fr)**\n2 réponses\nToutes les réponses sont dans le fichier.",
        "-# EN\n**Hopes (en)**\n2 answers\nAll the answers are in the file.",
    )
    assert post.silent
    assert texts(post) == ["Hopes (fr)\nHopes (en)", "Audits\n\nand more", "Zones franches"]


async def test_a_published_round_keeps_who_spoke(meeting: PromptWorkshop) -> None:
    said = [
        Answer(AnswerValue(text="Deux pas"), administration="MW"),
        Answer(AnswerValue(text="Un"), administration="ML"),
    ]
    assert texts(public_results(meeting.context, prompt(STEP), said))[1:] == [
        "Malawi (fr) / Malawi (en)\nDeux pas",
        "Mali (fr) / Mali (en)\nUn",
    ]


async def test_published_totals_compare_no_groups(meeting: PromptWorkshop) -> None:
    picks = [Answer(AnswerValue(options=("a",)), 1, "Awa", "ML"), Answer(AnswerValue(options=("b",)), 2, "Mary", "MW")]
    post = public_results(meeting.context, prompt(OURS), picks)
    assert (len(post.blocks), post.files, post.silent) == (2, (), True)
    assert [name for name in ("Mali", "Malawi", "Awa", "Mary") if name in post.text] == []


async def test_totals_that_no_message_holds_are_in_the_file_too(meeting: PromptWorkshop) -> None:
    options = tuple(Option(str(n), {"fr": "x" * 200, "en": "y" * 200}) for n in range(25))
    post = public_results(meeting.context, prompt(replace(OURS, options=options)), [])
    assert post.text.endswith("All the answers are in the file.")
    assert [part.count("x" * 200) for part in texts(post)] == [25, 0]


async def test_private_results_that_are_too_long_come_as_a_file(meeting: PromptWorkshop) -> None:
    context, f = meeting.context, Formats("en", meeting.context.workshop.zone)
    short, long = (private_results(phrases("en"), f, context, prompt(HOPES), answers(count), None) for count in (2, 20))
    assert (len(short.files), len(long.files)) == (0, 1)
    assert short.text.count("x" * 1_000) == 2
    assert "x" not in long.text.replace("Hopes (en)", "")
