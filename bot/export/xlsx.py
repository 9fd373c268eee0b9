"""The tables as a workbook: a summary sheet, then a sheet for each table, named in the reader's language."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import IO, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.programme import Workshop
from bot.export import xlsx_style as style
from bot.export.headings import column_name, table_name
from bot.export.table import Column, Table, Type
from bot.export.xlsx_rows import Styles, rows_as_xml
from bot.export.xlsx_summary import write_summary
from bot.i18n.catalogue import Phrases, phrases

_END_OF_ROWS = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_FIRST_ROW = 2


def write_xlsx(
    tables: Sequence[Table],
    workshop: Workshop,
    language: str,
    target: BinaryIO,
    now: datetime,
    responses: Mapping[str, int],
) -> None:
    """`responses` are those to each evaluation.

    The rows go to temporary files first, because the summary on the first sheet has their number.
    """
    _ = phrases(language)
    book = Workbook()
    book.properties.title = _.of(workshop.title)
    book.properties.creator = "Atelier"
    book.properties.created = book.properties.modified = now.replace(tzinfo=None, microsecond=0)
    styles = style.styles_of(book, _)
    with ExitStack() as stack:
        bodies, counts = [], {}
        for table in tables:
            body = stack.enter_context(tempfile.TemporaryFile())
            counts[table.name] = _write_rows(table, styles, _widths(table, _, workshop), workshop, body)
            bodies.append(body)
        write_summary(book.worksheets[0], _, workshop, tables, counts, responses, now)
        for table in tables:
            _add_sheet(book, _, workshop, table, counts[table.name])
        _assemble(book, bodies, target)


def _widths(table: Table, _: Phrases, workshop: Workshop) -> list[float]:
    return [style.width(column, _heading(_, column, workshop)) for column in table.columns]


def _write_rows(table: Table, styles: Styles, widths: Sequence[float], workshop: Workshop, body: IO[bytes]) -> int:
    count = 0
    for row in rows_as_xml(table, styles, widths, workshop.zone, _FIRST_ROW):
        body.write(row.encode())
        count += 1
    return count


def _add_sheet(book: Workbook, _: Phrases, workshop: Workshop, table: Table, count: int) -> None:
    """Add the sheet of `table` with its headings; `_assemble` adds the rows."""
    sheet: Worksheet = book.create_sheet(_free_name(book, table_name(_, workshop, table)))
    for place, (column, width) in enumerate(zip(table.columns, _widths(table, _, workshop), strict=True), 1):
        style.as_heading(sheet.cell(1, place, _heading(_, column, workshop)))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count + 1}"
    style.printable(sheet)
    sheet.print_title_rows = "1:1"


def _heading(_: Phrases, column: Column, workshop: Workshop) -> str:
    name = column_name(_, workshop, column)
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


def _assemble(book: Workbook, bodies: Iterable[IO[bytes]], target: BinaryIO) -> None:
    """Write openpyxl's workbook to `target`, and insert `bodies` into the second and the following sheets."""
    bare = io.BytesIO()
    extents = [sheet.auto_filter.ref for sheet in book.worksheets]
    book.save(bare)
    with zipfile.ZipFile(bare) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        rows_of = {f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(bodies, 2)}
        for member in source.infolist():
            content = source.read(member)
            body = rows_of.get(member.filename)
            if body is None:
                archive.writestr(member, content)
            else:
                number = int(re.sub(r"\D", "", member.filename))
                _write_sheet(archive, member, content, body, str(extents[number - 1]))


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
