"""A small valid workshop file, and ways to break it."""

from collections.abc import Iterable
from pathlib import Path

from bot.workshop_file import Fault, read_workshop
from tests.i18n.helpers import untranslated

LANGUAGES = frozenset({"fr", "en"})

SMALL = """\
id: small
guild: null
timezone: Europe/Paris
languages: [fr, en]
title: {fr: Atelier, en: Workshop}
roles: {organiser: Secretariat}
channels: {plenary: salle, interpreters: null}
registration: open
reminders: [1d, 10m]
late_grace: 15m
attendance: {present_after: 50%, code: false}
link: https://example.org/room
mention: [opening]
administrations:
  - {code: MW, name: {fr: Malawi, en: Malawi}, language: en, timezone: Africa/Blantyre}
  - {code: ML, name: {fr: Mali, en: Mali}, language: fr, timezone: Africa/Bamako}
themes:
  - {id: transparency, text: {fr: Transparence, en: Transparency}}
  - {id: automation, text: {fr: Automatisation, en: Automation}}
days:
  - date: 2021-03-26
    title: {fr: Vendredi, en: Friday}
    sessions:
      - id: opening
        title: {fr: Ouverture, en: Opening}
        description: {fr: Bienvenue, en: Welcome}
        start: 11:00
        duration: 30m
        speakers: [Someone]
        themes: [transparency]
        prompts:
          - {id: hopes, kind: open, text: {fr: Quoi, en: What}, max_length: 600}
          - {id: mood, kind: scale, anonymous: true, text: {fr: Va, en: How}, scale: {low: {fr: Mal, en: Bad}, high: {fr: Bien, en: Good}}}
          - id: pick
            kind: choice
            by: administration
            text: {fr: Lequel, en: Which}
            options:
              - {id: a, text: {fr: Un, en: One}}
              - {id: b, text: {fr: Deux, en: Two}}
          - {id: turn, kind: round, text: {fr: Tour, en: Round}}
      - {id: work, title: {fr: Travail, en: Work}, start: 12:00, duration: 1h}
  - date: 2021-03-28
    title: {fr: Dimanche, en: Sunday}
    sessions:
      - {id: messages, title: {fr: Messages, en: Messages}, start: 9:30, duration: 1h}
key_messages: {opens: messages, closes: 2021-03-28T18:00, per_administration: 3, reminders: [1h]}
evaluations:
  - id: final
    title: {fr: Bilan, en: Review}
    opens: messages
    closes: 2021-03-30T18:00
    questions:
      - {id: useful, kind: scale, text: {fr: Utile, en: Useful}, low: {fr: Non, en: No}, high: {fr: Oui, en: Yes}}
      - {id: best, kind: choice, text: {fr: Quoi, en: What}, options: [{id: a, text: {fr: Un, en: One}}, {id: b, text: {fr: Deux, en: Two}}]}
"""  # noqa: E501 - one entry a line


def spoiled(*changes: tuple[str, str]) -> str:
    """The small workshop, each first text replaced by the second where it first stands."""
    words = SMALL
    for old, new in changes:
        assert old in words, old
        words = words.replace(old, new, 1)
    return words


def faults_of(folder: Path, words: str | bytes) -> list[str]:
    """The faults of a file that holds `words`, without its name."""
    return [f"{fault.line}: {fault.what}; {fault.would_do}" for fault in raw_faults_of(folder, words)]


def raw_faults_of(folder: Path, words: str | bytes) -> list[Fault]:
    file = folder / "small.yaml"
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return checked(read_workshop(file, LANGUAGES)[1])


def checked(faults: Iterable[Fault]) -> list[Fault]:
    """The faults themselves: nothing of them stays English for those who read French."""
    found = list(faults)
    assert [part for fault in found for part in untranslated(fault.sentence(), "fr")] == []
    return found
