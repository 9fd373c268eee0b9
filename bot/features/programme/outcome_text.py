"""Texts about the outcomes of sessions, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.core.programme import Workshop
from bot.core.schedule import SessionState
from bot.features.programme.outcome_model import MissingOutcome, Outcome, missing_languages
from bot.i18n.catalogue import Phrases

SUMMARY_SIZE = 2_000
"""Most characters of all outcomes in the evening's summary, in one language: one message holds every language."""
MAX_LISTED = 5
"""How many sessions without an outcome the board lists."""


def receipt(_: Phrases, workshop: Workshop, state: SessionState, outcome: Outcome) -> list[str]:
    """The current outcome in each language, and what is missing."""
    title = _.of(state.session.title)
    if not outcome:
        return [_("Nothing says what came of “%(session)s” any more.", session=title)]
    first = _("What came of “%(session)s” stands as follows. The article takes it from here.", session=title)
    blocks = [f"*{language_name(code)}*\n{block_quote(text)}" for code, text in outcome.items()]
    if missing := missing_languages(outcome, workshop.languages):
        blocks.append(_("Still missing: %(languages)s.", languages=_names(missing)))
    return [first, *blocks]


def missing_lines(_: Phrases, missing: Sequence[MissingOutcome]) -> list[str]:
    """For organisers: the ended sessions without an outcome."""
    if not missing:
        return []
    lines = [_("What came of it, still to be written with /session outcome:")]
    for each in missing[:MAX_LISTED]:
        title = _.of(each.state.session.title)
        lacks = " (" + _("missing: %(languages)s", languages=_names(each.languages)) + ")" if each.is_partial else ""
        lines.append(f"- {title}{lacks}")
    if more := len(missing) - MAX_LISTED:
        lines += ["- " + _.n("%(count)s more", "%(count)s more", more)] if more > 0 else []
    return lines


def summary_lines(_: Phrases, outcomes: Sequence[tuple[SessionState, Outcome]]) -> list[str]:
    """For the evening summary: the outcome of each session that has one in this language."""
    written = [(state, outcome[_.language]) for state, outcome in outcomes if _.language in outcome]
    if not written:
        return []
    most = SUMMARY_SIZE // len(written)
    lines = [f"- **{_.of(it.session.title)}**{_(':')} {escape_inline(shortened(text, most))}" for it, text in written]
    return ["", _("**What came of it**"), *lines]


def _names(languages: Sequence[str]) -> str:
    return ", ".join(map(language_name, languages))
