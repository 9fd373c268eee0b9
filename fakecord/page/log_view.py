"""The messages of a channel as one person sees them: the part that is on the screen, each message as HTML."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from urllib.parse import quote

from babel.dates import format_date

from fakecord.model.attachment import Attachment
from fakecord.model.channel import Channel, Message
from fakecord.model.interaction import Interaction, InteractionType
from fakecord.page.choices import menu_options
from fakecord.page.templates import template
from fakecord.page.user_view import UserView
from fakecord.render.markup import Avatar, fill_in, isolate
from fakecord.render.parts import Menu, Option
from fakecord.render.timestamps import babel_locale

NEAR = 80
"""How many messages are in the page at most."""
STEP = 40
"""How many messages are added at an end when the person scrolls there."""
CONTINUED_WITHIN = timedelta(minutes=7)
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""Types that are shown and not only offered for download. SVG is not among them: it can carry scripts."""


class ActionIndex:
    """The interactions that messages answer, and those that failed."""

    def __init__(self, actions: list[Interaction]) -> None:
        self.actions = actions
        self._known = 0
        self._by_id: dict[str, Interaction] = {}
        self._latest: dict[tuple[int, int], Interaction] = {}

    def origin(self, message: Message) -> Interaction | None:
        """The interaction that the message answers."""
        self._catch_up()
        return self._by_id.get(message.interaction["id"]) if message.interaction else None

    def has_failed(self, message: Message, view: UserView) -> bool:
        """Whether this person's last action on the message failed."""
        self._catch_up()
        last = self._latest.get((view.person.id, message.id))
        return last is not None and last.failed

    def _catch_up(self) -> None:
        for action in self.actions[self._known :]:
            self._by_id[str(action.id)] = action
            if action.source and action.kind == InteractionType.COMPONENT:
                self._latest[action.who.id, action.source.id] = action
        self._known = len(self.actions)


@dataclass(frozen=True)
class Live:
    """The parts of a message that depend on the page: addresses of files, and entries of menus."""

    view: UserView
    base: str

    def file(self, file: Attachment) -> str:
        return f"{self.base}files/{file.id}/{quote(file.filename)}"

    def is_picture(self, file: Attachment) -> bool:
        return file.content_type in PICTURES

    def options(self, menu: Menu) -> list[Option]:
        return menu_options(self.view, menu)


@dataclass
class Excerpt:
    """Some messages of a channel, as HTML by id; `order` is oldest first."""

    html: dict[int, str] = field(default_factory=dict)
    earlier: bool = False
    later: bool = False

    @property
    def order(self) -> list[int]:
        return [*self.html]


class LogView:
    """Renders messages for one person. A message that has not changed is not rendered again."""

    def __init__(self, view: UserView, index: ActionIndex, base: str) -> None:
        self._view, self._index = view, index
        self._live = Live(view, base)
        self._words = {**view.words, "size": partial(size_words, view.language)}
        self._template = template("entry")
        self._rendered: dict[int, tuple[object, str]] = {}

    def excerpt(self, channel: Channel, until: int | None) -> Excerpt:
        """The messages up to the one with the id `until`, or the newest."""
        entries: list[Message | Interaction] = [
            *self._view.messages(channel), *self._view.failures(channel, self._index.actions)
        ]  # fmt: skip
        entries.sort(key=lambda each: each.id)
        end = len(entries) if until is None else sum(each.id <= until for each in entries)
        start = max(0, end - NEAR)
        found = Excerpt(earlier=start > 0, later=end < len(entries))
        for number in range(start, end):
            before = entries[number - 1] if number else None
            found.html[entries[number].id] = self._html(entries[number], before)
        return found

    def _html(self, entry: Message | Interaction, before: Message | Interaction | None) -> str:
        day = entry.at.astimezone(self._view.zone).date()
        new_day = before is None or before.at.astimezone(self._view.zone).date() != day
        continued = not new_day and _is_continued(entry, before)
        key = (self._version(entry), new_day, continued)
        known = self._rendered.get(entry.id)
        if known and known[0] == key:
            return known[1]
        date = format_date(day, "full", locale=babel_locale(self._view.language)) if new_day else ""
        html = self._template.render(
            it=self._failure(entry) if isinstance(entry, Interaction) else self._message(entry),
            continued=continued, date=date, words=self._words, live=self._live,
        )  # fmt: skip
        self._rendered[entry.id] = (key, html)
        return html

    def _version(self, entry: Message | Interaction) -> object:
        """Differs whenever the entry looks different."""
        if isinstance(entry, Interaction):
            return None
        now = self._view.person.world.clock.now()
        minute = now.replace(second=0, microsecond=0) if ":R>" in entry.text else None
        return (
            entry.content, entry.flags, entry.edited, entry.pinned, minute,
            id(entry.components), id(entry.embeds), tuple(file.id for file in entry.attachments),
            self._index.has_failed(entry, self._view), entry.replies_to and entry.replies_to.deleted,
        )  # fmt: skip

    def _message(self, message: Message) -> dict[str, object]:
        view, origin = self._view, self._index.origin(message)
        used = origin is not None and origin.kind == InteractionType.COMMAND
        return {
            "id": message.id,
            "name": message.author.name,
            "avatar": Avatar.of(message.author.name),
            "bot": message.author.bot,
            "time": view.timestamps.clock_time(message.at),
            "sentence": view.actions.sentence(origin)[0] if origin and used else "",
            "replies_to": self._quoted(message),
            "thinking": message.loading,
            "body": view.bodies.render(message, view.person.world.clock.now(), None),
            "edited": message.edited is not None,
            "pinned": message.pinned,
            "private": message.ephemeral,
            "pinged": message.channel.guild is not None and view.is_for_me(message),
            "problem": view.words["interaction_failed"] if self._index.has_failed(message, view) else "",
        }

    def _quoted(self, message: Message) -> object:
        if message.replies_to is None:
            return ""
        return fill_in(self._view.words["replies_to"].replace("%s", "%(name)s"),
                       name=isolate(message.replies_to.author.name))  # fmt: skip

    def _failure(self, action: Interaction) -> dict[str, object]:
        bot = self._view.person.world.bot
        return {
            "id": action.id,
            "name": bot.name,
            "avatar": Avatar.of(bot.name),
            "bot": True,
            "time": self._view.timestamps.clock_time(action.at),
            "sentence": self._view.actions.sentence(action)[0],
            "replies_to": "",
            "thinking": False,
            "body": None,
            "edited": False,
            "pinned": False,
            "private": True,
            "pinged": False,
            "problem": self._view.words["not_answered"],
        }


def size_words(language: str, length: int) -> str:
    """A file of `length` bytes, in the reader's units: `1.6 MB`."""
    unit, point = "o" if language == "fr" else "B", "." if language == "en" else ","
    if length < 1000:
        return f"{length}\u00a0{unit}"
    number, large = (length / 1000, "k") if length < 1_000_000 else (length / 1_000_000, "M")
    return f"{number:.1f}".replace(".", point) + f"\u00a0{large}{unit}"


def _is_continued(entry: Message | Interaction, before: Message | Interaction | None) -> bool:
    """Whether it follows a message of the same author, so that the name is not repeated."""
    if not (isinstance(entry, Message) and isinstance(before, Message)) or entry.replies_to or entry.interaction:
        return False
    same = entry.author is before.author and entry.ephemeral == before.ephemeral
    return same and entry.at - before.at < CONTINUED_WITHIN
