"""The state of the workshop, read from the database, and the board that shows it."""

from pathlib import Path

import pytest

from bot.chat.posts import EMBEDS, Post
from bot.core.programme import Administration, AnsweredBy, Desk, PromptKind, Question, Registration
from bot.core.schedule import opened as begun
from bot.features.attendance import service as attendance
from bot.features.organisers.board_text import board
from bot.features.organisers.model import BoardState
from bot.features.organisers.status_service import board_state, workshop_status
from bot.features.prompts import service as prompts
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.workshop import session_store
from tests.features.helpers import ORGANISER
from tests.features.organisers.helpers import ENGLISH, OpenWorkshop, at, workshop
from tests.workshop.helpers import both


def question(id: str, *, anonymous: bool = False) -> Question:
    return Question(id, PromptKind.OPEN, both(f"{id}?"), AnsweredBy.PARTICIPANT, anonymous)


async def begin(opened: OpenWorkshop, session: str) -> None:
    state = begun(opened.context.schedule[session], opened.clock.now())
    await opened.context.write(session_store.save, opened.context.workshop, [state])
    opened.context.schedule = opened.context.schedule.having(state)


def english(opened: OpenWorkshop, state: BoardState, *faults: str) -> list[str]:
    return board(ENGLISH, opened.formats, state, {}, faults).splitlines()


async def test_before_the_first_session_the_board_names_the_next_one(opened: OpenWorkshop) -> None:
    status = await workshop_status(opened.context, 3, 3)
    assert (status.attendance, status.upcoming) == (None, opened.context.schedule["opening"])
    lines = english(opened, await board_state(opened.context))
    assert lines[0] == "**Workshop status**"
    assert lines[1].startswith("Next: Opening (en)")
    assert len(lines) == 2


async def test_during_a_session_the_board_counts_people_and_answers(opened: OpenWorkshop) -> None:
    context = opened.context
    awa = await opened.join("Awa", "ML", 1)
    opened.set_time(at(15, 10))
    await begin(opened, "opening")
    await attendance.sign_in(context, awa)
    for each in (question("named"), question("secret", anonymous=True)):
        await prompts.ask(context, each, "opening", ORGANISER)
    state = await board_state(context)
    assert [(it.question.id, it.answers, it.administrations) for it in state.open_prompts] == [
        ("named", 0, 0),
        ("secret", 0, 0),
    ]
    assert english(opened, state) == [
        "**Workshop status**",
        "In progress: Opening (en), 10:00–11:00",
        "1 person present",
        "Represented: 1/2. Missing: Niger (en).",
        "Open question: “named? (en)” (0 answers), until 16 March, 00:00 at the latest",
        "Open question: “secret? (en)” (0 answers), until 16 March, 00:00 at the latest",
    ]


async def test_pending_people_and_faults_are_listed(tmp_path: Path) -> None:
    opened = await OpenWorkshop.open(tmp_path, workshop(registration=Registration.APPROVAL))
    for number in range(10):
        await opened.join(f"P{number}", "ML", number + 1)
    state = await board_state(opened.context)
    assert english(opened, state, "The role X is missing.")[2:] == [
        "Waiting for approval: P0, P1, P2, P3, P4, P5, P6, P7 and 2 more. To let them in: /roster approve.",
        "To be fixed:",
        "- The role X is missing.",
    ]
    await opened.close()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fr", "Messages clés\u00a0: 0, de 0 groupe sur 2."),
        ("en", "Key messages: 0, from 0 of 2 groups."),
    ],
)
async def test_zero_is_singular_on_the_french_board(tmp_path: Path, language: str, line: str) -> None:
    opened = await OpenWorkshop.open(tmp_path, workshop(desk=Desk("closing", at(16, 17))))
    formats = Formats(language, opened.context.workshop.zone)
    assert board(phrases(language), formats, await board_state(opened.context), {}, []).splitlines()[-1] == line
    await opened.close()


async def test_the_board_of_sixty_administrations_fits_one_message(tmp_path: Path) -> None:
    names = [
        {"fr": f"République démocratique et fédérale de Écossie {n:02}", "en": f"Federal Republic of Scotia {n:02}"}
        for n in range(60)
    ]
    administrations = tuple(Administration(f"A{n}", name, "fr", "UTC") for n, name in enumerate(names))
    opened = await OpenWorkshop.open(tmp_path, workshop(administrations=administrations))
    opened.set_time(at(15, 10))
    await begin(opened, "opening")
    state = await board_state(opened.context)
    texts = [board(phrases(code), Formats(code, opened.context.workshop.zone), state, {}, []) for code in ("fr", "en")]
    embeds = [embed.description or "" for embed in Post.of(*texts).new()["embeds"]]
    assert [text for name in names for text in name.values() if text not in "\n".join(embeds)] == []  # nothing is cut
    assert sum(map(len, embeds)) <= EMBEDS
    await opened.close()
