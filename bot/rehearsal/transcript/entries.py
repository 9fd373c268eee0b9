"""Events as the page's template needs them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.rehearsal.transcript.events import Event
from bot.rehearsal.transcript.grouping import ChannelRun, CollapsedEvents
from bot.rehearsal.transcript.languages import ReaderLanguages
from bot.rehearsal.transcript.page_language import PageLanguage
from fakecord import Edit, Message
from fakecord.render.actions import Action, ActionRenderer
from fakecord.render.markup import Avatar, fill_in, isolate
from fakecord.render.message_body import BodyRenderer, MessageBody

CONTINUED_WITHIN = timedelta(minutes=7)
"""Messages that follow one of the same author within this time show no name, as in Discord."""
KEPT_VERSIONS = 3
"""Of a message edited many times the page keeps this many of the first and as many of the last versions."""


@dataclass(frozen=True, slots=True)
class Version:
    until: Markup
    body: MessageBody


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A message. `continued`: it is shown under the name of the message before.

    `left_out` is the number of versions not shown. `silent`: no phone made a sound.
    """

    avatar: Avatar
    bot: bool
    time: Markup
    continued: bool
    silent: bool
    body: MessageBody
    thinking: bool
    edited: Markup
    versions: list[Version]
    left_out: int
    deleted: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the page: an action, a message or both. `visible_to`: see `Event`."""

    number: str
    visible_to: str
    action: Action | None
    message: MessageEntry | None
    time: Markup
    only: Markup
    """Names the only person who saw it. Empty if everyone in the channel did."""


@dataclass(frozen=True, slots=True)
class CollapsedEntries:
    """Private exchanges that are collapsed into one line."""

    visible_to: str
    title: Markup
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class EntryRenderer:
    """Turns events into entries."""

    page_language: PageLanguage
    body_renderer: BodyRenderer
    action_renderer: ActionRenderer
    reader_languages: ReaderLanguages

    def entries(self, run: ChannelRun) -> list[Entry | CollapsedEntries]:
        found: list[Entry | CollapsedEntries] = []
        before: Event | None = None
        for item in run.items:
            if isinstance(item, CollapsedEvents):
                found.append(self._collapsed(item))
                before = None
            else:
                found.append(self._entry(item, before))
                before = item
        return found

    def _collapsed(self, collapsed: CollapsedEvents) -> CollapsedEntries:
        entries = [self._entry(each, None) for each in collapsed.events]
        visible_to = " ".join(sorted({key for each in collapsed.events for key in each.visible_to.split()}))
        return CollapsedEntries(visible_to, self._title(collapsed), entries)

    def _title(self, collapsed: CollapsedEvents) -> Markup:
        _, count = self.page_language.phrases, len(collapsed.events)
        people = {each.only_for for each in collapsed.events if each.only_for}
        one = next(iter(people)) if len(people) == 1 else None
        return fill_in(
            _("%(exchanges)s with %(people)s"),
            exchanges=_.n("%(count)s private exchange", "%(count)s private exchanges", count),
            people=isolate(one.name) if one else _.n("%(count)s person", "%(count)s people", len(people)),
        )

    def _entry(self, event: Event, before: Event | None) -> Entry:
        action = self.action_renderer.render(event.action) if event.action else None
        message = self._message_entry(event, _is_continued(event, before)) if event.message else None
        return Entry(
            f"{event.id:x}", event.visible_to, action, message, self.page_language.time(event.at), self._only(event)
        )

    def _only(self, event: Event) -> Markup:
        if event.only_for is None or not event.message:
            return Markup()
        _ = self.page_language.phrases
        phrase = _("Only %(name)s sees this") if event.channel.guild else _("Direct message with %(name)s")
        return fill_in(phrase, name=isolate(event.only_for.name))

    def _message_entry(self, event: Event, continued: bool) -> MessageEntry:
        message = event.message
        assert message
        language = self._language(event)
        earlier = _earlier_versions(message)
        versions = [
            Version(self.page_language.time(edit.until), self.body_renderer.render(edit, edit.until, language))
            for edit in _first_and_last(earlier)
        ]
        return MessageEntry(
            avatar=Avatar.of(message.author.name),
            bot=message.author.bot,
            time=self.page_language.time(message.at),
            continued=continued,
            silent=message.silent,
            body=self.body_renderer.render(message, message.edited or message.at, language),
            thinking=message.loading,
            edited=self._time(message.edited),
            versions=versions,
            left_out=len(earlier) - len(versions),
            deleted=self._time(message.deleted),
        )

    def _time(self, at: datetime | None) -> Markup:
        return self.page_language.time(at) if at else Markup()

    def _language(self, event: Event) -> str | None:
        """The language of a private message's reader, else that of the channel. None if it has none."""
        if event.only_for:
            return self.reader_languages.of_person(event.only_for, event.id)
        return self.reader_languages.of_channel(event.channel)


def _is_continued(event: Event, before: Event | None) -> bool:
    """Whether it follows a message of the same author, to the same readers, within `CONTINUED_WITHIN`."""
    if not (before and before.message and event.message) or event.action or before.only_for is not event.only_for:
        return False
    return event.message.author is before.message.author and event.at - before.at < CONTINUED_WITHIN


def _first_and_last(edits: list[Edit]) -> list[Edit]:
    few = len(edits) <= 2 * KEPT_VERSIONS
    return edits if few else [*edits[:KEPT_VERSIONS], *edits[-KEPT_VERSIONS:]]


def _earlier_versions(message: Message) -> list[Edit]:
    """The earlier versions whose text, embeds or files differ from those of the next version."""
    versions: list[Edit | Message] = [*message.edits, message]
    contents = [(it.content, it.embeds, [file.id for file in it.attachments]) for it in versions]
    return [edit for edit, this, then in zip(message.edits, contents, contents[1:], strict=False) if this != then]
