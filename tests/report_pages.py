"""The pages of a report, as LibreOffice lays it out: an article on one, few of results, none that is nearly empty.

Not a test of CI, which has no LibreOffice: `make look` runs it.
"""

from pathlib import Path

from pypdf import PdfReader

CONTENTS, ANNEX = {"Contents", "Sommaire"}, {"Annex", "Annexe"}
MOST_RESULTS = 10
FEWEST_LINES = 5
"""Of a page, its number aside."""


def check_report(paper: Path) -> None:
    """Raises `SystemExit` with what is wrong."""
    pages = [[line.strip() for line in page.extract_text().splitlines()] for page in PdfReader(paper).pages]
    if not CONTENTS.intersection(pages[1]):
        raise SystemExit(f"{paper.name}: the article is longer than its page")
    annex = max(number for number, lines in enumerate(pages, 1) if ANNEX.intersection(lines))
    if annex - 1 > MOST_RESULTS:  # from the second page to the one on which the annex begins
        raise SystemExit(f"{paper.name}: the results have {annex - 1} pages")
    for number, lines in enumerate(pages, 1):
        if len([line for line in lines if line]) - 1 < FEWEST_LINES:
            raise SystemExit(f"{paper.name}: page {number} is nearly empty")
    print(f"{paper.name}: {len(pages)} pages, {annex - 1} of them results")
