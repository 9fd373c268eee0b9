"""Everyone joins once the organiser has set the server up: the coordinators use the join codes."""

from bot.core.programme import Registration
from bot.rehearsal.acts.setup_and_join import codes_of
from bot.rehearsal.cast import Coordinator
from bot.rehearsal.play_context import PlayContext
from bot.rehearsal.tryout.people import People


class Arrival:
    """The assistant requests the codes, so that the player can still try `/roster codes` as the organiser."""

    def __init__(self, play: PlayContext, people: People) -> None:
        self._play = play
        self._people = people
        self._codes: dict[str, str] = {}
        self._joined: set[str] = set()
        self._has_roles = False

    def is_set_up(self) -> bool:
        """Whether a setup is complete: it creates the scheduled events last."""
        setups = [each for each in self._play.environment.server.interactions if each.name == "workshop setup"]
        replies = [message for each in setups for message in [each.original, *each.followups] if message]
        named = {role.name for role in self._play.environment.guild.roles.values()}
        roles = self._play.workshop.roles
        wanted = {roles.organiser, roles.facilitator, roles.coordinator}
        return wanted <= named and any(not message.loading for message in replies)

    def waiting(self) -> list[Coordinator]:
        """The people who have not joined yet. Those who can be played come first."""
        everyone = [*self._people.played, *self._people.others]
        return [each for each in everyone if each.name not in self._joined]

    async def join(self, coordinator: Coordinator) -> None:
        """`coordinator` joins, and is approved if the workshop requires it."""
        self._give_roles()
        play, code = self._play, coordinator.administration.code
        if play.workshop.registration is Registration.CODE and not self._codes:
            self._codes = codes_of(await play.run_command(self._people.assistant, "roster codes"))
        self._joined.add(coordinator.name)
        given = {"code": self._codes[code]} if code in self._codes else {}
        joined = await play.run_command(coordinator.person, "join", administration=code, **given)
        if joined and play.workshop.registration is Registration.APPROVAL:
            await play.run_command(self._people.assistant, "roster approve", member=coordinator.person)

    def _give_roles(self) -> None:
        """Give roles, as the organiser would in the server's settings, which the page does not have."""
        if self._has_roles:
            return
        self._has_roles = True
        guild, roles = self._play.environment.guild, self._play.workshop.roles
        guild.give(self._people.cast.facilitator, guild.role(roles.facilitator))
        guild.give(self._people.assistant, guild.role(roles.organiser))
