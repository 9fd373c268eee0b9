"""Screenshots of a rehearsal's transcript, taken by Chromium, for the README.

python -m bot.rehearsal.screenshots rehearsal/transcript.html docs/pictures
"""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEADLESS_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
DARK_OPTION = "--blink-settings=preferredColorScheme=0"


@dataclass(frozen=True, slots=True)
class Screenshot:
    """One screenshot; sizes are in pixels."""

    name: str
    width: int
    height: int
    dark: bool = False


SCREENSHOTS = (
    Screenshot("chat", 1200, 1000),
    Screenshot("chat-dark", 1200, 1000, dark=True),
    Screenshot("chat-phone", 390, 844),
)


def take_screenshots(transcript: Path, folder: Path, session: str | None = None) -> list[Path]:
    """Take every screenshot, from `session` on (by default the first that was held). Returns the PNG files."""
    page = transcript.read_text(encoding="utf-8")
    anchor = f"session-{session}" if session else _first_session(page)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="atelier-picture-") as scratch:
        opened = Path(scratch) / "page.html"
        opened.write_text(page_from(page, anchor), encoding="utf-8")
        return [_take(opened, folder / f"{picture.name}.png", picture, Path(scratch)) for picture in SCREENSHOTS]


def page_from(page: str, anchor: str) -> str:
    """The page without what comes before `anchor`: a headless browser takes its screenshot from the top."""
    hidden = f"main>header,.day:not(:has(#{anchor})),.day>*:has(~#{anchor})" + "{display:none!important}"
    return page.replace("</style>", f"{hidden}</style>", 1)


def _first_session(page: str) -> str:
    found = re.search(r'<div class="session" id="(session-[\w-]+)"', page)
    if found is None:
        raise SystemExit("no session was held in this transcript")
    return found[1]


def _take(page: Path, target: Path, picture: Screenshot, scratch: Path) -> Path:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("taking pictures needs Chromium: apt install chromium")
    options = [
        *([DARK_OPTION] if picture.dark else []),
        f"--user-data-dir={scratch / picture.name}",
        f"--window-size={picture.width},{picture.height}",
        f"--screenshot={target.resolve()}",
    ]
    subprocess.run([browser, *HEADLESS_OPTIONS, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    return target


if __name__ == "__main__":
    for taken in take_screenshots(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4]):
        print(taken)
