"""The report as one HTML file that contains its styles and pictures, and no script."""

import base64
from pathlib import Path
from typing import BinaryIO

from bot.export.document import Document, Figure
from bot.export.page_template import page_template
from bot.export.plots import Pictures

TEMPLATE = Path(__file__).parent / "templates" / "report.html"


def write_html(document: Document, target: BinaryIO, pictures: Pictures) -> None:
    def picture(figure: Figure) -> str:
        return f"data:image/svg+xml;base64,{base64.b64encode(pictures.svg(figure.plot)).decode()}"

    target.writelines(part.encode() for part in page_template(TEMPLATE).generate(document=document, picture=picture))
