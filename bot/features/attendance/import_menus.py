"""The menus and the form in which an organiser assigns the names of a report to people; in one language."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.chat.escaping import escape_inline
from bot.chat.forms import form, text_field
from bot.chat.posts import Post, button, buttons, menu, shortened
from bot.core.people import Participant
from bot.core.programme import Administration
from bot.features.attendance.import_model import ImportDraft
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MAX_MENUS = 4
"""Menus shown at a time: a message has five rows, and the buttons take one."""
MAX_OPTIONS = 25
"""Discord allows no more options in a menu."""
LINES_PER_PAGE = MAX_MENUS * MAX_OPTIONS
ANY_ADMINISTRATION = "more"
"""The option that opens menus of all administrations, if they do not fit in the first menu."""

Option = tuple[str, str]


def line_menu(
    _: Phrases,
    f: Formats,
    draft: ImportDraft,
    index: int,
    people: Mapping[int, Participant],
    administrations: Sequence[Administration],
) -> discord.ui.Item[Any]:
    """The menu for one name: the candidates, a guest of an administration, or nobody.

    `people` are the participants by number. Raises `NotAnOption` if there is no such line.
    """
    line = draft.line(index)
    names = {a.code: _.of(a.name) for a in administrations}
    candidates = [
        (f"{p.name} ({names.get(p.administration, p.administration)})", f"p:{p.id}")
        for p in (people.get(id) for id in line.candidates)
        if p
    ]
    guests, nobody = _guest_options(_, f, administrations), [(_("None of these people: do not count"), "-")]
    guessed = [option for option in guests if option[1] == f"g:{line.guess}"]
    if len(candidates) + len(guests) + len(nobody) > MAX_OPTIONS:
        guests = [*guessed, (_("A guest of a group…"), ANY_ADMINISTRATION)]
    else:
        guests = [*guessed, *(option for option in guests if option not in guessed)]
    placeholder = _("%(name)s: who is this?", name=shortened(line.name, 80))
    options = [*candidates[: MAX_OPTIONS - len(guests) - 1], *guests, *nobody]
    return menu(f"attendance:settle:{draft.id}:{index}", options, placeholder=placeholder)


def line_post(
    _: Phrases,
    f: Formats,
    draft: ImportDraft,
    index: int,
    people: Mapping[int, Participant],
    administrations: Sequence[Administration],
) -> Post:
    """One line that is to be changed. Raises `NotAnOption` if there is no such line."""
    name = escape_inline(draft.line(index).name)
    item = line_menu(_, f, draft, index, people, administrations)
    return Post.of(_("Who is %(name)s?", name=name), view=buttons([item], [_back(_, draft)]))


def settled_lines(_: Phrases, draft: ImportDraft, page: int) -> Post:
    """Menus of the settled lines, to pick the one to change. A page has up to a hundred lines."""
    options = [(draft.lines[index].name, str(index)) for index in draft.settled]
    shown = options[page * LINES_PER_PAGE : (page + 1) * LINES_PER_PAGE]
    rows = [
        [menu(f"attendance:line:{draft.id}:{n}", each, placeholder=f"{each[0][0]} – {each[-1][0]}")]
        for n, each in enumerate(shown[n : n + MAX_OPTIONS] for n in range(0, len(shown), MAX_OPTIONS))
    ]
    last = [_back(_, draft)]
    if len(options) > (page + 1) * LINES_PER_PAGE:
        last.append(button(_("More lines"), f"attendance:lines:{draft.id}:{page + 1}"))
    return Post.of(_("Which line is to be changed?"), view=buttons(*rows, last))


def administration_menus(
    _: Phrases, f: Formats, administrations: Sequence[Administration], draft: ImportDraft, index: int
) -> Post:
    """Every administration for one name, in several menus. Raises `NotAnOption` if there is no such line."""
    name = escape_inline(draft.line(index).name)
    options = _guest_options(_, f, administrations)
    pages = [options[n : n + MAX_OPTIONS] for n in range(0, len(options), MAX_OPTIONS)][: MAX_MENUS + 1]
    rows = [
        [menu(f"attendance:settle:{draft.id}:{index}:{page}", each, placeholder=f"{each[0][0]} – {each[-1][0]}")]
        for page, each in enumerate(pages)
    ]
    return Post.of(_("Whose guest is %(name)s?", name=name), view=buttons(*rows))


def zone_form(_: Phrases, draft: ImportDraft) -> discord.ui.Modal:
    field = text_field(
        _("The time zone of the times in the file"),
        "zone",
        most=60,
        hint=_("A city of the zone list, such as Europe/Paris, or UTC+3"),
        lines=False,
    )
    return form(_("Time zone"), f"attendance:zoned:{draft.id}", field)


def _back(_: Phrases, draft: ImportDraft) -> discord.ui.Item[Any]:
    # Translators: button: go back
    return button(_("Back"), f"attendance:preview:{draft.id}")


def _guest_options(_: Phrases, f: Formats, administrations: Sequence[Administration]) -> list[Option]:
    return [
        (_("Guest of %(administration)s", administration=_.of(a.name)), f"g:{a.code}")
        for a in f.sorted(administrations, lambda a: _.of(a.name))
    ]
