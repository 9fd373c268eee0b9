"""Runs `run.py` as in a terminal."""

import asyncio
import os
import sys
from pathlib import Path

from tests.e2e.harness import ROOT


async def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit status and standard error of `run.py` in `folder`."""
    status, _out, errors = await run_and_read(folder, *arguments, **environment)
    return status, errors


async def run_and_read(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of `run.py` in `folder`."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "run.py"), *arguments,
        cwd=folder, env={**clean, **environment}, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode is not None
    assert b"Traceback" not in errors
    return process.returncode, out.decode(), errors.decode()
