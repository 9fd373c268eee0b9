"""Messages for the errors of `bot/core/errors.py`: what is wrong, and what to do next."""

from math import ceil

from bot.chat.compat.long_rate_limits import LongRateLimit
from bot.chat.escaping import escape_inline
from bot.chat.file_faults_text import bad_file
from bot.chat.posts import shortened
from bot.core import errors
from bot.i18n.catalogue import Phrases, mark

FOUND = 100
"""Most characters shown of what a person typed."""

SENTENCES: dict[type[BaseException], str] = {
    errors.NotAllowed: mark(
        "Only the facilitators and the organisers can do this. To see what you can do here: /help."
    ),
    errors.NotJoined: mark("You belong to no group yet. Join yours first, with /join."),
    errors.GroupGone: mark(
        "Your group is no longer part of this workshop. The organisers will add you to another one; what you did is "
        "kept. You can also join one yourself, with /join."
    ),
    errors.NotInWorkshop: mark("%(name)s belongs to no group yet. To add them to one: /roster assign."),
    errors.AwaitingApproval: mark(
        "The organisers have not approved your request to join yet. You will get a message when they do."
    ),
    errors.CodeNeeded: mark("Please add the code you were given."),
    errors.WrongCode: mark("This code is not right. Check it, or ask the organisers for it."),
    errors.NoWorkshop: mark("No workshop is set up for this server. An organiser can check the workshop file."),
    errors.NotSetUp: mark(
        "The workshop is not set up on this server yet. Someone with the permission Manage Server starts it with "
        "/workshop setup."
    ),
    errors.NotHere: mark("This works only in the workshop's server. Please use the command there."),
    errors.NoLongerInUse: mark("This button or menu no longer works. To see the commands: /help."),
    errors.OtherEdition: mark(
        "This belongs to another edition of the workshop, so nothing was changed. Please use the messages of this one, "
        "or see /help."
    ),
    errors.TooManyCalls: mark(
        "You sent a lot at once, and I left this one out. Please wait for my answers, then send it again."
    ),
    errors.CommandChanged: mark("This command has changed. Restart Discord and try again. To see the commands: /help."),
    errors.UnknownAdministration: mark("There is no group “%(what)s”. Pick one from the list."),
    errors.UnknownSession: mark("There is no session “%(what)s”. Pick one from the list."),
    errors.Unknown: mark("I cannot find “%(what)s”. Pick one from the list."),
    errors.OutOfRange: mark("That number is out of range: it goes from %(least)s to %(most)s."),
    errors.NotAnOption: mark("That is not one of the answers. Pick one from the list."),
    errors.BadLink: mark("That is not a web address. It begins with https:// and has no spaces."),
    errors.TextEmpty: mark("There is no text. Please write something."),
    errors.BadTime: mark("I do not understand the time “%(words)s”. Write 14:30, or 2021-03-16 14:30."),
    errors.SessionNotInProgress: mark("This session is not in progress: there is nothing to close."),
    errors.SessionIsOver: mark(
        "This session has begun, ended or been cancelled: it can no longer be changed in this way."
    ),
    errors.TurnIsOver: mark("The next turn has already begun: nothing was changed."),
    errors.NothingToDo: mark("That is already so: nothing was changed."),
    errors.PromptSealed: mark(
        "The key that kept this anonymous was lost, so no more answers can be taken. Please tell a facilitator."
    ),
}
"""The message for each class of errors and its subclasses; its placeholders are attributes of the error."""
BAD_TIMES = {
    "past": mark("%(words)s is already past. Give a later time."),
    "clock": mark("On that day %(words)s does not exist, or comes twice: the clocks change. Give another time."),
    "far": mark("That is more than a year away from the workshop. Give a date closer to it."),
}
"""The message for a `BadTime`, by its `why`."""


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The message for an error of `bot/core/errors.py`, or of a long rate limit; None for any other."""
    match error:
        case errors.BadFile(faults=faults):
            return bad_file(_, faults)
        case errors.JustDone(by=by, by_self=by_self):
            return _just_done(_, by, by_self=by_self)
        case errors.NotAllowed(needs="organiser"):
            return _("Only the organisers can do this. To see what you can do here: /help.")
        case LongRateLimit(retry_after=seconds):
            return _.n(
                "Discord asks me to wait before I do more of this. Please try again in %(count)s minute.",
                "Discord asks me to wait before I do more of this. Please try again in %(count)s minutes.",
                ceil(seconds / 60),
            )
        case errors.TooManyTries(minutes=minutes):
            return _.n(
                "Too many wrong codes. Try again in %(count)s minute, or ask the organisers.",
                "Too many wrong codes. Try again in %(count)s minutes, or ask the organisers.",
                minutes,
            )
        case errors.TextTooLong(limit=limit):
            return _.n(
                "This is too long: %(count)s character at most.",
                "This is too long: %(count)s characters at most.",
                limit,
            )
        case errors.BadTime(why=why) if why in BAD_TIMES:
            sentence: str | None = BAD_TIMES[why]
        case _other:
            sentence = next((SENTENCES[kind] for kind in type(error).__mro__ if kind in SENTENCES), None)
    values = {name: typed(it) if isinstance(it, str) else it for name, it in vars(error).items()}
    return _(sentence, **values) if sentence else None


def _just_done(_: Phrases, by: int | None, *, by_self: bool) -> str:
    if by_self or by is None:
        return _("This was done a moment ago, so I did not do it twice. If it is needed again, wait a minute.")
    return _(
        "%(name)s did this a moment ago, so I did not do it twice. If it is needed again, wait a minute.",
        name=f"<@{by}>",
    )


def typed(words: str) -> str:
    """The beginning of what a person typed, with Discord's markup escaped."""
    return escape_inline(shortened(words, FOUND))
