"""Every command, form and upload of a running bot, with random input."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from bot.export.files import export
from bot.workshop_file import read_workshop
from fakecord import ActionError, File, Form, Person, Response
from fakecord.rules.forms import TEXT_INPUT
from tests.fuzz import commands as tree
from tests.fuzz import export_readers as exported
from tests.fuzz import uploads, values
from tests.fuzz.example_settings import FACTOR, examples
from tests.fuzz.harness import FuzzHarness

pytestmark = pytest.mark.timeout(300 * max(FACTOR, 1))
READERS = (
    "me", "keymessage list", "attendance show", "roster show", "synthesis status", "announce list", "workshop status",
    "prompt results", "floor list", "privacy show", "privacy export", "programme", "now", "session status",
)  # fmt: skip
OPENED_BY = (
    "keymessage write", "synthesis enter", "synthesis translate", "announce send", "prompt compose", "evaluate",
    "answer hopes", "answer turn", "checkin",
)  # fmt: skip


@contextmanager
def _as_the_client_lets_through() -> Iterator[None]:
    """Skip the example if the client of Discord would not send it."""
    try:
        yield
    except ActionError as not_sent:
        note(str(not_sent))
        assume(False)


@examples(70)
@given(opener=st.sampled_from(OPENED_BY), english=st.booleans(), entries=tree.entries())
def test_any_text_in_a_form_is_saved_whole_or_given_back(
    fuzz: FuzzHarness, opener: str, english: bool, entries: tree.Entries
) -> None:
    by_organiser = opener.startswith(("synthesis", "announce", "prompt"))
    french, other = (fuzz.second_organiser, fuzz.organiser) if by_organiser else (fuzz.awa, fuzz.mary)
    person = other if english else french
    with _as_the_client_lets_through():
        form = fuzz.run(_opened(fuzz, opener, person, entries.pick))
    if form is None:  # the desk has enough, nothing waits for a translation...
        return
    entered = entries.for_(form)
    with _as_the_client_lets_through():
        exchange = fuzz.run(_sent(fuzz, person, form, entered))
    if opener == "announce send" and entries.pick % 4 < 3 and exchange.reply and exchange.reply.buttons:
        fuzz.run(fuzz.act(person.press(exchange.reply, 0)))
    if opener in ("keymessage write", "answer hopes") and not fuzz.refused(exchange):
        typed = next(str(entered[f.custom_id]) for f in form.fields if f.kind == TEXT_INPUT)
        assert _visible(_kept(fuzz, opener)) == _visible(typed)


async def _opened(fuzz: FuzzHarness, opener: str, person: Person, pick: int) -> Form | None:
    if opener.startswith("answer"):
        which = 0 if opener.endswith("hopes") else 1
        return (await fuzz.act(person.press(fuzz.questions[which], 0))).form
    return (await fuzz.act(person.slash(opener, force=True, options=_choices(opener, pick)))).form


def _choices(opener: str, pick: int) -> dict[str, Any]:
    kinds = ["open", "choice", "multiple", "scale", "round"]
    match opener:
        case "prompt compose":
            return {"kind": kinds[pick % len(kinds)], "anonymous": not pick % 7 and pick % len(kinds) != 4}
        case "synthesis enter":
            return {"administration": ["NE", "MW"][pick % 2]}
        case "announce send":
            return {"at": "23:30"} if pick % 2 else {}
        case _:
            return {}


async def _sent(fuzz: FuzzHarness, person: Person, form: Form, entries: dict[str | int, Any]) -> Response:
    fuzz.checker.allow_markdown = ":announce:" in form.custom_id
    return await fuzz.act(person.submit(form, entries))


def _kept(fuzz: FuzzHarness, opener: str) -> str:
    """The text that was saved last."""
    table = "key_message_versions" if opener.startswith("key") else "answers"
    at = "written_at" if opener.startswith("key") else "coalesce(edited_at, answered_at)"
    return str(fuzz.rows(f"select text from {table} where text is not null order by {at} desc limit 1")[0]["text"])


def _visible(text: str) -> str:
    """The visible characters: without lone surrogates, control characters and spaces."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in whole if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd")


@pytest.mark.parametrize("command", ["roster import", "attendance import"])
def test_a_strange_file_is_accepted_or_refused_in_bounded_memory(fuzz: FuzzHarness, command: str) -> None:
    before, _ = fuzz.memory()
    for name, file in uploads.strange_files().items():
        exchange = fuzz.run(_upload(fuzz, command, file))
        assert exchange.reply, name
        if file.size > uploads.MEGABYTE or file.times > 1:
            assert fuzz.refused(exchange), name
    _, most = fuzz.memory()
    assert most - before < 150, f"{most - before} MiB more than before"


@examples(30)
@given(command=st.sampled_from(["roster import", "attendance import"]), file=uploads.damaged_files())
def test_a_damaged_file_is_accepted_or_refused(fuzz: FuzzHarness, command: str, file: File) -> None:
    fuzz.run(_upload(fuzz, command, file))


async def _upload(fuzz: FuzzHarness, command: str, file: File) -> Response:
    session = {"session": "second"} if command.startswith("attendance") else {}
    exchange = await fuzz.act(fuzz.second_organiser.slash(command, options={"file": file, **session}))
    apply = next((b for b in (exchange.reply.buttons if exchange.reply else []) if "apply" in b["custom_id"]), None)
    if apply and exchange.reply:
        await fuzz.act(fuzz.second_organiser.press(exchange.reply, apply["custom_id"]))
    return exchange


def test_a_file_with_a_large_declared_size_is_not_fetched(fuzz: FuzzHarness) -> None:
    sent = fuzz.run(_bytes_fetched(fuzz, File("big.csv", b"x" * uploads.MEGABYTE, times=100)))
    assert sent == 0


def test_a_file_larger_than_its_declared_size_is_cut_off(fuzz: FuzzHarness) -> None:
    sent = fuzz.run(_bytes_fetched(fuzz, File("liar.csv", b"x" * uploads.MEGABYTE, times=100, claimed=300)))
    assert uploads.MEGABYTE < sent < 30 * uploads.MEGABYTE  # the kernel's own buffers hold some of it


async def _bytes_fetched(fuzz: FuzzHarness, file: File) -> int:
    await fuzz.act(fuzz.second_organiser.slash("roster import", options={"file": file}))
    files = fuzz.harness.server.world.files
    return max(kept.sent for kept in files.all() if kept.filename == file.filename)


@examples(20)
@given(name=values.names(), text=values.text(1, 300))
def test_a_person_with_any_name_can_take_part(fuzz: FuzzHarness, name: str, text: str) -> None:
    fuzz.run(_take_part(fuzz, name, text))


async def _take_part(fuzz: FuzzHarness, name: str, text: str) -> None:
    person = fuzz.newcomer
    person.user.name = name
    there = fuzz.rows("select administration from participants where discord_id = ?", person.id)
    other = "NE" if not there or there[0]["administration"] != "NE" else "ML"
    await fuzz.act(person.slash("join", administration=other))
    await fuzz.act(person.slash("checkin"))
    await fuzz.act(person.slash("floor request"))
    await fuzz.act(
        fuzz.second_organiser.slash("attendance mark", member=person, session="second", status="late", reason=text)
    )
    await fuzz.act(fuzz.second_organiser.slash("session floor", action="next"))
    for command in ("roster show", "attendance show"):
        await fuzz.act(fuzz.second_organiser.slash(command))


@examples(70)
@given(data=st.data())
def test_any_value_of_an_option_is_accepted_or_refused(fuzz: FuzzHarness, data: st.DataObject) -> None:
    commands = [c for c in tree.commands(fuzz.harness.server) if c.is_free and not c.takes_file]
    command = data.draw(st.sampled_from(commands))
    person = data.draw(st.sampled_from([fuzz.organiser, fuzz.second_organiser, fuzz.awa]))
    options = data.draw(tree.options(command, fuzz.people))
    with _as_the_client_lets_through():
        fuzz.run(_use(fuzz, person, command.name, options))


async def _use(fuzz: FuzzHarness, person: Person, command: str, options: dict[str, Any]) -> None:
    fuzz.checker.allow_markdown = command.startswith("announce")
    await fuzz.act(person.slash(command, force=True, options=options))


@examples(30)
@given(data=st.data())
def test_any_search_text_gives_suggestions_or_none(fuzz: FuzzHarness, data: st.DataObject) -> None:
    declared = [
        (command, option["name"])
        for command in tree.commands(fuzz.harness.server)
        for option in command.options
        if option.get("autocomplete")
    ]
    command, option = data.draw(st.sampled_from(declared))
    typed = data.draw(values.text(0, 6000) | st.just(""))

    async def search() -> None:
        await fuzz.second_organiser.suggest(command.name, option, typed, force=True)
        assert not [*fuzz._problems()]

    fuzz.run(search())


def test_faults_of_a_workshop_file_stay_in_their_code_block(fuzz: FuzzHarness) -> None:
    """`/workshop reload` lists the faults in a code block that no text of the file can close."""
    file = fuzz.folder / "config" / "workshops" / "e2e.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n'```\u200b @everyone': x\n'# ```': [*a]\n", encoding="utf-8")
    fuzz.checker.allow_markdown = True
    try:
        exchange = fuzz.run(fuzz.act(fuzz.organiser.slash("workshop reload")))
    finally:
        file.write_text(before, encoding="utf-8")
    assert exchange.reply
    assert exchange.reply.text.count("```") == 2
    assert fuzz.changed_tables() == []


def test_every_list_shows_the_random_texts(fuzz: FuzzHarness) -> None:
    """After all tests above: every list, for organisers and coordinators, in both languages."""

    async def read() -> None:
        for person in (fuzz.organiser, fuzz.second_organiser, fuzz.awa, fuzz.mary):
            for command in READERS:
                fuzz.checker.allow_markdown = False
                await fuzz.act(person.slash(command, force=True))

    fuzz.run(read(), 120)


def test_the_random_texts_are_published(fuzz: FuzzHarness) -> None:
    """Key messages, answers and announcements, in public. The checker has seen each of them."""

    async def publish() -> None:
        await fuzz.act(fuzz.second_organiser.slash("synthesis publish", override=True))
        await fuzz.act(fuzz.second_organiser.slash("prompt results", force=True, prompt="hopes", publish=True))
        await fuzz.act(fuzz.organiser.slash("prompt nudge", force=True))
        unposted = "select 1 from publication_posts where message_id is null"
        await fuzz.harness.eventually(
            lambda: fuzz.rows("select 1 from publication_posts") and not fuzz.rows(unposted), 30, "publication"
        )
        due = "select 1 from announcements where kind = 'notice' and status in ('due', 'claimed') and due_at < ?"
        await fuzz.harness.eventually(lambda: not fuzz.rows(due, datetime.now(UTC).isoformat()), 30, "announcements")
        await fuzz.act(fuzz.awa.slash("now"))

    fuzz.run(publish(), 120)
    assert fuzz.rows("select 1 from announcements where kind = 'notice' and status in ('sent', 'late')")
    assert not fuzz.rows("select 1 from announcements where status = 'failed'")


def test_memory_does_not_grow(fuzz: FuzzHarness) -> None:
    now, _most = fuzz.memory()
    assert now - fuzz.at_first < 100, f"from {fuzz.at_first} to {now} MiB"


def test_the_random_texts_are_exported_to_every_format(fuzz: FuzzHarness, tmp_path: Path) -> None:
    workshop, faults = read_workshop(fuzz.folder / "config" / "workshops" / "e2e.yaml", frozenset({"fr", "en"}))
    assert workshop, faults
    database, now = fuzz.folder / "data" / "atelier.db", datetime.now(UTC)
    for format in ("json", "csv", "xlsx", "docx", "html"):
        fuzz.run(export(database, workshop, format, "fr", tmp_path / f"all.{format}", now), 120)
    texts = exported.texts_of_json(tmp_path / "all.json")
    assert sum(map(len, texts.values())) > 50
    assert exported.texts_of_csv(tmp_path / "all.csv") == exported.escaped_for_csv(texts)
    whole = exported.texts_of_xlsx(tmp_path / "all.xlsx")
    in_words = [
        each for table, each in texts.items() if table != "audit"
    ]  # the workbook says details of actions in words
    assert [t for each in in_words for t in exported.as_shown(iter(each)) if t not in whole] == []
    report, (page, tags) = exported.text_of_docx(tmp_path / "all.docx"), exported.text_of_html(tmp_path / "all.html")
    assert "script" not in tags
    for text in map(exported.without_spaces, texts["key_messages"]):
        assert text in report
        assert text in page
