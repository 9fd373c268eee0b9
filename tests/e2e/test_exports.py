"""Reports over the wire."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from tests.e2e.command_line import run
from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled

OPEN: dict[str, Any] = {"id": "exp", "kind": "open", "text": bilingual("What?")}


async def test_a_report_comes_in_either_language_and_the_export_is_logged(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    docx = attached_files((await settled(harness.organiser, "export report", format="docx", language="fr")).reply)
    assert Document(BytesIO(docx["e2e.report.fr.docx"])).paragraphs
    html = attached_files((await settled(harness.organiser, "export report", format="html", language="en")).reply)
    assert b'<html lang="en"' in html["e2e.report.en.html"]
    refused = await prepared.mary.slash("export report", format="html", language="en", force=True)
    assert "organiser" in refused.text
    noted = harness.rows("select action, detail from audit where action like 'export%' order by id")
    assert [tuple(row.values()) for row in noted] == [("export report", "docx fr"), ("export report", "html en")]
    made = harness.rows("select detail from audit where action = 'workshop setup'")
    assert [row["detail"].split(", ")[:2] for row in made] == [["Organisers", "Facilitators"]]
    assert harness.server.violations == []


@pytest.mark.slow
async def test_a_file_above_the_upload_limit_is_zipped_or_left_to_the_command_line(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([OPEN])
    whole = attached_files((await settled(harness.organiser, "export report", format="html", language="en")).reply)
    harness.guild.upload_limit = len(whole["e2e.report.en.html"]) // 2  # each interaction has the limit
    zipped = attached_files((await settled(harness.organiser, "export report", format="html", language="en")).reply)
    with ZipFile(BytesIO(zipped["e2e.report.en.html.zip"])) as archive:
        assert b'<html lang="en"' in archive.read("e2e.report.en.html")

    harness.guild.upload_limit = 10_000
    told = await settled(harness.organiser, "export report", format="docx", language="fr")
    assert told.reply.attachments == []
    command = re.search(r"`python run\.py (export [^`]+)`", told.text)
    assert command is not None
    done, errors = await run(harness.folder, *command[1].split())
    assert (done, errors) == (0, "")
    assert Document(str(harness.folder / "e2e.report.fr.docx")).paragraphs
    assert harness.server.violations == []
