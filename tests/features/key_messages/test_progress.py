"""The progress on the previous edition's key messages: it is entered and shown in the present edition."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.announcement_kind import AnnouncementKind
from bot.core.errors import TextTooLong
from bot.core.programme import Day
from bot.export.document import Quotation, QuotedText
from bot.export.report import report
from bot.export.snapshot import snapshot
from bot.export.store import ExportStore
from bot.features.announcements.model import Announcement
from bot.features.key_messages import progress_service, progress_text
from bot.features.key_messages.errors import NoPreviousEdition, UnknownMessage
from bot.features.key_messages.progress_content import agenda
from bot.features.key_messages.progress_errors import ProgressChanged
from bot.features.key_messages.progress_model import Progress, ProgressStatus
from bot.i18n.catalogue import phrases
from bot.i18n.formats import Formats
from bot.workshop.context import WorkshopContext
from tests.features.key_messages.desk_workshop import SECRETARIAT, DeskWorkshop, workshop
from tests.features.key_messages.helpers import publish, write

DONE = Progress(ProgressStatus.DONE, {"fr": "Le réseau *vit*", "en": "The network lives"})


async def next_edition(desk: DeskWorkshop) -> WorkshopContext:
    context = desk.context
    (first,) = workshop().days
    days = (first, Day(2, date(2021, 3, 18), first.title, first.sessions))
    second = workshop(id="second", previous="desk", desk=None, days=days)
    return await WorkshopContext.open(second, context.database, desk.clock, context.keys)


async def test_published_messages_of_the_edition_before_can_be_followed(desk: DeskWorkshop) -> None:
    await publish(desk, "MW 1")
    await write(desk, "ML 1", "Never published")
    second = await next_edition(desk)
    assert [each.message.reference for each in await progress_service.followed(second)] == ["MW-1"]
    assert await progress_service.known(second) == []
    with pytest.raises(UnknownMessage):
        await progress_service.find(second, "ML-1")
    with pytest.raises(NoPreviousEdition):
        await progress_service.find(desk.context, "MW-1")
    await progress_service.write(second, SECRETARIAT, "mw-1", DONE, None, current=True)
    (known,) = await progress_service.known(second)
    assert known.progress == DONE
    rows = await second.database.rows("select workshop, action, target, detail from audit where workshop = 'second'")
    assert [tuple(row) for row in rows] == [("second", "synthesis progress", "desk MW-1", "done")]
    english, french = (progress_text.list_blocks(phrases(code), [known])[1] for code in ("en", "fr"))
    assert "Keep the network" in english
    assert "done" in english
    assert "Gardez le réseau" in french
    assert "Le réseau \\*vit\\*" in french


async def test_two_organisers_do_not_overwrite_each_other(desk: DeskWorkshop) -> None:
    await publish(desk, "MW 1")
    second = await next_edition(desk)
    await progress_service.write(second, SECRETARIAT, "MW-1", DONE, None, current=True)
    other = Progress(ProgressStatus.UNDER_WAY, {})
    for seen, current in ((None, True), (DONE, False)):
        with pytest.raises(ProgressChanged):
            await progress_service.write(second, SECRETARIAT, "MW-1", other, seen, current=current)
    await progress_service.write(second, SECRETARIAT, "MW-1", DONE, None, current=False)  # the same: nothing to say
    await progress_service.write(second, SECRETARIAT, "MW-1", other, DONE, current=True)
    assert (await progress_service.find(second, "MW-1")).progress == other
    long = Progress(ProgressStatus.DONE, {"en": "x" * 501})
    with pytest.raises(TextTooLong):
        await progress_service.write(second, SECRETARIAT, "MW-1", long, other, current=True)


async def test_the_first_agenda_begins_with_them_and_no_other_does(desk: DeskWorkshop) -> None:
    for _each in range(3):
        await publish(desk, "MW 1")
        await publish(desk, "ML 1")
    second = await next_edition(desk)
    for followed in await progress_service.followed(second):
        await progress_service.write(second, SECRETARIAT, followed.message.reference, DONE, None, current=True)

    async def text(day: str, language: str) -> str:
        content = await agenda(
            second, Announcement(f"agenda/{day}", AnnouncementKind.AGENDA, day, "", second.now()), False
        )
        assert content is not None
        return content.say(phrases(language), Formats(language, second.workshop.zone))

    first = await text("2021-03-17", "en")
    assert first.startswith(
        "**What became of last time’s key messages**\n- **ML-1** Keep the network: done – The network"
    )
    assert "1 more in /keymessage list." in first
    assert "**Today's agenda**" in first
    assert (await text("2021-03-17", "fr")).startswith("**Suite donnée")
    assert (await text("2021-03-18", "en")).startswith("**Today's agenda**")


async def test_the_report_begins_with_them(desk: DeskWorkshop, tmp_path: Path) -> None:
    await publish(desk, "MW 1")
    second = await next_edition(desk)
    await progress_service.write(second, SECRETARIAT, "MW-1", DONE, None, current=True)
    with snapshot(tmp_path / "desk.db") as connection:
        document = report(ExportStore.of(connection, second.workshop, second.now()), "fr")
    assert document.sections[:2] == ["Suite donnée aux messages clés de la dernière fois", "Projet d’article"]
    first = next(block for block in document.blocks if isinstance(block, Quotation))
    assert first == Quotation((QuotedText("Gardez le réseau", "fr"),), "MW-1 · réalisé", "Le réseau *vit*")
