"""The paths the stand-in answers; any other is Discord's 404 and a violation."""

from __future__ import annotations

from fakecord.http.routing import Routes
from fakecord.routes import (
    application,
    callbacks,
    channels,
    commands,
    followups,
    guilds,
    messages,
    roles,
    scheduled_events,
    voice,
)

SUBJECTS = (
    application, callbacks, channels, commands, followups, guilds, messages, roles, scheduled_events, voice,
)  # fmt: skip
all_routes = Routes(*(subject.routes for subject in SUBJECTS))
