"""Messages about troubles of the machine in one language: what is wrong, and what to do."""

from datetime import datetime, timedelta

from bot.chat.wording import stamp
from bot.core.troubles import Incident, Trouble
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def trouble(_: Phrases, f: Formats, incident: Incident, restore: tuple[str, datetime] | None) -> str:
    """The message about `incident`.

    `restore` is the command that restores the newest undamaged backup, and the time of that backup. None if there is no
    backup. The text must not change during the incident: after a restart the bot finds the message by its text.
    """
    if incident.trouble is Trouble.CLOCK:
        return _clock(_, f, incident.clock_shift)
    lines = [_what(_, incident.trouble), *_to_do(_, incident.trouble, restore)]
    if incident.until:
        span = f"{stamp(incident.since, 'T')}–{stamp(incident.until, 'T')}"
        lines.append(_("**The problem is solved** (%(span)s): everything is being saved again.", span=span))
    return "\n".join(lines)


def _clock(_: Phrases, f: Formats, shift: timedelta) -> str:
    by = f.length(abs(shift))
    if shift > timedelta():
        words = _("**The clock of my machine was put forward by %(by)s**: I go by the new time.", by=by)
    else:
        words = _("**The clock of my machine was put back by %(by)s**: I go by the new time.", by=by)
    return f"{words} " + _(
        "Please look at /now to see whether it is right. The attendance of a session in progress may be wrong by as "
        "much."
    )


def _what(_: Phrases, trouble: Trouble) -> str:
    match trouble:
        case Trouble.LOCKED:
            return _("**I cannot save anything**: another program holds my database.")
        case Trouble.DISK:
            return _("**I cannot save anything**: the disk of my machine is full, or fails.")
        case Trouble.DAMAGED:
            return _("**My database is damaged**: nothing is being saved any more.")
        case _:
            return _(
                "**I could not back up my database.** Everything else continues as usual, and I will try again "
                "by myself."
            )


def _to_do(_: Phrases, trouble: Trouble, restore: tuple[str, datetime] | None) -> list[str]:
    if trouble is Trouble.NO_COPY:
        return [_("Please ask whoever looks after my machine to see whether its disk is full.")]
    consequence = _("Anyone who sends me something is told so, and gets their text back.")
    match trouble:
        case Trouble.LOCKED:
            request = _("Please ask whoever looks after my machine to close it. I will then continue by myself.")
        case Trouble.DISK:
            request = _("Please ask whoever looks after my machine to make room. I will then continue by myself.")
        case _:
            return [consequence, *_restore(_, restore)]
    return [consequence, request]


def _restore(_: Phrases, restore: tuple[str, datetime] | None) -> list[str]:
    if restore is None:
        return [
            _("There is no usable backup next to it. Please ask whoever looks after my machine for one kept elsewhere.")
        ]
    command, made_at = restore
    return [
        _("The newest backup is of %(when)s. Whoever looks after my machine stops me, types this, and starts me:",
          when=stamp(made_at, "f")),
        f"`{command}`",
    ]  # fmt: skip
