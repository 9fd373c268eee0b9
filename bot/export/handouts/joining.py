"""How to join on a phone, in five steps."""

from bot.core.programme import Registration
from bot.export.handouts.pictures import ALTERNATIVES, picture
from bot.export.handouts.sheet import Step, Steps
from bot.export.handouts.sheet_locale import SheetLocale

MOST_IN_MENU = 25
"""Most options of a menu (Discord, Component Reference). With more groups, and no codes, there is no button."""


def joining(_: SheetLocale) -> Steps:
    steps = (
        ("app", _("Install the free app Discord from your phone’s app store. Open it and create an account.")),
        ("invitation", _("On this phone, open the link to the server, and accept the invitation.")),
        ("channel", _channel(_)),
        *_last_steps(_),
    )
    return Steps(tuple(Step(text, picture(name, _.language), _(ALTERNATIVES[name])) for name, text in steps))


def _channel(_: SheetLocale) -> str:
    channel = _.workshop.channels.announcements
    name = channel if isinstance(channel, str) else _.of(channel)
    if name.isdecimal():  # an id
        return _("Open the channel for announcements. The bot’s welcome is there.")
    return _("Open the channel #%(channel)s. The bot’s welcome is there.", channel=name)


def _last_steps(_: SheetLocale) -> tuple[tuple[str, str], tuple[str, str]]:
    workshop = _.workshop
    press = "button", _("Below the welcome, press “%(button)s”.", button=_("Join"))
    if workshop.registration is Registration.CODE:
        return press, ("code", _("Type the code of this invitation, and send it. That is all."))
    pick = _("Pick for whom you take part, and send it. That is all.")
    if workshop.registration is Registration.APPROVAL:
        pick = _("Pick for whom you take part, and send it. An organiser then lets you in.")
    if len(workshop.administrations) > MOST_IN_MENU:
        press = "command", _("In this channel, type the command to join: %(command)s", command=_.command("join"))
    return press, ("menu", pick)
