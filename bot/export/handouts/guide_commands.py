"""The commands in the guides, with a few words for each. Their names are those of the code, in English."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.programme import Registration, Workshop
from bot.i18n.catalogue import mark

NEEDS: dict[str, Callable[[Workshop], object]] = {
    "desk": lambda workshop: workshop.desk,
    "evaluation": lambda workshop: workshop.evaluations,
    "sign-in code": lambda workshop: workshop.attendance.code,
    "join codes": lambda workshop: workshop.registration is Registration.CODE,
    "approval": lambda workshop: workshop.registration is Registration.APPROVAL,
}
"""What a command may be about, and whether a workshop has it."""


@dataclass(frozen=True, slots=True)
class GuideCommand:
    """`needs` is a key of `NEEDS`; empty for a command that is about what every workshop has."""

    name: str
    words: str
    needs: str = ""

    def is_used(self, workshop: Workshop) -> bool:
        return not self.needs or bool(NEEDS[self.needs](workshop))


@dataclass(frozen=True, slots=True)
class CommandGroup:
    title: str
    commands: tuple[GuideCommand, ...]


COORDINATORS = (
    CommandGroup(
        mark("Your commands"),
        (
            GuideCommand("join", mark("Join, or mend a wrong choice")),
            GuideCommand("programme", mark("The programme, on your own clock")),
            GuideCommand("now", mark("The session in progress and the next one")),
            GuideCommand("calendar", mark("The programme for your own calendar")),
            GuideCommand("checkin", mark("Sign in to the session in progress")),
            GuideCommand("floor request", mark("Ask for the floor")),
            GuideCommand("floor withdraw", mark("Leave the queue, or give the floor back")),
            GuideCommand("keymessage write", mark("Write a key message, or edit one"), "desk"),
            GuideCommand("keymessage list", mark("Your group’s key messages, and those published"), "desk"),
            GuideCommand("keymessage endorse", mark("Support a key message of others"), "desk"),
            GuideCommand("evaluate", mark("Say what you think, once the evaluation is open"), "evaluation"),
            GuideCommand("language", mark("The language of the bot’s replies, and reminders by message")),
            GuideCommand("me", mark("Your registration, attendance, answers and messages")),
            GuideCommand("privacy show", mark("What is kept about you, why, and until when")),
            GuideCommand("help", mark("What you can do here")),
        ),
    ),
)
FACILITATORS = (
    CommandGroup(
        mark("The session"),
        (
            GuideCommand("session status", mark("Status of a session")),
            GuideCommand("session start", mark("Open a session early, or once more")),
            GuideCommand("session extend", mark("Give a session more time")),
            GuideCommand("session end", mark("Close the session in progress")),
            GuideCommand("session outcome", mark("Write what came of a session")),
            GuideCommand("session code", mark("The sign-in code of the moment, to be read out"), "sign-in code"),
            GuideCommand("session link", mark("The session's new link, announced")),
            GuideCommand("session floor", mark("Give the floor, in turn")),
            GuideCommand("attendance show", mark("Who is there, and who was")),
        ),
    ),
    CommandGroup(
        mark("Questions"),
        (
            GuideCommand("prompt ask", mark("Ask a prepared question")),
            GuideCommand("prompt compose", mark("Write a question and ask it")),
            GuideCommand("prompt nudge", mark("Remind those who have not answered")),
            GuideCommand("prompt close", mark("Stop taking answers")),
            GuideCommand("prompt results", mark("The answers to a question")),
        ),
    ),
)
ORGANISERS = (
    CommandGroup(
        mark("Before"),
        (
            GuideCommand("workshop setup", mark("Create the roles, channels and events that are missing")),
            GuideCommand("workshop status", mark("How things stand, and what is next")),
            GuideCommand("workshop reload", mark("Load the changed workshop file")),
            GuideCommand("export handouts", mark("Invitations, guides and the programme, to print")),
            GuideCommand("roster codes", mark("The join codes as a list, or new ones"), "join codes"),
            GuideCommand("roster approve", mark("Approve someone's request to join"), "approval"),
            GuideCommand("roster show", mark("Who has joined, and for whom")),
            GuideCommand("roster assign", mark("Put someone where they belong")),
        ),
    ),
    CommandGroup(
        mark("In these days"),
        (
            GuideCommand("schedule delay", mark("Start a session later; those after it follow")),
            GuideCommand("schedule move", mark("Hold a session at another time")),
            GuideCommand("schedule cancel", mark("Cancel a session")),
            GuideCommand("announce send", mark("Announce something in every language, now or at a time")),
            GuideCommand("announce edit", mark("Correct an announcement in place; nobody is notified")),
            GuideCommand("attendance mark", mark("Correct someone's attendance, and say why")),
            GuideCommand("attendance import", mark("Count those who were in Zoom, KUDO or Teams")),
            GuideCommand("workshop pause", mark("Suspend automatic announcements and openings")),
        ),
    ),
    CommandGroup(
        mark("Key messages"),
        (
            GuideCommand("synthesis status", mark("Who has sent key messages, who has not"), "desk"),
            GuideCommand("synthesis translate", mark("Translate the next key message, or one of them"), "desk"),
            GuideCommand("synthesis clear", mark("Clear a key message and its translation"), "desk"),
            GuideCommand("synthesis publish", mark("Publish the key messages, by theme"), "desk"),
        ),
    ),
    CommandGroup(
        mark("After"),
        (
            GuideCommand("export report", mark("A draft article and the data behind it")),
            GuideCommand("export certificates", mark("Certificates of attendance")),
            GuideCommand("export data", mark("Everything, as a file")),
        ),
    ),
)
