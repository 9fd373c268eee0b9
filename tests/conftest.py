"""For every test."""

from __future__ import annotations

from hypothesis import settings

# No test asserts how long something takes: a machine that does something else for a moment is no fault.
settings.register_profile("atelier", deadline=None)
settings.load_profile("atelier")
