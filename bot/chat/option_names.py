"""The names of the commands' options as phrases: pybabel cannot see them in the parameters discord.py reads."""

from bot.i18n.catalogue import mark

OPTION_NAMES = {
    "action": mark("action"),
    "administration": mark("administration"),
    "announcement": mark("announcement"),
    "anonymous": mark("anonymous"),
    "at": mark("at (option)"),
    "by": mark("by (option)"),
    "cascade": mark("cascade"),
    "code": mark("code"),
    "day": mark("day"),
    "direct_messages": mark("direct_messages"),
    "discard": mark("discard"),
    "file": mark("file"),
    "format": mark("format"),
    "invitation": mark("invitation"),
    "kind": mark("kind"),
    "language": mark("language"),
    "member": mark("member"),
    "message": mark("message"),
    "minutes": mark("minutes"),
    "override": mark("override"),
    "prompt": mark("prompt"),
    "publish": mark("publish"),
    "reason": mark("reason"),
    "reissue": mark("reissue"),
    "session": mark("session"),
    "share": mark("share"),
    "start": mark("start (option)"),
    "status": mark("status (option)"),
    "url": mark("url"),
}
"""The phrase that each is translated by; `(option)` tells it from a command of that name."""
