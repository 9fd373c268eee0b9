"""Makes sure that written files are on the disk, so that they survive a power failure."""

import os
import sys
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until the file at `path`, or the list of files of a folder, is on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows cannot do this for folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
