"""Every command, form and file of a running bot, with whatever people may type, paste or bring."""

from __future__ import annotations

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
from tests.fuzz import exported, tree, uploads, values
from tests.fuzz.effort import FACTOR, examples
from tests.fuzz.stage import FuzzStage

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
    """What Discord's own client would not send tells nothing of the bot."""
    try:
        yield
    except ActionError as not_sent:
        note(str(not_sent))
        assume(False)


@examples(140)
@given(opener=st.sampled_from(OPENED_BY), english=st.booleans(), entries=tree.entries())
def test_whatever_is_written_in_a_form_is_kept_whole_or_given_back(
    stage: FuzzStage, opener: str, english: bool, entries: tree.Entries
) -> None:
    by_organiser = opener.startswith(("synthesis", "announce", "prompt"))
    french, other = (stage.aide, stage.organiser) if by_organiser else (stage.awa, stage.mary)
    person = other if english else french
    with _as_the_client_lets_through():
        form = stage.run(_opened(stage, opener, person, entries.pick))
    if form is None:  # the desk has enough, nothing waits for a translation...
        return
    entered = entries.for_(form)
    with _as_the_client_lets_through():
        exchange = stage.run(_sent(stage, person, form, entered))
    if opener == "announce send" and entries.pick % 4 < 3 and exchange.reply and exchange.reply.buttons:
        stage.run(stage.act(person.press(exchange.reply, 0)))
    if opener in ("keymessage write", "answer hopes") and not stage.refused(exchange):
        typed = next(str(entered[f.custom_id]) for f in form.fields if f.kind == TEXT_INPUT)
        assert _visible(_kept(stage, opener)) == _visible(typed)


async def _opened(stage: FuzzStage, opener: str, person: Person, pick: int) -> Form | None:
    if opener.startswith("answer"):
        which = 0 if opener.endswith("hopes") else 1
        return (await stage.act(person.press(stage.questions[which], 0))).form
    return (await stage.act(person.slash(opener, force=True, options=_choices(opener, pick)))).form


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


async def _sent(stage: FuzzStage, person: Person, form: Form, entries: dict[str | int, Any]) -> Response:
    stage.watch.own_words = form.custom_id.startswith("announce")
    return await stage.act(person.submit(form, entries))


def _kept(stage: FuzzStage, opener: str) -> str:
    """The text that was written down last."""
    table = "key_message_versions" if opener.startswith("key") else "answers"
    at = "written_at" if opener.startswith("key") else "coalesce(edited_at, answered_at)"
    return str(stage.rows(f"select text from {table} where text is not null order by {at} desc limit 1")[0]["text"])


def _visible(text: str) -> str:
    """What can be seen of it: lone halves of characters, controls and the kind of space do not count."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in whole if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd")


@pytest.mark.parametrize("command", ["roster import", "attendance import"])
def test_a_strange_file_is_taken_or_refused_kindly_in_bounded_memory(stage: FuzzStage, command: str) -> None:
    before, _ = stage.memory()
    for name, file in uploads.strange().items():
        exchange = stage.run(_brought(stage, command, file))
        assert exchange.reply, name
        if file.size > uploads.MEGABYTE or file.times > 1:
            assert stage.refused(exchange), name
    _, most = stage.memory()
    assert most - before < 150, f"{most - before} MiB more than before"


@examples(50)
@given(command=st.sampled_from(["roster import", "attendance import"]), file=uploads.damaged())
def test_a_damaged_file_is_taken_or_refused_kindly(stage: FuzzStage, command: str, file: File) -> None:
    stage.run(_brought(stage, command, file))


async def _brought(stage: FuzzStage, command: str, file: File) -> Response:
    session = {"session": "second"} if command.startswith("attendance") else {}
    exchange = await stage.act(stage.aide.slash(command, options={"file": file, **session}))
    apply = next((b for b in (exchange.reply.buttons if exchange.reply else []) if "apply" in b["custom_id"]), None)
    if apply and exchange.reply:
        await stage.act(stage.aide.press(exchange.reply, apply["custom_id"]))
    return exchange


def test_of_a_file_that_says_it_is_large_no_byte_is_fetched(stage: FuzzStage) -> None:
    sent = stage.run(_sent_of(stage, File("big.csv", b"x" * uploads.MEGABYTE, times=100)))
    assert sent == 0


def test_a_file_larger_than_it_says_is_cut_off(stage: FuzzStage) -> None:
    sent = stage.run(_sent_of(stage, File("liar.csv", b"x" * uploads.MEGABYTE, times=100, claimed=300)))
    assert uploads.MEGABYTE < sent < 30 * uploads.MEGABYTE  # the kernel's own buffers hold some of it


async def _sent_of(stage: FuzzStage, file: File) -> int:
    await stage.act(stage.aide.slash("roster import", options={"file": file}))
    files = stage.stage.server.world.files
    return max(kept.sent for kept in files.all() if kept.filename == file.filename)


@examples(20)
@given(name=values.names(), text=values.text(1, 300))
def test_whatever_someone_is_called_they_take_part(stage: FuzzStage, name: str, text: str) -> None:
    stage.run(_take_part(stage, name, text))


async def _take_part(stage: FuzzStage, name: str, text: str) -> None:
    person = stage.passer_by
    person.user.name = name
    there = stage.rows("select administration from participants where discord_id = ?", person.id)
    other = "NE" if not there or there[0]["administration"] != "NE" else "ML"
    await stage.act(person.slash("join", administration=other))
    await stage.act(person.slash("checkin"))
    await stage.act(person.slash("floor request"))
    await stage.act(stage.aide.slash("attendance mark", member=person, session="second", status="late", reason=text))
    await stage.act(stage.aide.slash("session floor", action="next"))
    for command in ("roster show", "attendance show"):
        await stage.act(stage.aide.slash(command))


@examples(140)
@given(data=st.data())
def test_whatever_is_typed_in_an_option_is_taken_or_refused_kindly(stage: FuzzStage, data: st.DataObject) -> None:
    commands = [c for c in tree.commands(stage.stage.server) if c.is_free and not c.takes_file]
    command = data.draw(st.sampled_from(commands))
    person = data.draw(st.sampled_from([stage.organiser, stage.aide, stage.awa]))
    options = data.draw(tree.options(command, stage.people))
    with _as_the_client_lets_through():
        stage.run(_use(stage, person, command.name, options))


async def _use(stage: FuzzStage, person: Person, command: str, options: dict[str, Any]) -> None:
    stage.watch.own_words = command.startswith("announce")
    await stage.act(person.slash(command, force=True, options=options))


@examples(50)
@given(data=st.data())
def test_whatever_is_searched_for_there_are_suggestions_or_none(stage: FuzzStage, data: st.DataObject) -> None:
    declared = [
        (command, option["name"])
        for command in tree.commands(stage.stage.server)
        for option in command.options
        if option.get("autocomplete")
    ]
    command, option = data.draw(st.sampled_from(declared))
    typed = data.draw(values.text(0, 6000) | st.just(""))

    async def search() -> None:
        await stage.aide.suggest(command.name, option, typed, force=True)
        assert not [*stage._amiss()]

    stage.run(search())


def test_a_workshop_file_that_came_to_harm_is_read_out_in_its_frame(stage: FuzzStage) -> None:
    """`/workshop reload` names the faults in a frame of code that nothing in the file can break."""
    file = stage.folder / "config" / "workshops" / "e2e.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n'```\u200b @everyone': x\n'# ```': [*a]\n", encoding="utf-8")
    stage.watch.own_words = True
    try:
        exchange = stage.run(stage.act(stage.organiser.slash("workshop reload")))
    finally:
        file.write_text(before, encoding="utf-8")
    assert exchange.reply
    assert exchange.reply.text.count("```") == 2
    assert stage.look() == []


def test_what_was_written_is_shown_in_order(stage: FuzzStage) -> None:
    """After all of it: every listing, to an organiser and to a coordinator, in both languages."""

    async def read() -> None:
        for person in (stage.organiser, stage.aide, stage.awa, stage.mary):
            for command in READERS:
                stage.watch.own_words = False
                await stage.act(person.slash(command, force=True))

    stage.run(read(), 120)


def test_what_was_written_is_published_in_order(stage: FuzzStage) -> None:
    """Key messages, answers and announcements, before everyone: the watch has looked at each of them."""

    async def publish() -> None:
        await stage.act(stage.aide.slash("synthesis publish", override=True))
        await stage.act(stage.aide.slash("prompt results", force=True, prompt="hopes", publish=True))
        await stage.act(stage.organiser.slash("prompt nudge", force=True))
        unposted = "select 1 from publication_posts where message_id is null"
        await stage.stage.eventually(
            lambda: stage.rows("select 1 from publication_posts") and not stage.rows(unposted), 30, "publication"
        )
        due = "select 1 from announcements where kind = 'notice' and status in ('due', 'claimed') and due_at < ?"
        await stage.stage.eventually(lambda: not stage.rows(due, datetime.now(UTC).isoformat()), 30, "announcements")
        await stage.act(stage.awa.slash("now"))

    stage.run(publish(), 120)
    assert stage.rows("select 1 from announcements where kind = 'notice' and status in ('sent', 'late')")
    assert not stage.rows("select 1 from announcements where status = 'failed'")


def test_the_bot_has_not_grown(stage: FuzzStage) -> None:
    now, _most = stage.memory()
    assert now - stage.at_first < 100, f"from {stage.at_first} to {now} MiB"


def test_all_of_it_is_exported_and_can_be_opened_again(stage: FuzzStage, tmp_path: Path) -> None:
    workshop, faults = read_workshop(stage.folder / "config" / "workshops" / "e2e.yaml", frozenset({"fr", "en"}))
    assert workshop, faults
    database, now = stage.folder / "data" / "atelier.db", datetime.now(UTC)
    for format in ("json", "csv", "xlsx", "docx", "html"):
        stage.run(export(database, workshop, format, "fr", tmp_path / f"all.{format}", now), 120)
    texts = exported.of_json(tmp_path / "all.json")
    assert sum(map(len, texts.values())) > 50
    assert exported.of_csv(tmp_path / "all.csv") == exported.as_csv(texts)
    whole = exported.of_xlsx(tmp_path / "all.xlsx")
    assert [t for each in texts.values() for t in exported.shown(iter(each)) if t not in whole] == []
    report, (page, tags) = exported.of_docx(tmp_path / "all.docx"), exported.of_html(tmp_path / "all.html")
    assert "script" not in tags
    for text in map(exported.squeezed, texts["key_messages"]):
        assert text in report
        assert text in page
