"""`/session outcome` over the wire.

A form with a field per language, the board, and a phone that shows the current text.
"""

from typing import Any

from fakecord import Person
from fakecord.people.form import Form
from tests.e2e.harness import Harness
from tests.e2e.session_workshop import SessionWorkshop, settled


async def open_form(person: Person, **options: Any) -> Form:
    form = (await person.slash("session outcome", **options)).form
    assert form
    return form


def board(harness: Harness) -> str:
    channel = harness.guild.channel("organisers")
    return next((m.text for m in channel.history if "Workshop status" in m.text), "")


async def test_a_facilitator_writes_what_came_of_a_session(harness: Harness) -> None:
    prepared = SessionWorkshop(harness)
    await prepared.open([])
    rapporteur = harness.coordinator("Rapporteur", "fr", phone=True)
    harness.guild.give(rapporteur, harness.guild.role("Facilitators"))
    form = await open_form(rapporteur)
    assert (form.title, form.labels) == ("Conclusions\u00a0: Opening (fr)", ["français", "English"])
    older = await open_form(prepared.facilitator, session="opening")
    written = await (await rapporteur.submit(form, {"fr": "Les 17 ont *dit* oui @everyone."})).settled()
    assert "> Les 17 ont *dit* oui @\u200beveryone." in written.text
    assert "Il manque encore\u00a0: English." in written.text

    await settled(prepared.facilitator, "session end", session="opening")
    await harness.until(lambda: "- Opening (en) (missing: English)" in board(harness), what="the missing language")
    added = await (await prepared.facilitator.submit(older, {"fr": "", "en": "All said yes."})).settled()
    assert "> Les 17 ont *dit* oui" in added.text  # the older form's empty field erased nothing
    await harness.until(lambda: "missing: English" not in board(harness), what="a complete outcome")
    assert "/session outcome" not in board(harness)

    form = await open_form(rapporteur)
    assert [field.value for field in form.fields] == ["Les 17 ont *dit* oui @everyone.", "All said yes."]
    older = await open_form(prepared.facilitator)
    await rapporteur.submit(form, {"en": ""})
    assert [field.value for field in (await open_form(rapporteur)).fields][1] == ""
    refused = await (await prepared.facilitator.submit(older, {"fr": "Autre."})).settled()
    assert "Nothing was overwritten" in refused.text
    await harness.until(lambda: "- Opening (en) (missing: English)" in board(harness), what="the missing language")
    assert harness.server.violations == []
