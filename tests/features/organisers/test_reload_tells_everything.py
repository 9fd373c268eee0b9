"""A reload shows every difference: each key of the file's schema is changed, and removed, one after the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.programme import Workshop
from bot.features.organisers.reload_model import OtherFiles, ReloadPreview
from bot.features.organisers.reload_service import preview
from bot.features.organisers.reload_text import differences
from tests.features.organisers.helpers import ENGLISH, OpenWorkshop, at
from tests.features.organisers.whole_file import (
    LEAVES,
    NOT_TOLD,
    WHOLE,
    Json,
    both,
    described,
    read,
    with_other,
    without,
)
from tests.reference import workshop_keys

IDS = {
    "administrations.code": "administrations",
    "themes.id": "themes",
    "about.quotes.who": "about.quotes",
    "days.sessions.documents.url": "documents",
    "days.sessions.prompts.id": "prompts",
    "days.sessions.prompts.options.id": "prompts.options",
    "evaluations.id": "evaluations",
    "evaluations.questions.id": "evaluations.questions",
    "evaluations.questions.options.id": "evaluations.questions.options",
}
"""Keys that identify an entry: with another one, an entry is gone, and another is new."""
HOURS = {"days.sessions.start", "days.sessions.duration"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OpenWorkshop]:
    folder = tmp_path_factory.mktemp("whole")
    built = await OpenWorkshop.open(folder, described(folder, WHOLE))
    yield built
    await built.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def found(opened: OpenWorkshop, after: Workshop) -> ReloadPreview:
    return await preview(opened.context, after, OtherFiles(), "")


async def lines(opened: OpenWorkshop, after: Workshop) -> list[str]:
    return differences(ENGLISH, opened.formats, await found(opened, after))


def shown(key: str) -> str:
    """The key as the reload shows it: a key of a session follows the session's title."""
    return key.removeprefix("days.sessions.")


async def test_the_file_itself_differs_in_nothing(opened: OpenWorkshop, tmp_path: Path) -> None:
    assert await lines(opened, described(tmp_path, WHOLE)) == []


@pytest.mark.parametrize("key", [key for key in LEAVES if key not in NOT_TOLD])
async def test_another_value_is_told(opened: OpenWorkshop, tmp_path: Path, key: str) -> None:
    said = await lines(opened, described(tmp_path, with_other(key)))
    if key in HOURS:
        assert [line.partition(":")[0] for line in said] == ["- Opening (en)"]
    elif key == "days.sessions.id":
        assert said == ["- New: Opening (en)", "- No longer in the file: Opening (en)"]
    elif key in IDS:
        entries = [line.partition(":")[0] for line in said if f"(`{IDS[key]}`)" in line]
        assert entries == ["- No longer in the file", "- New"]
    else:
        assert any(f"`{shown(key)}`" in line or f"`{shown(key)}.en`" in line for line in said), said


@pytest.mark.parametrize("key", sorted(workshop_keys() - {"id"}))
async def test_what_is_left_out_is_told(opened: OpenWorkshop, tmp_path: Path, key: str) -> None:
    after = read(tmp_path, without(key))
    if after is None:
        return  # the file must have it
    said = await lines(opened, after)
    assert bool(said) == (after != opened.context.workshop)
    assert all("…" not in line for line in said)


async def test_a_language_more_is_one_difference_although_every_text_has_it(
    opened: OpenWorkshop, tmp_path: Path
) -> None:
    more = {**translated(WHOLE), "languages": ["fr", "en", "pt-BR"]}
    assert await lines(opened, described(tmp_path, more)) == ["- `languages`: “fr, en” → “fr, en, pt-BR”"]


def translated(value: Any) -> Any:
    if isinstance(value, dict):
        texts = {"pt-BR": "Em português"} if set(value) == {"fr", "en"} else {}
        return {key: translated(each) for key, each in value.items()} | texts
    return [translated(each) for each in value] if isinstance(value, list) else value


async def test_a_break_is_told_like_a_session(opened: OpenWorkshop, tmp_path: Path) -> None:
    changed = deepcopy(WHOLE)
    lunch = changed["days"][0]["sessions"][1]
    lunch.update(start="12:30", title=both("Meal"))
    assert await lines(opened, described(tmp_path, changed)) == [
        "- Meal (en) (`title.fr`): “Lunch (fr)” → “Meal (fr)”",
        "- Meal (en) (`title.en`): “Lunch (en)” → “Meal (en)”",
        "- Meal (en) (`start`): “2021-03-15 12:00” → “2021-03-15 12:30”",
    ]
    changed["days"][0]["sessions"].remove(lunch)
    changed["days"][0]["sessions"].append(
        {"id": "tea", "kind": "break", "title": both("Tea"), "start": "17:00", "duration": "15m"}
    )
    said = await lines(opened, described(tmp_path, changed))
    assert said == ["- New: Tea (en)", "- No longer in the file: Lunch (en)"]


async def test_a_session_that_becomes_a_break(opened: OpenWorkshop, tmp_path: Path) -> None:
    changed = deepcopy(WHOLE)
    changed["days"][0]["sessions"][1].pop("kind")
    assert await lines(opened, described(tmp_path, changed)) == ["- Lunch (en) (`kind`): “break” → “session”"]


async def test_long_texts_are_shown_where_they_differ(opened: OpenWorkshop, tmp_path: Path) -> None:
    long: Json = deepcopy(WHOLE)
    long["about"]["purpose"]["en"] = f"To meet. {'On and on. ' * 30}To learn."
    async with opened_with(tmp_path, long) as other:
        long["about"]["purpose"]["en"] = f"To meet. {'On and on. ' * 30}To decide."
        said = await lines(other, described(tmp_path, long))
    assert said == ["- `about.purpose.en`: “… On and on. To learn.” → “… On and on. To decide.”"]


async def test_two_entries_with_the_same_name_are_told_apart(opened: OpenWorkshop, tmp_path: Path) -> None:
    two: Json = deepcopy(WHOLE)
    quotes = two["about"]["quotes"]
    quotes.append({"who": "Ana Dias", "role": both("chair"), "text": both("Long.")})
    assert await lines(opened, described(tmp_path, two)) == ["- New: Ana Dias (`about.quotes`)"]
    async with opened_with(tmp_path, two) as other:
        quotes[1]["text"] = both("Short.")
        said = await lines(other, described(tmp_path, two))
    assert said[1] == "- Ana Dias (`about.quotes.text.en`): “Long. (en)” → “Short. (en)”"


async def test_the_order_of_entries_is_told_also_where_one_is_new(opened: OpenWorkshop, tmp_path: Path) -> None:
    other: Json = deepcopy(WHOLE)
    other["themes"] = [{"id": "laws", "text": both("Laws")}, *reversed(other["themes"])]
    assert await lines(opened, described(tmp_path, other)) == [
        "- New: Laws (en) (`themes`)",
        "- `themes`: “rules, people, money” → “money, people, rules”",
    ]


@asynccontextmanager
async def opened_with(folder: Path, whole: Json) -> AsyncIterator[OpenWorkshop]:
    built = await OpenWorkshop.open(folder, described(folder, whole), at(14, 9))
    yield built
    await built.close()
