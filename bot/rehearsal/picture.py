"""Pictures of the chat, taken from a rehearsal's transcript by Chromium: for the README, and to look at.

python -m bot.rehearsal.picture rehearsal/transcript.html docs/pictures
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ALONE = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the page from a session on."""

    name: str
    width: int
    height: int
    dark: bool = False


PICTURES = (
    Picture("chat", 1200, 1000),
    Picture("chat-dark", 1200, 1000, dark=True),
    Picture("chat-phone", 390, 844),
)


def take(transcript: Path, folder: Path, session: str | None = None) -> list[Path]:
    """Take every picture, from `session` on (by default the first that was held); returns the PNG files."""
    page = transcript.read_text(encoding="utf-8")
    anchor = f"session-{session}" if session else _first_session(page)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="atelier-picture-") as scratch:
        opened = Path(scratch) / "page.html"
        opened.write_text(opened_at(page, anchor), encoding="utf-8")
        return [_shoot(opened, folder / f"{picture.name}.png", picture, Path(scratch)) for picture in PICTURES]


def opened_at(page: str, anchor: str) -> str:
    """The page with what stands before `anchor` left out: a headless browser takes its picture from the top."""
    hidden = f"main>header,.day:not(:has(#{anchor})),.day>*:has(~#{anchor})" + "{display:none!important}"
    return page.replace("</style>", f"{hidden}</style>", 1)


def _first_session(page: str) -> str:
    found = re.search(r'<div class="scene" id="(session-[\w-]+)"', page)
    if found is None:
        raise SystemExit("no session was held in this transcript")
    return found[1]


def _shoot(page: Path, target: Path, picture: Picture, scratch: Path) -> Path:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise SystemExit("taking pictures needs Chromium: apt install chromium")
    options = [
        *([DARK] if picture.dark else []),
        f"--user-data-dir={scratch / picture.name}",
        f"--window-size={picture.width},{picture.height}",
        f"--screenshot={target.resolve()}",
    ]
    subprocess.run([browser, *ALONE, *options, page.as_uri()], check=True, capture_output=True, timeout=120)
    return target


if __name__ == "__main__":
    for taken in take(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4]):
        print(taken)
