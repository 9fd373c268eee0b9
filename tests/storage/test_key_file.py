"""Keys that several threads make at once are all kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.storage.keys import KeyFile


def test_keys_made_by_several_threads_at_once_are_all_kept(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "bot.keys")
    names = [f"key {number}" for number in range(60)]
    with ThreadPoolExecutor(8) as threads:
        made = dict(zip(names, threads.map(file.key, names), strict=True))
    assert {name: KeyFile(tmp_path / "bot.keys").get(name) for name in names} == made
