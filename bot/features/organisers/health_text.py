"""Troubles of the machine, as the organisers read them: what is wrong, what it means, what to do; in one language."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.wording import stamp
from bot.core.troubles import Episode, Trouble
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def trouble(_: Phrases, f: Formats, episode: Episode, way_back: tuple[str, datetime] | None) -> str:
    """`way_back`: the command that restores the newest whole backup, and when that was made; None where there is none.

    The text of a trouble that goes on does not change: after a restart it is found again by it.
    """
    if episode.trouble is Trouble.CLOCK:
        return _clock(_, f, episode)
    lines = [_what(_, episode.trouble), *_to_do(_, episode.trouble, way_back)]
    if episode.until:
        span = f"{stamp(episode.since, 'T')}–{stamp(episode.until, 'T')}"
        lines.append(_("**This is over** (%(span)s): I write everything down again.", span=span))
    return "\n".join(lines)


def _clock(_: Phrases, f: Formats, episode: Episode) -> str:
    by = f.length(abs(episode.by))
    if episode.by > timedelta():
        said = _("**The clock of my machine was put forward by %(by)s**: I go by the new time.", by=by)
    else:
        said = _("**The clock of my machine was put back by %(by)s**: I go by the new time.", by=by)
    return f"{said} " + _(
        "Please look at /now to see whether it is right. The attendance of a session in progress may be wrong by as "
        "much."
    )


def _what(_: Phrases, it: Trouble) -> str:
    match it:
        case Trouble.LOCKED:
            return _("**I cannot write anything down**: another program holds my database.")
        case Trouble.DISK:
            return _("**I cannot write anything down**: the disk of my machine is full, or fails.")
        case Trouble.DAMAGED:
            return _("**My database is damaged**, so I write nothing down any more.")
        case _:
            return _("**I could not back up my database.** All goes on as usual, and I try again by myself.")


def _to_do(_: Phrases, it: Trouble, way_back: tuple[str, datetime] | None) -> list[str]:
    if it is Trouble.NO_COPY:
        return [_("Please ask whoever looks after my machine to see whether its disk is full.")]
    kept = _("Whoever sends me something is told so, and gets their text back.")
    match it:
        case Trouble.LOCKED:
            ask = _("Please ask whoever looks after my machine to close it. I go on by myself.")
        case Trouble.DISK:
            ask = _("Please ask whoever looks after my machine to make room. I go on by myself.")
        case _:
            return [kept, *_back(_, way_back)]
    return [kept, ask]


def _back(_: Phrases, way_back: tuple[str, datetime] | None) -> list[str]:
    if way_back is None:
        return [
            _("There is no whole backup beside it. Please ask whoever looks after my machine for one kept elsewhere.")
        ]
    command, made_at = way_back
    return [
        _("The newest backup is of %(when)s. Whoever looks after my machine stops me, types this, and starts me:",
          when=stamp(made_at, "f")),
        f"`{command}`",
    ]  # fmt: skip
