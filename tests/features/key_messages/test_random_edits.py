"""Key messages under random hands: whatever is done in whatever order, the registry keeps its word."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.core.errors import WorkshopError
from bot.core.people import Participant
from bot.core.programme import Desk
from bot.export.store import ExportStore
from bot.export.table import Cell
from bot.export.tables.key_messages import key_messages as exported
from bot.features.key_messages import service as key_messages
from bot.features.key_messages.model import unanimous
from bot.features.key_messages.publication_text import posts
from bot.features.key_messages.service import KeyMessage, State
from tests.features.key_messages.desk_workshop import CLOSES, LANGUAGES, SECRETARIAT, TRANSLATOR, DeskRoom, workshop

T = TypeVar("T")

CODES = ("MW", "ML", "NE")
NAMES = st.sampled_from([f"{code} {n}" for code in CODES for n in (1, 2)])
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1, max_size=40).filter(
    str.strip
)
PICKS = st.integers(0, 2)
FOLLOWS = {
    State.SUBMITTED: {State.SUBMITTED, State.TRANSLATED},
    State.TRANSLATED: {State.SUBMITTED, State.TRANSLATED, State.CLEARED},
    State.CLEARED: {State.SUBMITTED, State.TRANSLATED, State.PUBLISHED},
    State.PUBLISHED: {State.SUBMITTED, State.TRANSLATED, State.PUBLISHED},
}
"""Where each state may lead without an override: no state is skipped."""


@dataclass
class Book:
    """What the machine knows it did to one message."""

    versions: list[tuple[str, str, str | None]] = field(default_factory=list)
    translations: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    cleared: set[int] = field(default_factory=set)
    state: State = State.SUBMITTED
    overridden: bool = False
    public: tuple[int, dict[str, str]] | None = None
    voices: dict[str, int] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        number = len(self.versions)
        text, language, _ = self.versions[-1]
        others = {code: said[-1] for (version, code), said in self.translations.items() if version == number}
        return {language: text, **others}


class Hands(RuleBasedStateMachine):
    """Six people of three administrations, two organisers, one desk."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.books: dict[str, Book] = {}
        self.newcomers = 0

    def does(self, doing: Coroutine[Any, Any, T]) -> T | None:
        """What comes of it; None where it was refused, in words."""
        try:
            return self.loop.run_until_complete(doing)
        except WorkshopError:
            return None

    def must(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    @initialize()
    def open(self) -> None:
        one_each = Desk("messages", CLOSES, per_administration=1)
        self.desk = self.must(DeskRoom.open(Path(self.folder.name), workshop(desk=one_each)))
        self.context = self.desk.context

    def teardown(self) -> None:
        self.must(self.desk.close())
        self.loop.close()
        self.folder.cleanup()

    # what people do

    @rule(name=NAMES, text=TEXTS, language=st.sampled_from(LANGUAGES), theme=st.sampled_from(["audit", None]))
    def write(self, name: str, text: str, language: str, theme: str | None) -> None:
        who = self.desk.people[name]
        kept = self.does(key_messages.write(self.context, who, text, language=language, theme=theme))
        if kept:
            assert kept.reference not in self.books
            self.books[kept.reference] = Book()
            self._written(kept, (text, language, theme))

    @rule(name=NAMES, pick=PICKS, text=TEXTS, language=st.sampled_from(LANGUAGES), behind=st.integers(0, 1))
    def edit(self, name: str, pick: int, text: str, language: str, behind: int) -> None:
        book, reference = self._pick(pick)
        if not book:
            return
        before, seen, theme = len(book.versions), len(book.versions) - behind, book.versions[-1][2]
        kept = self.does(
            key_messages.write(
                self.context,
                self.desk.people[name],
                text,
                language=language,
                theme=theme,
                reference=reference,
                seen=seen,
            )
        )
        if kept and kept.version != before:
            assert seen == before or text == book.versions[-1][0], "an edit of an older version overwrote a newer one"
            self._written(kept, (text, language, theme))

    @rule(code=st.sampled_from(CODES), text=TEXTS)
    def enter(self, code: str, text: str) -> None:
        kept = self.does(key_messages.enter(self.context, SECRETARIAT, code, text, language="fr", theme=None))
        if kept:
            self.books[kept.reference] = Book()
            self._written(kept, (text, "fr", None))

    @rule(pick=PICKS, text=TEXTS, behind=st.sampled_from([0, 0, 1]))
    def translate(self, pick: int, text: str, behind: int) -> None:
        book, reference = self._pick(pick)
        if not book:
            return
        stands = self.must(key_messages.find(self.context, reference))
        version = stands.version - behind
        into = "en" if stands.language == "fr" else "fr"
        kept = self.does(
            key_messages.translate(
                self.context, TRANSLATOR, reference, {into: text}, version=version, revisions=stands.revisions
            )
        )
        if kept and kept.revisions != stands.revisions:
            assert behind == 0, "a translation of an older version was taken"
            book.translations.setdefault((version, into), []).append(text)
            book.cleared.discard(version)
            self._stands(book, kept.status)

    @rule(pick=PICKS)
    def clear(self, pick: int) -> None:
        book, reference = self._pick(pick)
        cleared = self.does(key_messages.clear(self.context, "Secrétariat", reference)) if book else None
        if book and cleared:
            assert set(book.texts()) == set(LANGUAGES), "cleared without its translation"
            book.cleared.add(cleared.version)
            if book.state is State.PUBLISHED:
                assert book.overridden, "cleared twice"
                book.state = State.TRANSLATED
            self._stands(book, cleared.status)

    @rule(override=st.booleans())
    def publish(self, override: bool) -> None:
        done = self.does(key_messages.publish(self.context, "Secrétariat", override=override))
        if done is None:
            assert not override
            return
        for reference in (*done.new, *done.changed):
            book = self.books[reference]
            book.overridden = reference in done.overridden
            assert override or not book.overridden
            if book.overridden:
                book.state = State.PUBLISHED
            self._stands(book, State.PUBLISHED)
            book.public = (len(book.versions), book.texts())

    @rule(text=TEXTS)
    def bring_to_an_end(self, text: str) -> None:
        """The secretariat catches up: translates, clears and publishes all there is."""
        for pick in range(len(self.books)):
            self.translate(pick, text, 0)
            self.clear(pick)
        self.publish(False)

    @rule(name=NAMES, pick=PICKS, seen=st.integers(1, 2))
    def press(self, name: str, pick: int, seen: int) -> None:
        book, reference = self._pick(pick)
        who = self.desk.people[name]
        done = self.does(key_messages.press(self.context, who, reference, seen)) if book else None
        if book and done:
            assert book.public
            assert book.public[0] == seen, "endorsed what they had not read"
            self._voice(book, who, done.voice)

    @rule(name=NAMES, pick=PICKS)
    def endorse(self, name: str, pick: int) -> None:
        book, reference = self._pick(pick)
        who = self.desk.people[name]
        done = self.does(key_messages.endorse(self.context, who, reference)) if book else None
        if book and done:
            self._voice(book, who, done.voice)

    @rule(name=NAMES, pick=PICKS)
    def withdraw(self, name: str, pick: int) -> None:
        book, reference = self._pick(pick)
        who = self.desk.people[name]
        done = self.does(key_messages.withdraw(self.context, who, reference)) if book else None
        if book and done:
            self._voice(book, who, done.voice)

    @rule(code=st.sampled_from([*CODES, None]))
    def reopen(self, code: str | None) -> None:
        self.does(key_messages.reopen(self.context, "Secrétariat", code))

    @rule(minutes=st.sampled_from([1, 5, 20, 400]))
    def time_passes(self, minutes: int) -> None:
        self.desk.pass_time(timedelta(minutes=minutes))

    @rule(name=NAMES)
    def erase(self, name: str) -> None:
        """Someone has their name erased, and another takes their place."""
        who = self.desk.people[name]

        async def forget() -> None:
            async with self.context.database.transaction() as tx:
                await tx.execute("update participants set name = '', discord_id = null where id = ?", (who.id,))
            await self.context.read_people()
            self.newcomers += 1
            await self.desk.join(name, who.administration, 5_000 + self.newcomers)

        self.must(forget())

    # what holds whatever they did

    @invariant()
    def no_version_is_lost(self) -> None:
        for code in CODES:
            history = self.must(key_messages.history(self.context, code))
            found = {
                f"{code}-{number}": [(v.text, v.language, v.theme) for v in kept] for number, kept in history.items()
            }
            assert found == {ref: book.versions for ref, book in self.books.items() if ref.startswith(code)}

    @invariant()
    def each_stands_where_it_was_brought(self) -> None:
        for message in self.must(key_messages.everyone(self.context)):
            book = self.books[message.reference]
            assert message.status is book.state
            assert message.texts == book.texts(), "a translation of another version is shown as current"

    @invariant()
    def what_is_public_is_what_was_published(self) -> None:
        for it in self.must(key_messages.published(self.context)):
            book = self.books[it.reference]
            assert (it.version, dict(it.texts)) == book.public
            assert it.texts[it.language] == book.versions[it.version - 1][0]
            for code in set(it.texts) - {it.language}:
                assert it.texts[code] in book.translations[it.version, code], "a stale translation is public"
            assert it.uncleared == book.overridden
            assert it.is_superseded or it.version == len(book.versions)

    @invariant()
    def each_administration_has_one_voice(self) -> None:
        for it in self.must(key_messages.published(self.context)):
            book = self.books[it.reference]
            assert it.endorsers == {code for code, version in book.voices.items() if version == it.version}
            assert it.administration not in it.endorsers
            everyone = it.endorsers | {it.administration} == set(CODES)
            assert unanimous(it.administration, it.endorsers, frozenset(CODES)) == everyone

    @invariant()
    def the_export_says_the_same(self) -> None:
        rows = {str(row["message_id"]): row for row in _exported(self.desk)}
        assert rows.keys() == self.books.keys()
        for reference, book in self.books.items():
            row, texts = rows[reference], book.texts()
            assert {code: row[f"text_{code}"] for code in LANGUAGES} == {code: texts.get(code) for code in LANGUAGES}
            assert (row["status"], row["version"]) == (book.state, len(book.versions))
            assert row["endorsements"] == sum(version == len(book.versions) for version in book.voices.values())

    @invariant()
    def the_posts_fit_and_hold_every_text(self) -> None:
        stands = self.must(key_messages.published(self.context))
        text = "\n".join(post.text for post in posts(self.context.workshop, stands, frozenset(CODES)))
        assert all(f"{it.reference} · " in text for it in stands)

    # bookkeeping

    def _pick(self, pick: int) -> tuple[Book | None, str]:
        references = sorted(self.books)
        if not references:
            return None, ""
        return self.books[references[pick % len(references)]], references[pick % len(references)]

    def _written(self, kept: KeyMessage, version: tuple[str, str, str | None]) -> None:
        book = self.books[kept.reference]
        book.versions.append(version)
        assert kept.version == len(book.versions)
        assert kept.status is State.SUBMITTED
        book.state = State.SUBMITTED

    def _stands(self, book: Book, state: State) -> None:
        assert state in FOLLOWS[book.state], f"{book.state} led to {state}"
        book.state = state

    def _voice(self, book: Book, who: Participant, voice: key_messages.Voice) -> None:
        assert book.public
        given = book.voices.get(who.administration) == book.public[0]
        match voice:
            case key_messages.Voice.GIVEN:
                assert not given, "an endorsement was counted twice"
                book.voices[who.administration] = book.public[0]
            case key_messages.Voice.GIVEN_BEFORE:
                assert given
            case key_messages.Voice.WITHDRAWN:
                assert given
                del book.voices[who.administration]
            case key_messages.Voice.NONE:
                assert not given


def _exported(desk: DeskRoom) -> list[dict[str, Cell]]:
    connection = sqlite3.connect(f"file:{desk.context.database.path}?mode=ro", uri=True)
    try:
        return list(exported(ExportStore.of(connection, desk.context.workshop, desk.context.now())).records())
    finally:
        connection.close()


TestKeyMessages = Hands.TestCase
TestKeyMessages.settings = settings(
    max_examples=30,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
