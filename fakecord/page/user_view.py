"""One person's view of the page: their language, what they see, and what they have read."""

from functools import cached_property
from zoneinfo import ZoneInfo

from fakecord.model.channel import Channel, Message
from fakecord.model.channel_types import CATEGORY
from fakecord.model.interaction import Interaction, InteractionType
from fakecord.page.host import PageUser
from fakecord.page.words import action_words, language_of, words
from fakecord.people.form import Form
from fakecord.people.person import Person
from fakecord.render.actions import ActionRenderer
from fakecord.render.message_body import BodyRenderer
from fakecord.render.names import Names
from fakecord.render.texts import TextRenderer
from fakecord.render.timestamps import Timestamps
from fakecord.snowflakes import snowflake_of


class UserView:
    """The view of a person who is played, in one or several windows."""

    def __init__(self, user: PageUser) -> None:
        self.user = user
        self.person: Person = user.person
        self.language = language_of(self.person.user.locale)
        self.words = words(self.language)
        self.page_language = "fr" if self.language == "fr" else "en"
        """The language of the page's own words."""
        self.zone = ZoneInfo(user.zone)
        self.names = Names(self.person.world, self.person.guild)
        self.timestamps = Timestamps(self.language, self.zone)
        texts = TextRenderer(self.names, self.zone, self.language)
        self.bodies = BodyRenderer(texts)
        self.actions = ActionRenderer(action_words(self.language), self.names, texts)
        self.forms: dict[str, Form] = {}
        """The forms they have open, by the id of the interaction."""
        self.suggested: dict[tuple[str, str], dict[str, object]] = {}
        """By command and option, the values behind the labels that autocomplete offered."""
        self._dismissed: set[int] = set()
        self._read: dict[int, int] = {}

    @cached_property
    def joined(self) -> int:
        """The snowflake of the moment when they joined. Earlier messages do not count as unread."""
        member = self.person.guild.members.get(self.person.id)
        return snowflake_of(member.joined_at) if member else 0

    @property
    def is_member(self) -> bool:
        return self.person.id in self.person.guild.members

    # channels

    def channels(self) -> list[Channel]:
        """The channels of the server that they see, as the client sorts them; without categories and threads."""
        seen = (c for c in self.person.guild.channels.values() if c.type != CATEGORY and self.person.can_see(c))
        return sorted(seen, key=lambda c: (c.is_voice, c.position, c.id))

    def threads(self, channel: Channel) -> list[Channel]:
        guild = self.person.guild
        return [t for t in guild.threads_in(channel) if not t.archived and self.person.can_see(t)]

    def find_channel(self, number: str) -> Channel | None:
        """A channel they see; `direct` is the one with the bot."""
        if number == "direct":
            return self.person.direct
        found = self.person.world.channel(int(number)) if number.isdecimal() else None
        return found if found and self.person.can_see(found) else None

    # messages

    def messages(self, channel: Channel) -> list[Message]:
        return [m for m in self.person.sees(channel) if m.id not in self._dismissed]

    def failures(self, channel: Channel, actions: list[Interaction]) -> list[Interaction]:
        """The commands that they used here and that got no answer."""
        return [
            i for i in actions
            if i.failed and i.kind == InteractionType.COMMAND and i.who is self.person.user
            and i.channel is channel and i.id not in self._dismissed
        ]  # fmt: skip

    def dismiss(self, number: int) -> None:
        self._dismissed.add(number)

    def has_read(self, channel: Channel, number: int) -> None:
        self._read[channel.id] = max(number, self._read.get(channel.id, 0))

    def unread(self, channel: Channel) -> tuple[int, int]:
        """How many messages of others they have not seen, and how many of these notified them."""
        since = max(self._read.get(channel.id, 0), self.joined)
        new = []
        for message in reversed(channel.messages):
            if message.id <= since:
                break
            if message.author is not self.person.user and self.person.may_read(message):
                new.append(message)
        return len(new), sum(self.is_for_me(message) for message in new)

    def is_for_me(self, message: Message) -> bool:
        if message.channel.guild is None or message.pinged_everyone or self.person.user in message.pinged_users:
            return True
        member = self.person.guild.members.get(self.person.id)
        return bool(member and any(role in message.pinged_roles for role in member.roles))
