"""Each error of the workshop has a sentence, in each language."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from types import FunctionType
from typing import Any

import pytest

import bot.features
from bot.core.errors import FileFault, GivesBack, WorkshopError
from bot.core.text import Text
from bot.features.key_messages.progress_model import FollowedMessage, Progress, ProgressStatus
from bot.features.refusals import refusal
from bot.i18n.catalogue import available, phrases
from tests.features.key_messages.helpers import published_message

NOON = datetime(2021, 3, 15, 12, tzinfo=UTC)
EXAMPLES: dict[Any, Any] = {
    bool: False,
    int: 3,
    int | None: 3,
    str: "example",
    str | None: "example",
    object: NOON,
    datetime | None: NOON,
    Text: {"fr": "exemple", "en": "example"},
    list[str]: ["MW-1"],
    list[FileFault]: [FileFault("empty")],
    FollowedMessage: FollowedMessage(published_message(), Progress(ProgressStatus.DONE, {"en": "Done."})),
}
"""An argument of each type that the errors take."""
GROUPS = {GivesBack}
"""Classes that are never raised themselves."""


def error_classes() -> list[type[WorkshopError]]:
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        importlib.import_module(module.name)
    return sorted(set(_subclasses(WorkshopError)) - GROUPS, key=lambda each: each.__name__)


def _subclasses(error: type[WorkshopError]) -> Iterator[type[WorkshopError]]:
    for each in error.__subclasses__():
        yield each
        yield from _subclasses(each)


def example(error: type[WorkshopError]) -> WorkshopError:
    """An instance with an example for each argument."""
    if not isinstance(error.__init__, FunctionType):  # it inherits that of `Exception`, which takes anything
        return error()
    hints = typing.get_type_hints(error.__init__)
    names = [name for name in inspect.signature(error.__init__).parameters if name != "self"]
    return error(**{name: EXAMPLES[hints[name]] for name in names})


@pytest.mark.parametrize("language", sorted(available()))
@pytest.mark.parametrize("error", error_classes(), ids=lambda each: each.__name__)
def test_each_error_has_a_sentence_in_each_language(error: type[WorkshopError], language: str) -> None:
    assert refusal(phrases(language), example(error))
