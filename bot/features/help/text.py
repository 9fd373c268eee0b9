"""Replies to `/help`, `/me` and `/language`, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.core.people import Person
from bot.core.programme import Administration, Registration, Workshop
from bot.features.key_messages.model import KeyMessage
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases


def help_for(_: Phrases, workshop: Workshop, person: Person, *, joined: bool) -> list[str]:
    """A block for everyone, and one for each role of `person`.

    `joined`: they belong to a group. Features that this workshop does not use are left out.
    """
    join = _("- /join: join your group; do this first")
    if person.facilitator or person.organiser:
        join = _("- /join: join a group, if you take part for one yourself")
    blocks = [_everyone(_, workshop, "" if joined else join)]
    if person.facilitator:
        blocks.append(_facilitators(_))
    if person.organiser:
        blocks.append(_organisers(_, workshop))
    return blocks


def _everyone(_: Phrases, workshop: Workshop, join: str) -> str:
    lines = [
        _("**What you can do**"),
        *([join] if join else []),
        _("- /programme and /now: the agenda; the session in progress"),
        _("- /checkin: sign in to the session in progress"),
        # Translators: the floor is the turn to speak
        _("- /floor: ask for the floor, see who waits"),
    ]
    if workshop.evaluations:
        lines.append(_("- /evaluate: say what you think of the workshop, once it is open"))
    if workshop.desk:
        # Translators: “them” are the key messages
        lines.append(_("- /keymessage: write your group's key messages, and see them"))
    lines += [
        _("- /me: your registration, attendance and answers; /language: the language I answer you in"),
        _("- /calendar: the programme for your own calendar"),
        _("- /privacy: what is kept about you, and why; get a copy or have it erased"),
        _("Questions of the day are answered with the button or menu beneath them."),
    ]
    return "\n".join(lines)


def _facilitators(_: Phrases) -> str:
    return "\n".join(
        [
            _("**As a facilitator**"),
            _(
                "- /session: start, end or extend a session, give its new link, give the floor, show the sign-in code, "
                "write what came of it"
            ),
            _("- /prompt: ask a question, remind those who have not answered, close it, show the results"),
        ]
    )


def _organisers(_: Phrases, workshop: Workshop) -> str:
    lines = [
        _("**As an organiser**"),
        _("- /workshop: set up the server, see the status of the workshop"),
        _("- /roster: join codes; who belongs to which group, one by one or from a file")
        if workshop.registration is Registration.CODE
        else _("- /roster: who belongs to which group, one by one or from a file"),
        _("- /schedule: delay, move or cancel sessions"),
        _("- /announce: announce something in every language, or correct it; see and manage what is planned"),
        _("- /attendance: attendance and its corrections; reports from Zoom and KUDO"),
    ]
    if workshop.desk:
        lines.append(_("- /synthesis: who has sent key messages; translate, clear and publish them"))
    return "\n".join([*lines, _("- /export: everything as data, or as a draft report")])


MAX_IN_LIST = 200
"""Longest extract of a key message in the list, in characters."""


def registration(
    _: Phrases, workshop: Workshop, name: str, administration: Administration | None, language: str
) -> str:
    """Name, group (None: not joined) and language of replies."""
    group = (
        f"- {group_word.one(_, workshop)}{_(':')} {_.of(administration.name)}"
        if administration
        else _("- You have not joined a group yet. To join yours: /join.")
    )
    return "\n".join(
        [
            _("**My registration**"),
            _("- Name: %(name)s", name=escape_inline(name)),
            group,
            _("- Language of my replies: %(language)s", language=language_name(language)),
        ]
    )


def key_messages(_: Phrases, own: Sequence[KeyMessage]) -> str:
    """The key messages of the person's administration, each shortened."""
    if not own:
        return _("**Our key messages**: none yet.")
    return "\n".join([_("**Our key messages**"), *(f"- {m.reference}{_(':')} {_extract(m)}" for m in own)])


def _extract(message: KeyMessage) -> str:
    """The beginning of the text; `/keymessage list` shows all of it."""
    return escape_inline(shortened(" ".join(message.text.split()), MAX_IN_LIST))


def preference_set(_: Phrases, *, direct_messages: bool) -> str:
    """What `/language` has set: this language, and whether reminders also come as direct messages."""
    lines = [_("I answer you in this language: %(language)s.", language=language_name(_.language))]
    if direct_messages:
        lines.append(_("Reminders also come to you as direct messages."))
    else:
        lines.append(_("You get no direct messages from me."))
    return "\n".join(lines)
