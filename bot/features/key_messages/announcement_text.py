"""Texts of announcements about the key-message desk, in one language.

`aloud`: for reading out, where there are no buttons.
"""

from datetime import timedelta

from bot.core.opening_times import desk_closes
from bot.core.schedule import Schedule
from bot.features.key_messages.text import closing_time
from bot.i18n.catalogue import Phrases
from bot.i18n.formats import Formats


def desk_open(_: Phrases, f: Formats, schedule: Schedule, *, aloud: bool = False) -> str:
    """The desk is open: how many messages each administration may send, how, and until when."""
    desk, closes = schedule.workshop.desk, desk_closes(schedule)
    assert desk is not None
    assert closes is not None
    how = [] if aloud else [_("Write with the button below, or with /keymessage write.")]
    return "\n".join(
        [
            _("**The key-message desk is open**"),
            _.n(
                "What should people remember from this meeting? Each group may send %(count)s message.",
                "What should people remember from this meeting? Each group may send up to %(count)s messages.",
                desk.per_administration,
            ),
            " ".join([*how, _("You can edit until the desk closes.")]),
            closing_time(_, f, closes),
        ]
    )


def desk_reminder(_: Phrases, f: Formats, schedule: Schedule, missing: int, before: timedelta) -> str:
    """The desk closes soon, and `missing` administrations have sent nothing yet. They are not named in public."""
    closes = desk_closes(schedule)
    assert closes is not None
    return "\n".join(
        [
            _("**The key-message desk closes in %(before)s**", before=f.length(before)),
            closing_time(_, f, closes),
            still_missing(_, missing),
        ]
    )


def still_missing(_: Phrases, count: int) -> str:
    return _.n(
        "%(count)s group has sent no key message yet.",
        "%(count)s groups have sent no key message yet.",
        count,
    )


def desk_close(_: Phrases, sent: int, administrations: int, messages: int) -> str:
    """The desk is closed: `messages` came from `sent` administrations."""
    return "\n".join(
        [
            _("**The key-message desk is closed**"),
            _.n(
                "%(count)s message was received, from %(sent)s of the %(all)s groups.",
                "%(count)s messages were received, from %(sent)s of the %(all)s groups.",
                messages,
                sent=sent,
                all=administrations,
            ),
        ]
    )
