"""The results in the draft article: key messages and the evaluation, a few sentences each."""

from collections import Counter
from collections.abc import Iterator
from statistics import fmean

from bot.export.report.attendance_data import Record
from bot.export.report.data import Data
from bot.export.report.evaluation import scale_questions
from bot.export.report.key_messages import most_endorsed
from bot.export.report.report_locale import ReportLocale
from bot.features.key_messages.model import PUBLISHABLE

THEMES = 3
"""The article names at most this many themes, each raised at least twice."""
QUOTED, LONGEST = 2, 30
"""The article quotes at most this many messages, of at most this many words together."""
WELL_RECEIVED = 4.0
"""The average, of 1 to 5, from which a workshop was well received."""


def messages(data: Data, _: ReportLocale) -> str:
    """The number of key messages, their themes, and the messages that all supported. Empty if there are none."""
    if not data.key_messages:
        return ""
    return " ".join([_contributed(data, _), *_themes(data, _), *_supported(data, _)])


def _contributed(data: Data, _: ReportLocale) -> str:
    groups = {message["administration"] for message in data.key_messages}
    return _.n(
        "In all, %(groups)s put forward %(count)s key message.",
        "In all, %(groups)s put forward %(count)s key messages.",
        len(data.key_messages),
        groups=_.administrations(len(groups)),
    )


def _themes(data: Data, _: ReportLocale) -> Iterator[str]:
    """The most frequent themes, raised at least twice. In a tie, those with more endorsements come first."""
    messages = {theme.id: [it for it in data.key_messages if it["theme"] == theme.id] for theme in data.workshop.themes}
    support = {theme: (len(those), sum(it["endorsements"] for it in those)) for theme, those in messages.items()}
    ranked = sorted((theme for theme in support if support[theme][0] > 1), key=support.__getitem__, reverse=True)
    if not ranked:
        return
    named = _.quotes([_.theme(theme) for theme in ranked[:THEMES]])
    if len(ranked) > THEMES and support[ranked[THEMES]][0] == support[ranked[THEMES - 1]][0]:
        yield _("Among the themes raised most often were %(themes)s.", themes=named)
        return
    yield _.n(
        "The theme raised most often was %(themes)s.",
        "The themes raised most often were %(themes)s.",
        len(ranked[:THEMES]),
        themes=named,
    )


def _supported(data: Data, _: ReportLocale) -> Iterator[str]:
    """The messages that all supported. If there are none, those that most supported."""
    public = [message for message in data.key_messages if _is_public(data, message)]
    if shown := _fitting(_quotable(_, [message for message in public if data.is_unanimous(message)])):
        yield _.n(
            "All stood behind this message: %(messages)s.",
            "All stood behind these messages: %(messages)s.",
            len(shown),
            messages=_.quotes(shown),
        )
        return
    most = _quotable(_, most_endorsed(public))
    if most and _fitting(most) == most:
        yield _.n(
            "The message with the widest support was %(messages)s.",
            "The messages with the widest support were %(messages)s.",
            len(most),
            messages=_.quotes(most),
        )


def _is_public(data: Data, message: Record) -> bool:
    """Whether the article may quote it: the organisers cleared it. Publishing by override is not enough."""
    return message["status"] in PUBLISHABLE and message["message_id"] not in data.overridden


def _quotable(_: ReportLocale, messages: list[Record]) -> list[str]:
    """The texts of `messages` in the reader's language that fit on one line, each once."""
    texts = (str(message.get(f"text_{_.language}") or "").strip() for message in messages)
    return list(dict.fromkeys(_.unstopped(text) for text in texts if text and "\n" not in text))


def _fitting(texts: list[str]) -> list[str]:
    """The first of `texts`, as many as fit in a sentence."""
    shown: list[str] = []
    for text in texts:
        if len(shown) < QUOTED and len(" ".join([*shown, text]).split()) <= LONGEST:
            shown.append(text)
    return shown


def reception(data: Data, _: ReportLocale) -> str:
    """The result of the last evaluation that anybody filled in: the average of all ratings, never a single rating."""
    filled = [each for each in data.workshop.evaluations if data.evaluations.get(each.id)]
    if not filled:
        return ""
    evaluated = data.evaluations[filled[-1].id]
    marks = Counter[int]()
    if not evaluated.is_withheld:
        for _question, tally in scale_questions(filled[-1], evaluated):
            marks.update(tally.values)
    if not marks:
        return _.n(
            "The evaluation received %(count)s response.",
            "The evaluation received %(count)s responses.",
            evaluated.responses,
        )
    mean = round(fmean(marks.elements()), 1)
    if mean >= WELL_RECEIVED:
        return _.n(
            "The meeting was well received: %(count)s person rated it %(mean)s out of 5 on average.",
            "The meeting was well received: %(count)s people rated it %(mean)s out of 5 on average.",
            evaluated.responses,
            mean=_.average(mean),
        )
    return _.n(
        "In the evaluation, %(count)s person rated the meeting %(mean)s out of 5 on average.",
        "In the evaluation, %(count)s people rated the meeting %(mean)s out of 5 on average.",
        evaluated.responses,
        mean=_.average(mean),
    )
