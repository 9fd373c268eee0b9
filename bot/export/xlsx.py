"""The tables as a workbook in the reader's language: a summary sheet, then the others (`sheets/`)."""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import IO, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.programme import Workshop
from bot.export import xlsx_style as style
from bot.export.headings import column_name
from bot.export.sheets import sheets_of
from bot.export.sheets.attendance_grid import AttendanceGrid, write_grid
from bot.export.sheets.names import Names
from bot.export.store import ExportStore
from bot.export.table import Column, Table, Type
from bot.export.xlsx_rows import Styles, rows_as_xml
from bot.export.xlsx_summary import write_summary
from bot.i18n.catalogue import Phrases, phrases
from bot.i18n.formats import Formats

_END_OF_ROWS = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_FIRST_ROW = 2


def write_xlsx(store: ExportStore, tables: Sequence[Table], language: str, target: BinaryIO) -> None:
    """Write the workbook.

    The rows go to temporary files first, because the summary on the first sheet needs their number.
    """
    workshop, _ = store.workshop, phrases(language)
    names = Names(workshop, _)
    book = Workbook()
    book.properties.title = _.of(workshop.title)
    book.properties.creator = "Atelier"
    book.properties.created = book.properties.modified = store.now.replace(tzinfo=None, microsecond=0)
    styles = style.styles_of(book, _)
    summary = book.worksheets[0]
    summary.title = _("Summary")
    with ExitStack() as stack:
        bodies, counts = {}, {}
        for sheet in sheets_of(store, tables, names, _):
            page: Worksheet = book.create_sheet(_free_name(book, sheet.title))
            if isinstance(sheet.content, AttendanceGrid):
                write_grid(page, sheet.content, names, Formats(language, workshop.zone), _)
                counts[page.title] = len(sheet.content.groups)
            else:
                bodies[page.title] = body = stack.enter_context(tempfile.TemporaryFile())
                counts[page.title] = _write_table(page, sheet.content, styles, workshop, body, _)
        write_summary(summary, _, workshop, counts, store.responses(), store.now)
        _assemble(book, bodies, target)


def _write_table(page: Worksheet, table: Table, styles: Styles, workshop: Workshop, body: IO[bytes], _: Phrases) -> int:
    """Write the headings of `table` to `page`, and its rows to `body`, for `_assemble`. Returns the number of rows."""
    headings = [_heading(_, column, workshop) for column in table.columns]
    widths = [style.width(column, heading) for column, heading in zip(table.columns, headings, strict=True)]
    style.write_headings(page, headings, widths)
    count = 0
    for row in rows_as_xml(table, styles, widths, workshop.zone, _FIRST_ROW):
        body.write(row.encode())
        count += 1
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count + 1}"
    style.printable(page)
    return count


def _heading(_: Phrases, column: Column, workshop: Workshop) -> str:
    name = column.heading or column_name(_, workshop, column)
    if column.type is Type.INSTANT:
        return _("%(column)s (%(zone)s)", column=name, zone=workshop.timezone)
    return name


def _free_name(book: Workbook, name: str) -> str:
    """A name that Excel accepts: at most 31 characters, without `[]:*?/\\`, and unused."""
    base = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31]
    taken, free, number = {title.casefold() for title in book.sheetnames}, base, 2
    while free.casefold() in taken:
        free, number = f"{base[:28]} {number}", number + 1
    return free


def _assemble(book: Workbook, bodies: Mapping[str, IO[bytes]], target: BinaryIO) -> None:
    """Write openpyxl's workbook to `target`, and insert `bodies` into the sheets with these titles."""
    bare = io.BytesIO()
    extents = {sheet.title: str(sheet.auto_filter.ref) for sheet in book.worksheets}
    title_of = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book.worksheets, 1)}
    book.save(bare)
    with zipfile.ZipFile(bare) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            content, title = source.read(member), title_of.get(member.filename, "")
            if title in bodies:
                _write_sheet(archive, member, content, bodies[title], extents[title])
            else:
                archive.writestr(member, content)


def _write_sheet(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes, body: IO[bytes], extent: str
) -> None:
    before, after = _DIMENSION.sub(b'<dimension ref="%s"' % extent.encode(), content).split(_END_OF_ROWS)
    body.seek(0)
    fresh = zipfile.ZipInfo(member.filename, member.date_time)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(fresh, "w", force_zip64=True) as file:
        file.write(before)
        while chunk := body.read(1 << 16):
            file.write(chunk)
        file.write(_END_OF_ROWS + after)
