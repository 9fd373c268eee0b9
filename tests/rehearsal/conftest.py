"""The transcript is tested on fakecord too."""

from tests.fakecord.conftest import BareClient, api, clock, guild, person, running, server

__all__ = ["BareClient", "api", "clock", "guild", "person", "running", "server"]
