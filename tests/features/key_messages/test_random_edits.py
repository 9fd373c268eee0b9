"""Random edits by several people in random order: no text is lost, no state is skipped, the export agrees."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.core.errors import WorkshopError
from bot.core.programme import Desk
from bot.export.store import ExportStore
from bot.export.table import Cell
from bot.export.tables.key_messages import key_messages as exported
from bot.features.key_messages import (
    desk_service,
    endorsement_service,
    publication_service,
    service,
    translation_service,
    writing_service,
)
from bot.features.key_messages.model import KeyMessage, MessageState
from bot.features.key_messages.publication_model import unanimous
from bot.features.key_messages.publication_text import posts
from tests.features.key_messages.desk_workshop import (
    CLOSES,
    LANGUAGES,
    SECRETARIAT,
    TRANSLATOR,
    DeskWorkshop,
    workshop,
)
from tests.features.key_messages.expected_message import ExpectedMessage
from tests.features.key_messages.helpers import invite_nobody

T = TypeVar("T")

CODES = ("MW", "ML", "NE")
NAMES = st.sampled_from([f"{code} {n}" for code in CODES for n in (1, 2)])
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1, max_size=40).filter(
    str.strip
)
PICKS = st.integers(0, 2)


class RandomEdits(RuleBasedStateMachine):
    """Six people of three administrations, two organisers, one desk."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.messages: dict[str, ExpectedMessage] = {}
        self.newcomers = 0

    def attempt(self, action: Coroutine[Any, Any, T]) -> T | None:
        """The result of the action; None if it was refused."""
        try:
            return self.loop.run_until_complete(action)
        except WorkshopError:
            return None

    def run(self, action: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(action)

    @initialize()
    def open(self) -> None:
        one_each = Desk("messages", CLOSES, per_administration=1)
        self.desk = self.run(DeskWorkshop.open(Path(self.folder.name), workshop(desk=one_each)))
        self.context = self.desk.context

    def teardown(self) -> None:
        self.run(self.desk.close())
        self.loop.close()
        self.folder.cleanup()

    # what people do

    @rule(name=NAMES, text=TEXTS, language=st.sampled_from(LANGUAGES), theme=st.sampled_from(["audit", None]))
    def write(self, name: str, text: str, language: str, theme: str | None) -> None:
        person = self.desk.people[name]
        message = self.attempt(writing_service.write(self.context, person, text, language=language, theme=theme))
        if message:
            self._add(message, (text, language, theme))

    @rule(name=NAMES, pick=PICKS, text=TEXTS, language=st.sampled_from(LANGUAGES), versions_behind=st.integers(0, 1))
    def edit(self, name: str, pick: int, text: str, language: str, versions_behind: int) -> None:
        expected, reference = self._pick(pick)
        if not expected:
            return
        before, seen, theme = len(expected.versions), len(expected.versions) - versions_behind, expected.versions[-1][2]
        message = self.attempt(
            writing_service.write(
                self.context,
                self.desk.people[name],
                text,
                language=language,
                theme=theme,
                reference=reference,
                seen=seen,
            )
        )
        if message and message.version != before:
            assert seen == before or text == expected.versions[-1][0], "an older form overwrote a newer version"
            expected.add_version(message, (text, language, theme))

    @rule(code=st.sampled_from(CODES), text=TEXTS)
    def enter(self, code: str, text: str) -> None:
        message = self.attempt(
            writing_service.write_on_behalf(self.context, SECRETARIAT, code, text, language="fr", theme=None)
        )
        if message:
            self._add(message, (text, "fr", None))

    @rule(pick=PICKS, text=TEXTS, versions_behind=st.sampled_from([0, 0, 1]))
    def translate(self, pick: int, text: str, versions_behind: int) -> None:
        expected, reference = self._pick(pick)
        if not expected:
            return
        current = self.run(service.find(self.context, reference))
        version = current.version - versions_behind
        into = "en" if current.language == "fr" else "fr"
        message = self.attempt(
            translation_service.translate(
                self.context, TRANSLATOR, reference, {into: text}, version=version, revisions=current.revisions
            )
        )
        if message and message.revisions != current.revisions:
            assert versions_behind == 0, "a translation of an older version was taken"
            expected.translations.setdefault((version, into), []).append(text)
            expected.move_to(message.state)

    @rule(pick=PICKS)
    def clear(self, pick: int) -> None:
        expected, reference = self._pick(pick)
        cleared = self.attempt(publication_service.clear(self.context, SECRETARIAT, reference)) if expected else None
        if expected and cleared:
            assert set(expected.texts()) == set(LANGUAGES), "cleared without its translation"
            if expected.state is MessageState.PUBLISHED:
                assert expected.overridden, "cleared twice"
                expected.state = MessageState.TRANSLATED
            expected.move_to(cleared.state)

    @rule(override=st.booleans())
    def publish(self, override: bool) -> None:
        result = self.attempt(publication_service.publish(self.context, SECRETARIAT, override=override))
        if result is None:
            assert not override
            return
        for reference in (*result.new, *result.changed):
            expected = self.messages[reference]
            expected.overridden = reference in result.overridden
            assert override or not expected.overridden
            if expected.overridden:
                expected.state = MessageState.PUBLISHED
            expected.move_to(MessageState.PUBLISHED)
            expected.published = (len(expected.versions), expected.texts())

    @rule(text=TEXTS)
    def complete_everything(self, text: str) -> None:
        """Organisers translate, clear and publish all messages."""
        for pick in range(len(self.messages)):
            self.translate(pick, text, 0)
            self.clear(pick)
        self.publish(False)

    @rule(name=NAMES, pick=PICKS, seen=st.integers(1, 2))
    def press(self, name: str, pick: int, seen: int) -> None:
        expected, reference = self._pick(pick)
        person = self.desk.people[name]
        result = self.attempt(endorsement_service.toggle(self.context, person, reference, seen)) if expected else None
        if expected and result:
            assert expected.published
            assert expected.published[0] == seen, "endorsed what they had not read"
            expected.endorse(person.administration, result.outcome)

    @rule(name=NAMES, pick=PICKS, action=st.sampled_from([endorsement_service.endorse, endorsement_service.withdraw]))
    def endorse_or_withdraw(self, name: str, pick: int, action: Callable[..., Any]) -> None:
        expected, reference = self._pick(pick)
        person = self.desk.people[name]
        result = self.attempt(action(self.context, person, reference)) if expected else None
        if expected and result:
            expected.endorse(person.administration, result.outcome)

    @rule(code=st.sampled_from([*CODES, None]))
    def reopen(self, code: str | None) -> None:
        self.attempt(desk_service.reopen(self.context, SECRETARIAT, code, invite_nobody))

    @rule(minutes=st.sampled_from([1, 5, 20, 400]))
    def pass_time(self, minutes: int) -> None:
        self.desk.pass_time(timedelta(minutes=minutes))

    @rule(name=NAMES)
    def erase(self, name: str) -> None:
        """A person has their name erased, and another person joins in their place."""
        person = self.desk.people[name]

        async def erase_and_join() -> None:
            await self.context.write(
                lambda tx: tx.execute("update participants set name = '', discord_id = null where id = ?", (person.id,))
            )
            await self.context.reload_people()
            self.newcomers += 1
            await self.desk.join(name, person.administration, 5_000 + self.newcomers)

        self.run(erase_and_join())

    # what is always true

    @invariant()
    def no_version_is_lost(self) -> None:
        for code in CODES:
            history = self.run(service.history(self.context, code))
            found = {
                f"{code}-{number}": [(v.text, v.language, v.theme) for v in versions]
                for number, versions in history.items()
            }
            assert found == {ref: expected.versions for ref, expected in self.messages.items() if ref.startswith(code)}

    @invariant()
    def each_message_has_the_expected_state_and_texts(self) -> None:
        for message in self.run(service.all_messages(self.context)):
            expected = self.messages[message.reference]
            assert message.state is expected.state
            assert message.texts == expected.texts(), "a translation of another version is shown as current"

    @invariant()
    def public_texts_are_those_that_were_published(self) -> None:
        for message in self.run(publication_service.published(self.context)):
            expected = self.messages[message.reference]
            assert (message.version, dict(message.texts)) == expected.published
            assert message.texts[message.language] == expected.versions[message.version - 1][0]
            for code in set(message.texts) - {message.language}:
                assert message.texts[code] in expected.translations[message.version, code]
            assert message.uncleared == expected.overridden
            assert message.is_superseded or message.version == len(expected.versions)

    @invariant()
    def each_administration_has_one_endorsement(self) -> None:
        for message in self.run(publication_service.published(self.context)):
            expected = self.messages[message.reference]
            endorsements = expected.endorsements.items()
            assert message.endorsers == {code for code, version in endorsements if version == message.version}
            assert message.administration not in message.endorsers
            everyone = message.endorsers | {message.administration} == set(CODES)
            assert unanimous(message.administration, message.endorsers, frozenset(CODES)) == everyone

    @invariant()
    def the_export_agrees(self) -> None:
        rows = {str(row["message_id"]): row for row in _exported(self.desk)}
        assert rows.keys() == self.messages.keys()
        for reference, expected in self.messages.items():
            row, texts = rows[reference], expected.texts()
            assert {code: row[f"text_{code}"] for code in LANGUAGES} == {code: texts.get(code) for code in LANGUAGES}
            assert (row["status"], row["version"]) == (expected.state, len(expected.versions))
            endorsed = list(expected.endorsements.values())
            assert row["endorsements"] == endorsed.count(len(expected.versions))

    @invariant()
    def every_published_message_has_a_post(self) -> None:
        published = self.run(publication_service.published(self.context))
        text = "\n".join(post.text for post in posts(self.context.workshop, published, frozenset(CODES)))
        assert all(f"{message.reference} · " in text for message in published)

    # helpers

    def _add(self, message: KeyMessage, version: tuple[str, str, str | None]) -> None:
        assert message.reference not in self.messages
        self.messages[message.reference] = ExpectedMessage()
        self.messages[message.reference].add_version(message, version)

    def _pick(self, pick: int) -> tuple[ExpectedMessage | None, str]:
        messages = sorted(self.messages.items())
        reference, expected = messages[pick % len(messages)] if messages else ("", None)
        return expected, reference


def _exported(desk: DeskWorkshop) -> list[dict[str, Cell]]:
    connection = sqlite3.connect(f"file:{desk.context.database.path}?mode=ro", uri=True)
    try:
        return list(exported(ExportStore.of(connection, desk.context.workshop, desk.context.now())).records())
    finally:
        connection.close()


TestKeyMessages = RandomEdits.TestCase
TestKeyMessages.settings = settings(
    max_examples=8,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
