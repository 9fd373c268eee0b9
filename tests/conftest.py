"""For every test."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts how long something takes: a machine that does something else for a moment is no fault.
settings.register_profile("atelier", deadline=None)
settings.load_profile("atelier")
# The commands speak the language of the terminal.
os.environ["LC_ALL"] = "C.UTF-8"


HERE = Path(__file__).parent
SLOW = {
    "e2e": (
        *("absences", "admission", "announce_edit", "announcement_failures", "any_python"),
        *("api_address", "attendance_reports", "clocks", "command_names", "connection_failures"),
        *("coordinators_role", "direct_messages", "edited_in_place", "editions", "erasure"),
        *("evaluation", "former_people", "found_by_name", "handouts", "interrupted_replies", "limits"),
        *("machine_failures", "next_edition", "outcomes", "own_words", "phone_forms", "private_files"),
        *("quiet", "rate_limits", "reload_people", "reload_troubles", "restored_codes"),
        *("scheduled_events", "server_choice", "server_rules", "shards", "shutdown", "status_board"),
        *("still_true", "threads_and_settings", "try_to_the_end", "two_at_once", "who_is_who"),
        *("workshop_day"),
    ),
    "export/handouts": ("on_paper",),
    "fakecord/page": ("chat", "components"),
    "rehearsal": ("kills", "tryout", "tryout_troubles", "tryout_with_codes"),
    "replication": ("litestream",),
}
"""Files of rare troubles, by folder: `make test` leaves them to `make test-slow`, as single tests marked `slow`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow = {HERE / folder / f"test_{name}.py" for folder, names in SLOW.items() for name in names}
    for item in items:
        if item.path in slow:
            item.add_marker(pytest.mark.slow)
