"""The names of the commands' options as phrases: pybabel cannot see them in the parameters discord.py reads."""

from bot.i18n.catalogue import mark

OPTION_NAMES = {
    "action": mark("action"),
    "administration": mark("administration"),
    "announcement": mark("announcement"),
    "anonymous": mark("anonymous"),
    # Translators: name of an option: at which time
    "at": mark("at (option)"),
    # Translators: name of an option: who answers, each person or each group
    "by": mark("by (option)"),
    "cascade": mark("cascade"),
    "code": mark("code"),
    "day": mark("day"),
    "direct_messages": mark("direct_messages"),
    # Translators: name of an option: whether to discard the question with its answers
    "discard": mark("discard"),
    "file": mark("file"),
    "format": mark("format"),
    "invitation": mark("invitation"),
    "kind": mark("kind"),
    "language": mark("language"),
    "member": mark("member"),
    "message": mark("message"),
    "minutes": mark("minutes"),
    # Translators: name of an option: whether to publish in spite of what is missing
    "override": mark("override"),
    # Translators: name of an option: a question to the participants
    "prompt": mark("prompt"),
    # Translators: name of an option: whether to show the results to everyone
    "publish": mark("publish"),
    "reason": mark("reason"),
    # Translators: name of an option: whether to make new codes
    "reissue": mark("reissue"),
    "session": mark("session"),
    "share": mark("share"),
    # Translators: name of an option: when a session starts
    "start": mark("start (option)"),
    "status": mark("status (option)"),
    "url": mark("url"),
}
"""The phrase for each option. `(option)` distinguishes it from a command with the same name."""
