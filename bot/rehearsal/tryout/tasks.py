"""Things to try, for each role. They are ticked off automatically, from what the person did and its result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.schedule import Schedule
from bot.core.text import Text
from bot.i18n.catalogue import Phrases
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.tryout.labels import label
from bot.rehearsal.tryout.people import People
from bot.rehearsal.tryout.programme import VisibleProgramme
from bot.rehearsal.tryout.refusals import Refusals
from fakecord import Response
from fakecord.errors import NotPossible
from fakecord.model.interaction import Interaction, InteractionType
from fakecord.page.host import Task

Words = Callable[[Phrases, str], str]
"""The task in one language, and the name of its command in that language."""
Condition = Callable[[PlayContext, Schedule, Interaction], bool]


@dataclass(frozen=True)
class Suggestion:
    """Something to try: to use `command`, or a component or form whose custom id begins as one of `parts`.

    The ids are without the workshop's name. Without `by_command` the command only opens a form. It is done once the bot
    has answered, has not refused it, and `came_of_it` is true.
    """

    command: str
    words: Words
    parts: tuple[str, ...] = ()
    by_command: bool = True
    came_of_it: Condition = lambda play, schedule, used: True
    is_ours: bool = True
    """False if somebody else uses the command."""

    def is_done_by(self, used: Interaction) -> bool:
        if used.kind is InteractionType.COMMAND:
            return self.by_command and used.name == self.command
        id = used.name.partition(":")[2]
        return used.kind is not InteractionType.AUTOCOMPLETE and id.startswith(self.parts) and bool(self.parts)


def _is_set_up(play: PlayContext, _schedule: Schedule, _used: Interaction) -> bool:
    return play.workshop.roles.coordinator in {role.name for role in play.environment.guild.roles.values()}


def _has_joined(play: PlayContext, _schedule: Schedule, used: Interaction) -> bool:
    return used.member is not None and play.workshop.roles.coordinator in {role.name for role in used.member.roles}


def _in_time(play: PlayContext, schedule: Schedule, used: Interaction) -> bool:
    """Whether signing in was possible when this was sent."""
    opens = play.workshop.attendance.opens
    return any(state.start - opens <= used.at < state.end for state in schedule.in_order() if state.is_held)


def _brought_a_file(_play: PlayContext, _schedule: Schedule, used: Interaction) -> bool:
    return any(message.attachments for message in Response(used).messages)


def _is_published(play: PlayContext, _schedule: Schedule, _used: Interaction) -> bool:
    return any(
        ":keymessage:endorse:" in str(button.get("custom_id"))
        for channel in play.environment.guild.channels.values()
        for message in channel.messages
        for button in message.buttons
    )


ORGANISER = (
    Suggestion("workshop setup", lambda _, it: _("Set the server up: %(command)s", command=it), came_of_it=_is_set_up),
    Suggestion(
        "roster codes",
        lambda _, it: _("Get the codes to hand out: %(command)s", command=it),
        came_of_it=_brought_a_file,
    ),
    Suggestion("roster show", lambda _, it: _("See who has joined: %(command)s", command=it)),
    Suggestion(
        "schedule delay", lambda _, it: _("Delay a session: %(command)s", command=it), ("schedule:apply:",), False
    ),
    Suggestion(
        "announce send", lambda _, it: _("Announce something: %(command)s", command=it), ("announce:send:",), False
    ),
    Suggestion(
        "synthesis translate",
        lambda _, it: _("Translate a key message: %(command)s", command=it),
        ("synthesis:translate:",),
        False,
    ),
    Suggestion("synthesis clear", lambda _, it: _("Clear it for publication: %(command)s", command=it)),
    Suggestion(
        "synthesis publish",
        lambda _, it: _("Publish what is cleared: %(command)s", command=it),
        came_of_it=_is_published,
    ),
    Suggestion(
        "export report",
        lambda _, it: _("Take the report with you: %(command)s", command=it),
        came_of_it=_brought_a_file,
    ),
)
FACILITATOR = (
    Suggestion("session status", lambda _, it: _("See where the session is: %(command)s", command=it)),
    Suggestion("prompt ask", lambda _, it: _("Ask a question of the programme: %(command)s", command=it)),
    Suggestion(
        "prompt compose", lambda _, it: _("Ask one of your own: %(command)s", command=it), ("prompt:compose",), False
    ),
    Suggestion("prompt close", lambda _, it: _("Close a question: %(command)s", command=it)),
    Suggestion("prompt results", lambda _, it: _("See what was answered: %(command)s", command=it)),
    Suggestion("session floor", lambda _, it: _("Open the floor: %(command)s", command=it), ("floor:next:",)),
    Suggestion("session extend", lambda _, it: _("Give a session more time: %(command)s", command=it)),
    Suggestion("session code", lambda _, it: _("See the code to sign in with: %(command)s", command=it)),
)
COORDINATOR = (
    Suggestion("programme", lambda _, it: _("Look at the programme: %(command)s", command=it)),
    Suggestion(
        "checkin",
        lambda _, it: _("Sign in to a session: press its button, or %(command)s", command=it),
        ("signin",),
        came_of_it=_in_time,
    ),
    Suggestion(
        "prompt ask",
        lambda _, it: _("Answer a question: a facilitator asks it with %(command)s", command=it),
        ("prompt:form:", "prompt:pick:", "prompt:rate:"),
        False,
        is_ours=False,
    ),
    Suggestion("floor request", lambda _, it: _("Ask for the floor: %(command)s", command=it), ("floor:request",)),
    Suggestion(
        "keymessage write",
        lambda _, it: _("Write a key message: %(command)s", command=it),
        ("keymessage:form:",),
        False,
    ),
    Suggestion(
        "keymessage endorse",
        lambda _, it: _("Support another’s message: press its button, or %(command)s", command=it),
        ("keymessage:endorse:",),
    ),
    Suggestion("evaluate", lambda _, it: _("Give your opinion: %(command)s", command=it), ("evaluate:form:",), False),
    Suggestion("me", lambda _, it: _("See what is known of you: %(command)s", command=it)),
)
NEWCOMER = (
    Suggestion(
        "join",
        lambda _, it: _("Join with the organiser’s code: press the welcome’s button, or %(command)s", command=it),
        ("join:form",),
        came_of_it=_has_joined,
    ),
    Suggestion("help", lambda _, it: _("See what you can do: %(command)s", command=it)),
    *COORDINATOR[:-1],
)  # fmt: skip


class ToTry:
    """Stores what each person has done. A task stays ticked off."""

    def __init__(self, play: PlayContext, people: People, programme: VisibleProgramme) -> None:
        self._play = play
        self._programme = programme
        self._seen = 0
        self._refused = Refusals(play.environment.log)
        self._waiting: list[Interaction] = []
        """Actions whose result is still open."""
        self._done: set[tuple[int, str]] = set()
        self._lists: dict[int, Sequence[Suggestion]] = {
            people.cast.organiser.id: ORGANISER,
            people.cast.facilitator.id: FACILITATOR,
            people.newcomer.id: NEWCOMER,
            **{coordinator.person.id: COORDINATOR for coordinator in people.played},
        }

    def of(self, user_id: int) -> list[Task]:
        """The list of this person. Empty for a person who is not played."""
        return [
            Task(each.command, self._label(each), (user_id, each.command) in self._done, self._line(each))
            for each in self._lists.get(user_id, ())
        ]

    def look(self) -> int:
        """Tick off what was done since the last call. A result may come later than the action.

        Returns the number of ticked tasks.
        """
        all_of_them = self._play.environment.server.interactions
        self._refused.look()
        waiting = [*self._waiting, *all_of_them[self._seen :]]
        self._seen, self._waiting = len(all_of_them), []
        for used in waiting:
            if not self._tick_off(used):
                self._waiting.append(used)
        return len(self._done)

    def _tick_off(self, used: Interaction) -> bool:
        """Tick off the tasks of an action. Returns whether no later result is possible."""
        for each in self._lists.get(used.who.id, ()):
            done = used.who.id, each.command
            if each.is_done_by(used) and done not in self._done:
                if used.failed or used.id in self._refused:
                    return True
                if not Response(used).is_settled:  # the refusal may still come
                    return False
                if not each.came_of_it(self._play, self._programme.schedule, used):
                    return False
                self._done.add(done)
        return True

    def _label(self, it: Suggestion) -> Text:
        return label(lambda _: it.words(_, self._command(it.command, _.language)))

    def _line(self, it: Suggestion) -> Text:
        return label(lambda _: self._command(it.command, _.language)) if it.is_ours else {}

    def _command(self, name: str, language: str) -> str:
        """`/atelier configurer`, as the bot registered it for this language."""
        server, guild = self._play.environment.server, self._play.environment.guild
        try:
            root, path = server.world.commands.resolve(name, guild)
        except NotPossible:  # the bot has not registered its commands yet
            return f"/{name}"
        nodes = [root, *path]
        return "/" + " ".join((node.get("name_localizations") or {}).get(language) or node["name"] for node in nodes)
