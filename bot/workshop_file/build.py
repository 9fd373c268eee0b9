"""Builds the `Workshop` from a validated file."""

from datetime import datetime

from bot.core import programme
from bot.core.about import About, Certificate, GroupWord, Quote
from bot.workshop_file import about, schema, sessions
from bot.workshop_file import desk_and_evaluations as desks
from bot.workshop_file.file_context import FileContext


def build(file: schema.Workshop, context: FileContext) -> programme.Workshop:
    """Most fields have the same names as those of the object built from them. The others are converted here."""
    values = {key: value for key, value in vars(file).items() if key not in ("key_messages", "daily")}
    desk, daily = file.key_messages, file.daily
    converted = {
        "days": tuple(_day(number, day, context) for number, day in enumerate(file.days, start=1)),
        "administrations": tuple(_administration(entry, file) for entry in file.administrations),
        "themes": tuple(programme.Theme(**vars(entry)) for entry in file.themes),
        "roles": programme.Roles(**vars(file.roles)),
        "channels": programme.Channels(**vars(file.channels)),
        "attendance": programme.AttendanceRule(**vars(file.attendance)),
        "mention": frozenset(kind.value for kind in file.mention),
        "evaluations": tuple(_evaluation(entry) for entry in file.evaluations),
        "privacy": programme.DataController(**vars(file.privacy)) if file.privacy else None,
        "about": _about(file.about),
        "certificate": Certificate(**vars(file.certificate)) if file.certificate else None,
        "groups": GroupWord(**vars(file.groups)) if file.groups else None,
    }
    return programme.Workshop(
        **{**values, **converted},
        agenda_before=daily.agenda,
        summary_after=daily.summary,
        desk=programme.Desk(**vars(desk)) if desk else None,
    )


def _about(entry: about.About) -> About:
    return About(**{**vars(entry), "quotes": tuple(Quote(**vars(it)) for it in entry.quotes)})


def _administration(entry: schema.Administration, file: schema.Workshop) -> programme.Administration:
    """A group without a language or a zone of its own has the workshop's first language, and its zone."""
    language, zone = entry.language or file.languages[0], entry.timezone or file.timezone
    return programme.Administration(entry.code, entry.name, language, zone)


def _day(number: int, day: sessions.Day, context: FileContext) -> programme.Day:
    planned = [_session(each, context.instant(datetime.combine(day.date, each.start))) for each in day.sessions]
    planned.sort(key=lambda session: session.start)
    held = tuple(each for each in planned if each.kind is programme.SessionKind.SESSION)
    return programme.Day(number, day.date, day.title, held, tuple(each for each in planned if each not in held))


def _session(session: sessions.Session, start: datetime) -> programme.Session:
    converted = {
        "start": start,
        "prompts": tuple(_prompt(prompt) for prompt in session.prompts),
        "documents": tuple(programme.Document(**vars(entry)) for entry in session.documents),
    }
    return programme.Session(**{**vars(session), **converted})


def _prompt(prompt: sessions.Prompt) -> programme.Question:
    converted = {
        "max_length": prompt.max_length or 1000,
        "options": _options(prompt.options),
        "scale": programme.Scale(**vars(prompt.scale)) if prompt.scale else None,
    }
    return programme.Question(**{**vars(prompt), **converted})


def _options(options: tuple[sessions.Option | desks.FormOption, ...] | None) -> tuple[programme.Option, ...]:
    return tuple(programme.Option(option.id, option.text) for option in options or ())


def _evaluation(entry: desks.Evaluation) -> programme.Evaluation:
    return programme.Evaluation(**{**vars(entry), "questions": tuple(_question(it) for it in entry.questions)})


def _question(question: desks.Question) -> programme.EvaluationQuestion:
    ends = programme.Scale(question.low, question.high) if question.low and question.high else None
    return programme.EvaluationQuestion(question.id, question.kind, question.text, ends, _options(question.options))
