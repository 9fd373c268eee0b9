"""A workshop's YAML file, read into the domain: every fault at once, each with its line and what would do."""

from bot.faults import Fault
from bot.workshop_file.reading import read_workshop, read_workshops

__all__ = ["Fault", "read_workshop", "read_workshops"]
