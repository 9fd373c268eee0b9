"""The transcript of a rehearsal: one page that looks like the chat.

render_transcript(server, guild, workshop, organiser=…, facilitator=…, coordinators=[…], faults=[…])
"""

from collections.abc import Iterator, Sequence

from bot.core.programme import Workshop
from bot.i18n.catalogue import Phrases
from bot.rehearsal.transcript.entries import EntryRenderer
from bot.rehearsal.transcript.events import collect_events
from bot.rehearsal.transcript.grouping import group_events
from bot.rehearsal.transcript.languages import ReaderLanguages, of_paragraphs
from bot.rehearsal.transcript.page import Page
from bot.rehearsal.transcript.page_language import PageLanguage
from bot.rehearsal.transcript.readers import Reader, Readers
from fakecord import DiscordServer, Guild, InteractionType, Person
from fakecord.render.actions import ActionRenderer, ActionWords
from fakecord.render.message_body import BodyRenderer
from fakecord.render.names import Names
from fakecord.render.texts import TextRenderer


def render_transcript(
    server: DiscordServer, guild: Guild, workshop: Workshop, *,
    organiser: Person, facilitator: Person, coordinators: Sequence[Person],
    faults: Sequence[str] = (), language: str | None = None,
) -> str:  # fmt: skip
    """The transcript of `guild`, as HTML. Nothing may happen in the server meanwhile.

    The page offers the views of the people given. `faults` are lines about what went wrong. `language` is the page's
    own, by default the workshop's first.
    """
    page_language = PageLanguage.of(language or workshop.first_language, workshop)
    readers = Readers(tuple(_readers(page_language.phrases, organiser, facilitator, coordinators)))
    events = collect_events(server, guild, readers)
    names = Names(server.world, guild)
    texts = TextRenderer(names, workshop.zone, page_language.phrases.language, of_paragraphs(workshop.languages))
    actions = ActionRenderer(_action_words(page_language.phrases), names, texts)
    renderer = EntryRenderer(page_language, BodyRenderer(texts), actions, ReaderLanguages(server, workshop))
    days = group_events(workshop, events, readers)
    figures = _figures(server, guild, workshop, page_language)
    return Page(workshop, page_language, figures, tuple(faults), readers.each, days, renderer).html()


def _readers(_: Phrases, organiser: Person, facilitator: Person, coordinators: Sequence[Person]) -> Iterator[Reader]:
    roles = [(organiser, _("Organiser")), (facilitator, _("Facilitator"))]
    roles += [(person, _("Coordinator")) for person in coordinators]
    for number, (person, role) in enumerate(roles):
        yield Reader(str(number), person, role)


def _action_words(_: Phrases) -> ActionWords:
    return ActionWords(
        used=_("%(name)s used %(command)s"),
        pressed=_("%(name)s pressed “%(button)s”"),
        chose=_("%(name)s chose “%(options)s”"),
        sent_form=_("%(name)s sent a form"),
        failed=_("This interaction failed: no answer came in time."),
        not_sent=_("The form was opened and not sent."),
        yes=_("yes"),
        no=_("no"),
    )


def _figures(server: DiscordServer, guild: Guild, workshop: Workshop, language: PageLanguage) -> list[tuple[str, str]]:
    """How many of each thing there were, and the word for it."""
    _ = language.phrases
    sessions, administrations = len(workshop.sessions), len(workshop.administrations)
    people = sum(not member.user.bot for member in guild.members.values())
    announcements = _announcements(server, guild, workshop)
    interactions = sum(i.kind != InteractionType.AUTOCOMPLETE for i in server.interactions)
    counted = [
        (sessions, _.n("session", "sessions", sessions)),
        (people, _.n("person", "people", people)),
        (administrations, _.n("administration", "administrations", administrations)),
        (announcements, _.n("announcement", "announcements", announcements)),
        (interactions, _.n("interaction", "interactions", interactions)),
    ]
    return [(language.formats.number(count), words) for count, words in counted]


def _announcements(server: DiscordServer, guild: Guild, workshop: Workshop) -> int:
    """Messages of the bot in the announcement channels; one posted in two channels counts twice."""
    where = workshop.channels.announcements
    names = {where} if isinstance(where, str) else set(where.values())
    channels = [c for c in server.channels if c.guild is guild and names & {c.name, str(c.id)}]
    return sum(m.author is server.bot and not m.ephemeral for c in channels for m in c.messages)
