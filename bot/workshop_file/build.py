"""Builds the `Workshop` from a validated file."""

from datetime import datetime

from bot.core import about as core_about
from bot.core import programme
from bot.workshop_file import about, schema, sessions
from bot.workshop_file import desk_and_evaluations as desks
from bot.workshop_file.file_context import FileContext


def build(file: schema.Workshop, context: FileContext) -> programme.Workshop:
    """An entry of the file has the names of the object built from it; what is named here is converted."""
    values, desk, daily = dict(file), file.key_messages, file.daily
    del values["key_messages"], values["daily"]
    converted = {
        "days": tuple(_day(number, day, context) for number, day in enumerate(file.days, start=1)),
        "administrations": tuple(programme.Administration(**dict(entry)) for entry in file.administrations),
        "themes": tuple(programme.Theme(**dict(entry)) for entry in file.themes),
        "roles": programme.Roles(**dict(file.roles)),
        "channels": programme.Channels(**dict(file.channels)),
        "attendance": programme.AttendanceRule(**dict(file.attendance)),
        "mention": frozenset(kind.value for kind in file.mention),
        "evaluations": tuple(_evaluation(entry) for entry in file.evaluations),
        "privacy": programme.DataController(**dict(file.privacy)) if file.privacy else None,
        "about": _about(file.about),
    }
    return programme.Workshop(
        **{**values, **converted},
        agenda_before=daily.agenda,
        summary_after=daily.summary,
        desk=programme.Desk(**dict(desk)) if desk else None,
    )


def _about(entry: about.About) -> core_about.About:
    return core_about.About(**{**dict(entry), "quotes": tuple(core_about.Quote(**dict(it)) for it in entry.quotes)})


def _day(number: int, day: sessions.Day, context: FileContext) -> programme.Day:
    held = (_session(session, context.instant(datetime.combine(day.date, session.start))) for session in day.sessions)
    return programme.Day(number, day.date, day.title, tuple(sorted(held, key=lambda session: session.start)))


def _session(session: sessions.Session, start: datetime) -> programme.Session:
    return programme.Session(
        **{**dict(session), "start": start, "prompts": tuple(_prompt(prompt) for prompt in session.prompts)}
    )


def _prompt(prompt: sessions.Prompt) -> programme.Question:
    converted = {
        "max_length": prompt.max_length or 1000,
        "options": _options(prompt.options),
        "scale": programme.Scale(**dict(prompt.scale)) if prompt.scale else None,
    }
    return programme.Question(**{**dict(prompt), **converted})


def _options(options: tuple[sessions.Option | desks.FormOption, ...] | None) -> tuple[programme.Option, ...]:
    return tuple(programme.Option(option.id, option.text) for option in options or ())


def _evaluation(entry: desks.Evaluation) -> programme.Evaluation:
    return programme.Evaluation(**{**dict(entry), "questions": tuple(_question(it) for it in entry.questions)})


def _question(question: desks.Question) -> programme.EvaluationQuestion:
    ends = programme.Scale(question.low, question.high) if question.low and question.high else None
    return programme.EvaluationQuestion(question.id, question.kind, question.text, ends, _options(question.options))
