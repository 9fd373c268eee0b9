"""The transcript as one self-contained HTML page."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from bot.core.programme import Workshop
from bot.rehearsal.transcript.entries import CollapsedEntries, Entry, EntryRenderer
from bot.rehearsal.transcript.grouping import DaySection, SessionSection, place_id
from bot.rehearsal.transcript.page_language import PageLanguage
from bot.rehearsal.transcript.readers import EVERYONE, Reader, is_open
from fakecord import Channel
from fakecord.render.escaping import escape_html
from fakecord.render.markup import fill_in, isolate
from fakecord.render.names import channel_label
from fakecord.render.templates import SHARED, environment

TEMPLATE = Path(__file__).with_name("template")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page shows."""

    workshop: Workshop
    language: PageLanguage
    figures: list[tuple[str, str]]
    """Counts and their words."""
    faults: tuple[str, ...]
    readers: tuple[Reader, ...]
    days: list[DaySection]
    renderer: EntryRenderer

    def html(self) -> str:
        script = _file("page.js")
        return (
            environment(TEMPLATE)
            .get_template("page.html")
            .render(
                language=self.language.phrases.language,
                title=self.language.phrases.of(self.workshop.title),
                css=Markup((SHARED / "message.css").read_text(encoding="utf-8") + _file("page.css")),
                script=Markup(script),
                script_hash=b64encode(sha256(script.encode()).digest()).decode(),
                words=self._words(),
                figures=self.figures,
                faults=[escape_html(line) for line in self.faults],
                views=self._views(),
                places=self._places(),
                days=[self._day(day) for day in self.days],
            )
        )

    def _words(self) -> dict[str, Any]:
        _ = self.language.phrases
        return {
            "rehearsal": _("Rehearsal"),
            "transcript": _("Transcript of the rehearsal"),
            "invented": _(
                "This is a rehearsal. The bot is real; the people, their names and what they say are "
                "invented, and Discord is simulated on the organisers' own machine."
            ),
            "zone": _("Times are those of %(place)s; hover over one for UTC.", place=self.language.formats.place()),
            "menu": _("Menu"),
            # Translators: button of a page: close what is shown
            "close": _("Close"),
            "skip": _("Skip to the chat"),
            "contents": _("Days and sessions"),
            "view": _("View as"),
            "channels": _("Channels"),
            "all_channels": _("All channels"),
            "figures": _("In figures"),
            "faults": _("Problems found"),
            "more_faults": _("%(count)s more", count=len(self.faults) - 10),
            "no_faults": _("No problems."),
            "edited": _("edited"),
            "silent": _("silent"),
            "until": _("until %(time)s"),
            "deleted": _("deleted at %(time)s"),
            "thinking": _("is thinking…"),
            "not_held": _("not opened"),
            "buttons": _("Buttons"),
            "disabled": _("not available"),
            "menu_of": _("Menu with %(count)s options"),
            "files": _("Files"),
            "form": _("Form"),
            "empty": _("left empty"),
            "left_out": _("%(count)s more versions between these"),
            "size": self._size,
            "filled": fill_in,
        }

    def _size(self, length: int) -> str:
        if length < 1000:
            return f"{length}\u00a0B"
        return f"{self.language.formats.number(round(length / 1000, 1))}\u00a0kB"

    def _views(self) -> list[tuple[str, Markup]]:
        """The keys of the views to choose from, each with its label; the empty key shows everything."""
        _ = self.language.phrases
        readers = [(r.key, Markup("{}<small>{}</small>").format(r.role, isolate(r.person.name))) for r in self.readers]
        return [("", escape(_("Everything"))), (EVERYONE, escape(_("What everyone saw"))), *readers]

    def _places(self) -> list[tuple[str, Markup]]:
        """The channels in which something happened, in the server's order; direct messages last."""
        found = [run.channel for day in self.days for section in day.sections for run in section.runs]
        by_place = {place_id(channel): channel for channel in found}
        channels = sorted(by_place.values(), key=lambda c: (c.guild is None, c.position, c.id))
        return [(_token(channel), self._listed_place(channel)) for channel in channels]

    def _place(self, channel: Channel) -> Markup:
        _ = self.language.phrases
        if channel.guild is None:
            return escape(_("Direct messages"))
        return isolate(channel_label(channel))

    def _listed_place(self, channel: Channel) -> Markup:
        """As `_place`. Two channels may have one name, if one was deleted and made again."""
        place, _ = self._place(channel), self.language.phrases
        return fill_in(_("%(channel)s (deleted)"), channel=place) if channel.deleted else place

    def _day(self, it: DaySection) -> dict[str, Any]:
        _, f = self.language.phrases, self.language.formats
        date = f.day(it.date)
        return {
            "anchor": f"day-{it.date}",
            "date": date[:1].upper() + date[1:],
            "short": f.short_day(it.date),
            "number": _("Day %(number)s", number=it.day.number) if it.day else "",
            "title": _.of(it.day.title) if it.day else "",
            "sections": [self._section(section) for section in it.sections],
        }

    def _section(self, it: SessionSection) -> dict[str, Any]:
        session = it.session
        return {
            "anchor": f"session-{session.id}" if session else "",
            "title": self.language.phrases.of(session.title) if session else "",
            "planned": self.language.formats.time(session.start) if session else "",
            "held": it.opened is not None,
            "note": self._moved(it),
            "runs": [self._run(run.channel, self.renderer.entries(run)) for run in it.runs],
        }

    def _moved(self, it: SessionSection) -> str:
        """A note if a session opened at another time than planned in the file."""
        if it.session is None or it.opened is None:
            return ""
        _, f = self.language.phrases, self.language.formats
        same = f.moment(it.opened) == f.moment(it.session.start)
        return "" if same else _("opened at %(time)s", time=f.time(it.opened))

    def _run(self, channel: Channel, entries: list[Entry | CollapsedEntries]) -> dict[str, Any]:
        visible_to = " ".join(sorted({key for entry in entries for key in entry.visible_to.split()}))
        return {
            "token": _token(channel),
            "place": self._place(channel),
            "hidden": channel.guild is not None and not is_open(channel),
            "visible_to": visible_to,
            "entries": entries,
        }


def _token(channel: Channel) -> str:
    """Identifies a channel in the page's attributes."""
    return f"{place_id(channel):x}"


def _file(name: str) -> str:
    return (TEMPLATE / name).read_text(encoding="utf-8")
