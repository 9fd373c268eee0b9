"""Texts of the welcome message and of the form to join, in one language."""

from datetime import timedelta

from bot.chat.escaping import escape_inline
from bot.chat.wording import data_controller, own_notice
from bot.core.programme import Administration, Registration, Workshop
from bot.i18n import group_word
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats

MOST_IN_MENU = 25
"""Discord takes no more options in a menu (Component Reference)."""


def has_button(workshop: Workshop) -> bool:
    """Whether people can join with the button: a code identifies the group, and a menu has room for few groups."""
    return workshop.registration is Registration.CODE or len(workshop.administrations) <= MOST_IN_MENU


def welcome(_: Phrases, f: Formats, workshop: Workshop) -> str:
    """What the workshop is, how to take part, what is stored, and who is responsible."""
    known = [recognition(_)] if workshop.previous else []
    kept = [what_is_kept(_), *known, *data_controller(_, workshop), *own_notice(_, workshop)]
    title = _("**Welcome to “%(workshop)s”**", workshop=_.of(workshop.title))
    return "\n".join([title, _what_this_is(_, f, workshop), _how_to_join(_, workshop), *kept])


def _what_this_is(_: Phrases, f: Formats, workshop: Workshop) -> str:
    days = [day.date for day in workshop.days]
    first, last = f.day(days[0]), f.day(days[-1])
    if first == last:
        when = _("The workshop takes place on %(day)s.", day=first)
    elif days[-1] - days[0] == timedelta(days=1):
        when = _("The workshop takes place on %(first)s and on %(last)s.", first=first, last=last)
    else:
        when = _("The workshop takes place from %(first)s to %(last)s.", first=first, last=last)
    if workshop.desk:
        what = _("I am its bot: I announce the sessions, record attendance, and collect answers and key messages.")
    else:
        what = _("I am its bot: I announce the sessions, record attendance, and collect answers.")
    return f"{when} {what}"


def _how_to_join(_: Phrases, workshop: Workshop) -> str:
    if not has_button(workshop):
        how = _("To take part, type /join and pick for whom you take part.")
    elif workshop.registration is Registration.CODE:
        how = _("To take part, press the button below and type the code that you were given.")
    else:
        how = _("To take part, press the button below and pick for whom you take part.")
    if workshop.registration is Registration.APPROVAL:
        how += " " + _("The organisers then confirm your registration.")
    return how


def what_is_kept(_: Phrases) -> str:
    """What is stored. People read it before any data are stored."""
    return _(
        "From then on I keep your name and Discord id, for whom you take part, when you are present, and what you "
        "answer and write. Details: /privacy show. Have it erased: /privacy erase."
    )


def recognition(_: Phrases) -> str:
    """How people from the previous edition are recognised."""
    return _("Whoever took part last time is recognised by their Discord account.")


def welcome_back(_: Phrases, name: str) -> str:
    return _("Welcome back, %(name)s.", name=escape_inline(name))


def last_time(_: Phrases, administration: str) -> str:
    return _("Last time you took part for: %(administration)s.", administration=administration)


def already_joined(_: Phrases, workshop: Workshop, administration: Administration) -> str:
    """The button was pressed by someone who belongs to that group already."""
    return _(
        "You have joined already. %(group)s: %(name)s. There is nothing more to do. If it is the wrong one, "
        "change it with /join.",
        group=group_word.one(_, workshop),
        name=_.of(administration.name),
    )
