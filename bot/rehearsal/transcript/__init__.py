"""The transcript of a rehearsal: one page that looks like the chat.

render_transcript(server, guild, workshop, organiser=…, facilitator=…, coordinators=[…], counts={…}, faults=[…])
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from bot.core.programme import Workshop
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases
from bot.rehearsal.transcript.entries import EntryRenderer
from bot.rehearsal.transcript.events import collect_events
from bot.rehearsal.transcript.grouping import group_events
from bot.rehearsal.transcript.languages import ReaderLanguages, paragraph_languages
from bot.rehearsal.transcript.page import Page
from bot.rehearsal.transcript.page_language import PageLanguage
from bot.rehearsal.transcript.readers import Reader, Readers
from fakecord import DiscordServer, Guild, Person
from fakecord.render.actions import ActionRenderer, ActionWords
from fakecord.render.message_body import BodyRenderer
from fakecord.render.names import Names
from fakecord.render.texts import TextRenderer


def render_transcript(
    server: DiscordServer, guild: Guild, workshop: Workshop, *,
    organiser: Person, facilitator: Person, coordinators: Sequence[Person],
    counts: Mapping[str, int], faults: Sequence[str] = (), language: str | None = None,
) -> str:  # fmt: skip
    """The transcript of `guild`, as HTML. The server must not change meanwhile.

    The page offers the views of the people given. `counts` are the figures of the summary. `faults` are lines about
    what went wrong. `language` is the page's own, by default the workshop's first.
    """
    page_language = PageLanguage.of(language or workshop.first_language, workshop)
    readers = Readers(tuple(_readers(page_language.phrases, organiser, facilitator, coordinators)))
    events = collect_events(server, guild, readers)
    names = Names(server.world, guild)
    texts = TextRenderer(
        names, workshop.zone, page_language.phrases.language, partial(paragraph_languages, workshop.languages)
    )
    actions = ActionRenderer(_action_words(page_language.phrases), names, texts)
    renderer = EntryRenderer(page_language, BodyRenderer(texts), actions, ReaderLanguages(server, workshop))
    days = group_events(workshop, events, readers)
    figures = _figures(page_language, workshop, counts)
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


def _figures(language: PageLanguage, workshop: Workshop, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """The number of each thing with its label. Things with the number 0 are left out."""
    _, f = language.phrases, language.formats
    groups = group_word.many(_, workshop) if workshop.groups else None
    words = {
        "sessions": _.n("session", "sessions", counts["sessions"]),
        "participants": _.n("participant", "participants", counts["participants"]),
        "administrations": groups or _.n("administration", "administrations", counts["administrations"]),
        "announcements": _.n("announcement", "announcements", counts["announcements"]),
        "answers": _.n("answer", "answers", counts["answers"]),
        "key_messages": _.n("key message", "key messages", counts["key_messages"]),
        "interactions": _.n("interaction", "interactions", counts["interactions"]),
    }
    return [(f.number(counts[each]), word) for each, word in words.items() if counts[each]]
