"""The reply to `/help`: what each role can do, in one language."""

from __future__ import annotations

from bot.core.people import Person
from bot.i18n.catalogue import Phrases


def help_for(_: Phrases, person: Person, *, joined: bool) -> list[str]:
    """A block for everyone, and one for each role of `person`. `joined`: they belong to a delegation."""
    blocks = [_everyone(_, joined)]
    if person.facilitator:
        blocks.append(_facilitators(_))
    if person.organiser:
        blocks.append(_organisers(_))
    return blocks


def _everyone(_: Phrases, joined: bool) -> str:
    lines = [_("**What you can do**")]
    if not joined:
        lines.append(_("- /join: join your delegation; do this first"))
    lines += [
        _("- /programme and /now: the agenda; what is on"),
        _("- /checkin: sign in to the session in progress"),
        _("- /floor: ask for the floor, see who waits"),
        _("- /evaluate: say what you think of the workshop, once it is open"),
        _("- /keymessage: write your administration's key messages, and see them"),
        _("- /me: my registration, attendance and answers; /language: the language of my replies"),
        _("- /calendar: the programme for your own calendar"),
        _("- /privacy: what is kept about you, and why; take it away or have it erased"),
        _("Questions of the day are answered with the button or menu beneath them."),
    ]
    return "\n".join(lines)


def _facilitators(_: Phrases) -> str:
    return "\n".join(
        [
            _("**As a facilitator**"),
            _("- /session: start, end or extend a session, give its new link, give the floor, show the sign-in code"),
            _("- /prompt: put a question to the room, remind the silent, close it, show the results"),
        ]
    )


def _organisers(_: Phrases) -> str:
    return "\n".join(
        [
            _("**As an organiser**"),
            _("- /workshop: set the server up, see how things stand"),
            _("- /roster: join codes; who belongs to which delegation, also from a file"),
            _("- /schedule: delay, move or cancel sessions"),
            _("- /announce: announce something in every language; see and manage what is planned"),
            _("- /attendance: who was there; corrections; reports of Zoom and KUDO"),
            _("- /synthesis: who has sent key messages; translate, clear and publish them"),
            _("- /export: everything as data, or as a draft report"),
        ]
    )
