"""Reads the YAML file of a workshop. It reports every fault at once, each with its line and a suggestion."""

from bot.faults import Fault
from bot.workshop_file.reading import read_workshop, read_workshops

__all__ = ["Fault", "read_workshop", "read_workshops"]
