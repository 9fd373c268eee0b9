"""The organisers' board: how the workshop stands, at a look; in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.escaping import escape_inline
from bot.chat.posts import shortened
from bot.chat.wording import coming, hours
from bot.features.announcements.list_text import announcement_line, trouble_lines
from bot.features.floor.model import Floor, Request
from bot.features.key_messages.service import Coverage
from bot.features.organisers.board_service import Asked, Board
from bot.features.programme.session_text import represented
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

QUESTION = 80
"""Most characters of a question shown."""
NAMED = 8
"""How many of those who wait for the floor, or for approval, are named."""
QUESTIONS = 5


def board(_: Phrases, f: Formats, it: Board, people: Mapping[int, str], faults: Sequence[str]) -> str:
    """`people` is participants' names by number; `faults` what is missing at Discord."""
    lines = [_("**How the workshop stands**"), *_session(_, f, it)]
    if it.floor.speaking or it.floor.waiting:
        lines.append(_floor(_, f, it.floor, people))
    lines += [_prompt(_, asked) for asked in it.open_prompts[:QUESTIONS]]
    if it.coverage:
        lines.append(_key_messages(_, f, it.coverage))
    if it.waiting:
        names = _some(_, f, [escape_inline(p.name) for p in it.waiting])
        lines.append(_("To be approved: %(names)s. /roster approve lets them in.", names=names))
    if it.ahead:
        lines += [_("Next announcements:"), *(announcement_line(_, f, known) for known in it.ahead)]
    wrong = [*([_("The workshop is paused: /workshop resume goes on.")] if it.paused else []), *faults]
    wrong += trouble_lines(_, f, it.troubles)
    if wrong:
        lines += [_("To be fixed:"), *(f"- {fault}" for fault in wrong)]
    return "\n".join(lines)


def _session(_: Phrases, f: Formats, it: Board) -> list[str]:
    if it.roll:
        title = _.of(it.roll.state.session.title)
        return [
            _("In progress: %(session)s", session=f"{title}, {hours(f, it.roll.state)}"),
            _.n("%(count)s person present", "%(count)s people present", it.roll.present),
            represented(_, f, it.roll.represented, it.roll.missing),
        ]
    if it.upcoming:
        return [coming(_, f, it.upcoming)]
    return [_("No session is still to come.")]


def _floor(_: Phrases, f: Formats, floor: Floor, people: Mapping[int, str]) -> str:
    def name(request: Request) -> str:
        return f"{escape_inline(people.get(request.participant, ''))} ({request.administration})"

    parts = []
    if floor.speaking:
        parts.append(_("The floor: %(name)s speaks.", name=name(floor.speaking)))
    if floor.waiting:
        names = _some(_, f, [name(request) for request in floor.waiting])
        parts.append(_("Waiting for the floor: %(names)s.", names=names))
    return " ".join(parts)


def _prompt(_: Phrases, it: Asked) -> str:
    question = escape_inline(shortened(_.of(it.question.text), QUESTION))
    count = _.n("%(count)s answer", "%(count)s answers", it.answers)
    if it.administrations:
        count += ", " + _.n("%(count)s administration", "%(count)s administrations", it.administrations)
    return _("Open question: “%(question)s” (%(count)s)", question=question, count=count)


def _key_messages(_: Phrases, f: Formats, it: Coverage) -> str:
    return _.n(
        "Key messages: %(messages)s, from %(count)s administration of %(all)s.",
        "Key messages: %(messages)s, from %(count)s of %(all)s administrations.",
        len(it.sent),
        messages=it.messages,
        all=len(it.sent) + len(it.missing),
    )


def _some(_: Phrases, f: Formats, names: Sequence[str]) -> str:
    """The first of them, and how many more."""
    if len(names) <= NAMED:
        return f.joined(names)
    more = len(names) - NAMED
    return f.joined([*names[:NAMED], _.n("%(count)s more", "%(count)s more", more)])
