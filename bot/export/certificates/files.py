"""Writes the certificates from a snapshot of the database."""

from datetime import datetime
from pathlib import Path

from bot.core.programme import Workshop
from bot.export.certificates import CertificateCounts
from bot.export.certificates.attendees import attendees, read_held
from bot.export.certificates.page import page
from bot.export.certificates.word_pages import write_pages
from bot.export.files import replacing
from bot.export.snapshot import snapshot
from bot.export.store import ExportStore
from bot.i18n.catalogue import phrases


def write_certificates(
    database_path: Path, workshop: Workshop, share: int, target: Path, now: datetime
) -> CertificateCounts:
    """Write a page for each person who attended at least `share` per cent. If there is nobody, no file is written.

    Raises an `ExportError`.
    """
    with snapshot(database_path) as connection:
        store = ExportStore.of(connection, workshop, now)
        held = read_held(store)
        people = attendees(store, held, share) if held else []
        ahead = sum(state.is_ahead or state.is_open for state in store.schedule.states.values())
    if held and people:
        title = phrases(workshop.first_language).of(workshop.title)
        pages = (page(workshop, held, each, now) for each in people)
        with replacing(target) as file:
            write_pages(pages, title, workshop.first_language, file, now)
    return CertificateCounts(len(people), len(held.registers) if held else 0, ahead)
