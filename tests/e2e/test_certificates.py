"""Certificates over the wire: before any session, with one person who attended enough, with nobody."""

from io import BytesIO

from docx import Document

from tests.e2e.harness import Harness, bilingual
from tests.e2e.session_workshop import SessionWorkshop, attached_files, settled

TEXT = {"fr": "%(name)s : %(sessions)s séance", "en": "%(name)s: %(sessions)s session"}


async def test_certificates_for_those_who_were_there(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([], certificate={"title": bilingual("Diploma"), "text": TEXT})
    early = await settled(harness.organiser, "export certificates")
    assert early.reply.attachments == []
    assert "No session has ended yet" in early.text

    await settled(prepared.awa, "checkin")
    await settled(prepared.facilitator, "session end")
    made = await settled(harness.organiser, "export certificates", share=1)
    assert "1 certificate" in made.text
    document = Document(BytesIO(attached_files(made.reply)["e2e.certificates.docx"]))
    said = [each.text for each in document.paragraphs]
    assert "Awa : 1 séance" in said
    assert "Diploma" in " ".join(said)

    nobody = await settled(harness.organiser, "export certificates", share=100)
    assert nobody.reply.attachments == []
    assert "Nobody attended at least 100%" in nobody.text
    refused = await prepared.awa.slash("export certificates", force=True)
    assert refused.reply is not None
    assert refused.reply.attachments == []
    noted = harness.rows("select detail from audit where action = 'export certificates' order by id")
    assert [row["detail"] for row in noted] == ["share 75 %", "share 1 %", "share 100 %"]
    assert harness.server.violations == []
