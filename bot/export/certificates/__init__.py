"""Certificates of attendance: one Word document, a page for each person who was there for long enough."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CertificateCounts:
    """How many certificates were written, how many sessions have ended, and how many are still to be held."""

    people: int
    ended: int
    ahead: int
