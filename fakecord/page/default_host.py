"""The host of a page for any bot: everybody in the server can be played, and there are no controls beside the chat."""

from collections.abc import Callable, Sequence

from fakecord.model.guild import Guild
from fakecord.page.host import Action, ClockControls, PageUser, Switch, Task, Text
from fakecord.people.person import Person
from fakecord.world import World


class EveryMember:
    """The members of `guild` in the order in which they joined, its owner first. `zone` is everybody's time zone."""

    def __init__(self, world: World, guild: Guild, zone: str = "UTC") -> None:
        self._world, self._guild, self._zone = world, guild, zone
        self._people: dict[int, PageUser] = {}

    @property
    def title(self) -> Text:
        return {"en": self._guild.name}

    @property
    def clock(self) -> ClockControls | None:
        return None

    def people(self) -> Sequence[PageUser]:
        for member in self._guild.members.values():
            if not member.user.bot and member.id not in self._people:
                person = Person(self._world, member.user, self._guild)
                self._people[member.id] = PageUser(person, zone=self._zone)
        return [*self._people.values()]

    def switches(self) -> Sequence[Switch]:
        return ()

    async def set_switch(self, id: str, on: bool) -> None:
        raise KeyError(id)

    def actions(self) -> Sequence[Action]:
        return ()

    async def act(self, id: str) -> None:
        raise KeyError(id)

    def tasks(self, user_id: int) -> Sequence[Task]:
        return ()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Nothing to do: only the server changes, and the page follows that itself."""
