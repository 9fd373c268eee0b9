"""Writes a first workshop for its organisers to make their own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from string import Template

_BOT = """\
# How this bot runs. Every key is optional; what stands here is what it does by default.
# The token is never written here: it comes from the variable DISCORD_TOKEN or DISCORD_TOKEN_FILE.

database: data/atelier.db        # relative to the working directory
workshops: workshops             # the folder of workshop files, relative to this one
log:
  level: info                    # debug, info, warning or error
  format: text                   # text or json
shards: auto                     # connections to Discord: as many as it recommends, or a number
"""

_WORKSHOP = """\
# A workshop, to make your own. `python run.py check` names every fault with its line.
# Times are local to `timezone`. Durations are written 90s, 15m, 1h30m or 2d.
# Put every text in double quotes, and write it in each language of `languages`.

id: my-workshop                  # a-z, 0-9 and -; do not change it once the workshop has begun
guild: null                      # the id of the Discord server; null while the bot is in one server only
timezone: Europe/Brussels
languages: [en, fr]              # their order in bilingual messages
title: {en: "My workshop", fr: "Mon atelier"}

# Names or ids at Discord. `/workshop setup` makes what is missing.
roles: {organiser: Organisers, facilitator: Facilitators, coordinator: Coordinators}
channels:
  announcements: announcements   # one channel for all languages, or one each: {en: announcements, fr: annonces}
  plenary: plenary
  organisers: organisers
  key_messages: key-messages
  # interpreters: interpreters   # a channel where prompts and answers arrive, to be read aloud
  stage: Plenary                 # the voice or stage channel whose presence counts
# link: https://example.org/room # where the meeting is held, if not on Discord

registration: code               # code: with the administration's code; approval: by an organiser; open: by anyone
reminders: [1d, 1h, 10m]         # before each session
daily: {agenda: 2h, summary: 15m}    # before the day's first session; after its last
attendance: {opens: 15m, late_after: 10m, present_after: 50%, code: false}
retention: 365d                  # personal data is erased this long after the last day

administrations:
  - {code: BE, name: {en: "Belgium", fr: "Belgique"}, language: fr, timezone: Europe/Brussels}
  - {code: IE, name: {en: "Ireland", fr: "Irlande"}, language: en, timezone: Europe/Dublin}

themes:
  - {id: training, text: {en: "Training", fr: "Formation"}}

days:
  - date: $first_day
    title: {en: "First day", fr: "Première journée"}
    sessions:
      - id: d1-opening
        title: {en: "Opening", fr: "Ouverture"}
        start: "10:00"
        duration: 30m
        prompts:
          - id: expectations
            kind: open           # open, choice, multiple, scale or round
            text: {en: "What do you expect from this workshop?", fr: "Qu’attendez-vous de cet atelier ?"}
      - id: d1-work
        title: {en: "Working session", fr: "Séance de travail"}
        description:
          en: "What we did this year, and what comes next."
          fr: "Ce que nous avons fait cette année, et la suite."
        start: "10:45"
        duration: 1h
        themes: [training]
        prompts:
          - id: pace
            kind: scale
            anonymous: true
            text: {en: "How is the pace?", fr: "Que pensez-vous du rythme ?"}
            scale: {low: {en: "Too slow", fr: "Trop lent"}, high: {en: "Too fast", fr: "Trop rapide"}}
  - date: $last_day
    title: {en: "Last day", fr: "Dernière journée"}
    sessions:
      - id: d2-key-messages
        title: {en: "Key messages", fr: "Messages clés"}
        start: "10:00"
        duration: 1h

key_messages:
  opens: d2-key-messages         # at the start of that session; or a date and time
  closes: ${last_day}T16:00
  per_administration: 3
  max_length: 700
  reminders: [1h, 15m]           # before it closes, to administrations that have sent none

evaluations:
  - id: final
    title: {en: "Evaluation", fr: "Évaluation"}
    opens: d2-key-messages       # at the end of that session; or a date and time
    closes: ${evaluation_closes}T18:00
    anonymous: true
    questions:
      - id: useful
        kind: scale
        text: {en: "How useful was the workshop?", fr: "L’atelier vous a-t-il été utile ?"}
        low: {en: "Not at all useful", fr: "Pas du tout utile"}
        high: {en: "Very useful", fr: "Très utile"}
      - {id: comments, kind: open, text: {en: "What else should we know?", fr: "Que faut-il savoir d’autre ?"}}
"""


class AlreadyThere(FileExistsError):
    """A workshop of that name exists, and is left alone."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} exists already; name another folder, or move it away")
        self.file = file


def write_new_workshop(directory: Path, today: date) -> list[Path]:
    """Writes a workshop some weeks after `today`, and `bot.yaml` unless there is one; names what it wrote."""
    first_day = today + timedelta(days=35 - today.weekday())
    workshop = Template(_WORKSHOP).substitute(
        first_day=first_day,
        last_day=first_day + timedelta(days=1),
        evaluation_closes=first_day + timedelta(days=3),
    )
    written = [_write(directory / "workshops" / "my-workshop.yaml", workshop)]
    if not (directory / "bot.yaml").exists():
        written.insert(0, _write(directory / "bot.yaml", _BOT))
    return written


def _write(file: Path, words: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(words)
    except FileExistsError:
        raise AlreadyThere(file) from None
    return file
