"""The API's endpoints. Any other path is answered 404 and counts as a violation."""

from fakecord.http.routing import Routes
from fakecord.routes import (
    application,
    callbacks,
    channels,
    commands,
    followups,
    guilds,
    messages,
    pins,
    roles,
    scheduled_events,
    threads,
    voice,
)

SUBJECTS = (
    application, callbacks, channels, commands, followups, guilds, messages, pins, roles, scheduled_events, threads,
    voice,
)  # fmt: skip
all_routes = Routes(*(subject.routes for subject in SUBJECTS))
