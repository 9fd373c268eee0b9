"""The templates of the files that `run.py init` writes, with comments for first-time readers."""

from datetime import timedelta
from string import Template

from bot.i18n.catalogue import SOURCE, mark, phrases
from bot.new_workshop.answers import Answers
from bot.new_workshop.draft import Draft
from bot.new_workshop.imported import Imported
from bot.new_workshop.imported_template import add_agenda, add_groups
from bot.new_workshop.texts import day_title, text, yaml_string

BOT = """\
# How this bot runs. Every key is optional; what stands here is what it does by default.
# The token is never written here: it comes from the variable DISCORD_TOKEN or DISCORD_TOKEN_FILE.

database: data/atelier.db        # relative to the working directory
workshops: workshops             # the folder of workshop files, relative to this one
log:
  level: info                    # debug, info, warning or error
  format: text                   # text or json
shards: auto                     # connections to Discord: as many as it recommends, or a number
"""

_HEAD = """\
# A workshop, to make your own. `python run.py check` names every fault with its line.
# Times are local to `timezone`. Durations are written 90s, 15m, 1h30m or 2d.
# Put every text in double quotes, and write it in each language of `languages`.

id: $id  # a-z, 0-9 and -; do not change it once the workshop has begun
guild: null                      # the id of the Discord server; null: where /workshop setup is used
timezone: $timezone
languages: [$languages]  # their order in messages that have them all
title: $title

# Names, or ids, of roles and channels at Discord. `/workshop setup` makes what is missing.
roles: {organiser: $organisers_role, facilitator: $facilitators_role, coordinator: $coordinators_role}
channels:
  announcements: $announcements_channel   # one for all languages, or one each: {en: announcements, fr: annonces}
  plenary: $plenary_channel
  organisers: $organisers_channel
  key_messages: $key_messages_channel
  # interpreters: interpreters   # a channel where prompts and answers arrive, to be read aloud
  stage: $stage_channel                 # the voice channel whose presence counts; a stage closes where nobody speaks
# link: https://example.org/room # where the meeting is held, if not on Discord

registration: code               # code: with one's group's code; approval: by an organiser; open: by anyone
reminders: [10m]                 # before each session
daily: {agenda: 2h, summary: 15m}    # before the day's first session; after its last
attendance: {opens: 15m, late_after: 10m, present_after: 50%, code: false}
retention: 400d                  # personal data are erased this long after the last day: the next edition comes sooner

# Who is responsible for the data, and a sentence of your own: both stand in the welcome and in /privacy show.
# privacy: {controller: $controller, contact: privacy@example.org, basis: $basis}
# notice: $notice

# What the report says beyond what the bot saw; docs/reference/workshop-file.md names more.
# about: {host: $host, participants: $participants}
# previous: last-workshop        # the id of the edition before, in the same database

# Your word for those for whom people take part: Hospital, Hospitals. It stands before a name and above several.
groups: {one: $group, many: $groups}
"""

_GROUPS = """\
administrations:                 # the groups themselves; these two show how they are written
  - {code: BE, name: $belgium, language: $first, timezone: Europe/Brussels}
  - {code: IE, name: $ireland, language: $last, timezone: Europe/Dublin}
"""

_THEMES = """
themes:
  - {id: training, text: $training}

days:
"""

_OPENING = """\
      - id: $day-opening
        title: $opening
        start: "10:00"
        duration: 30m
        prompts:
          - id: expectations
            kind: open           # open, choice, multiple, scale or round
            text: $expectations
"""

_WORK = """\
      - id: $day-work
        title: $work
        description: $description
        start: "10:45"
        duration: 1h
        themes: [training]
        prompts:
          - id: $day-pace
            kind: scale
            anonymous: true
            text: $pace
            scale: {low: $slow, high: $fast}
"""

_KEY_MESSAGES = """\
      - id: $day-key-messages
        title: $key_messages
        start: "12:00"
        duration: 1h
"""

_DESK = """\

key_messages:
  opens: $day-key-messages         # at the start of that session; or a date and time
  closes: ${last_date}T16:00
  per_administration: 3
  max_length: 700
  reminders: [1h]                # before it closes, to groups that have sent none
"""

_EVALUATION = """
evaluations:
  - id: final
    title: $evaluation
    opens: $opens  # at the end of that session; or a date and time
    closes: ${evaluation_closes}T18:00
    anonymous: true
    questions:
      - id: useful
        kind: scale
        text: $useful
        low: $useless
        high: $very
      - {id: comments, kind: open, text: $comments}
"""

_TEXTS = {
    "controller": mark("Our organisation"),
    "basis": mark("the organisation of this workshop"),
    "notice": mark("Please share nothing confidential here."),
    "host": mark("our network"),
    "participants": mark("groups of our network"),
    "group": mark("Group"),
    "groups": mark("Groups"),
    "belgium": mark("Belgium"),
    "ireland": mark("Ireland"),
    "training": mark("Training"),
    "opening": mark("Opening"),
    "expectations": mark("What do you expect from this workshop?"),
    "work": mark("Working session"),
    "description": mark("What we did this year, and what comes next."),
    "pace": mark("How is the pace?"),
    "slow": mark("Too slow"),
    "fast": mark("Too fast"),
    "key_messages": mark("Key messages"),
    "evaluation": mark("Evaluation"),
    "useful": mark("How useful was the workshop?"),
    "useless": mark("Not at all useful"),
    "very": mark("Very useful"),
    "comments": mark("What else should we know?"),
}


_NAMES = {
    # Translators: the name of a role at Discord
    "organisers_role": mark("Organisers"),
    # Translators: the name of a role at Discord
    "facilitators_role": mark("Facilitators"),
    # Translators: the name of a role at Discord
    "coordinators_role": mark("Coordinators"),
    # Translators: the name of a channel at Discord: small letters, no spaces
    "announcements_channel": mark("announcements"),
    # Translators: the name of a channel at Discord: small letters, no spaces
    "plenary_channel": mark("plenary"),
    # Translators: the name of a channel at Discord: small letters, no spaces
    "organisers_channel": mark("organisers"),
    # Translators: the name of a channel at Discord: small letters, no spaces
    "key_messages_channel": mark("key-messages"),
    # Translators: the name of a voice channel at Discord
    "stage_channel": mark("Plenary"),
}


def draft(answers: Answers, imported: Imported) -> Draft:
    """A whole workshop. Without an agenda: an opening, a working session each day, key messages, and an evaluation."""
    values = _values(answers)
    it = Draft(Template(_HEAD).substitute(values))
    if imported.groups_sheet and imported.groups:
        add_groups(it, imported.groups_sheet, imported.groups)
    else:
        it.add(Template(_GROUPS).substitute(values))
    if imported.agenda_sheet and imported.agenda:
        last_id = add_agenda(it, imported.agenda_sheet, imported.agenda, answers, values)
    else:
        last_id = f"d{answers.days}-key-messages"
        days = "".join(_day(number, answers, values) for number in range(1, answers.days + 1))
        it.add(Template(_THEMES).substitute(values) + days)
        it.add(Template(_DESK).substitute(values, day=f"d{answers.days}"))
    it.add(Template(_EVALUATION).substitute(values, opens=last_id))
    return it


def _values(answers: Answers) -> dict[str, str]:
    texts = {name: yaml_string(text(english, answers.languages)) for name, english in _TEXTS.items()}
    # Everyone reads English names where English is spoken, whatever comes first.
    shared = SOURCE if SOURCE in answers.languages else answers.languages[0]
    names = {name: phrases(shared)(english) for name, english in _NAMES.items()}
    return (
        texts
        | names
        | {
            "id": answers.id,
            "timezone": answers.timezone,
            "languages": ", ".join(answers.languages),
            "title": yaml_string(dict(zip(answers.languages, answers.titles, strict=True))),
            "first": answers.languages[0],
            "last": answers.languages[-1],
            "last_date": str(answers.last_day),
            "evaluation_closes": str(answers.last_day + timedelta(days=2)),
        }
    )


def _day(number: int, answers: Answers, values: dict[str, str]) -> str:
    parts = [_OPENING] * (number == 1) + [_WORK] + [_KEY_MESSAGES] * (number == answers.days)
    date = answers.first_day + timedelta(days=number - 1)
    title = yaml_string(day_title(number, answers.days, answers.languages))
    head = f"  - date: {date}\n    title: {title}\n    sessions:\n"
    return head + Template("".join(parts)).substitute(values, day=f"d{number}")
