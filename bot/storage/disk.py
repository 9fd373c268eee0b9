"""Having on the disk what was written, whatever happens to the machine a moment later."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until the file at `path`, or a folder's list of files, is on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows has no such thing for folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
