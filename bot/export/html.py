"""The report as one HTML file that contains its styles and pictures, and no script."""

from pathlib import Path
from typing import BinaryIO

from bot.export.document import Document, Figure
from bot.export.page_template import data_url, write_page
from bot.export.plots import Pictures

TEMPLATE = Path(__file__).parent / "templates" / "report.html"


def write_html(document: Document, target: BinaryIO, pictures: Pictures) -> None:
    def picture(figure: Figure) -> str:
        return data_url("image/svg+xml", pictures.svg(figure.plot))

    write_page(TEMPLATE, target, document=document, picture=picture)
