"""Messages for the errors of key messages and their desk: what is wrong, and what to do next."""

from datetime import datetime

from bot.chat.escaping import block_quote
from bot.chat.refusals import typed
from bot.features.key_messages.errors import (
    DeskClosed,
    DeskIsOver,
    NoDesk,
    NoPreviousEdition,
    NotComplete,
    NotPublished,
    NotYours,
    Outdated,
    OwnMessage,
    TextChanged,
    TooManyMessages,
    TooManyVersions,
    UnknownMessage,
)
from bot.features.key_messages.progress_errors import ProgressChanged
from bot.features.key_messages.progress_text import receipt
from bot.features.key_messages.synthesis_text import not_complete
from bot.features.key_messages.text import desk_opens_at
from bot.i18n.catalogue import Phrases


def refusal(_: Phrases, error: BaseException) -> str | None:
    """The sentence for an error of this feature. None for any other error."""
    return (
        _about_desk(_, error) or _about_new_version(_, error) or _about_message(_, error) or _about_progress(_, error)
    )


def _about_desk(_: Phrases, error: BaseException) -> str | None:
    """The desk is closed, or it takes no more messages."""
    match error:
        case DeskClosed(opens=datetime() as opens):
            return desk_opens_at(_, opens)
        case NoDesk():
            return _("This workshop gathers no key messages.")
        case DeskIsOver():
            return _("The key-message desk is closed. To open it again: /synthesis reopen.")
        case DeskClosed():
            return _("The key-message desk is closed. The organisers can reopen it for your group.")
        case TooManyMessages(limit=limit, on_behalf=True):
            return _.n(
                "This group has already sent its %(count)s message.",
                "This group has already sent its %(count)s messages.",
                limit,
            )
        case TooManyMessages(limit=limit):
            return _.n(
                "Your group has already sent its %(count)s message. To edit it, pick it in the option "
                "“message” of /keymessage write.",
                "Your group has already sent its %(count)s messages. To edit one, pick it in the option "
                "“message” of /keymessage write.",
                limit,
            )
        case _:
            return None


def _about_new_version(_: Phrases, error: BaseException) -> str | None:
    """Somebody else changed the message in the meantime."""
    match error:
        case TooManyVersions(again_soon=True):
            return _("This message was changed many times just now. Wait a minute, then send it again.")
        case TooManyVersions(limit=limit):
            return _.n(
                "This message has %(count)s version, which is the most it can have. Show the organisers "
                "your text: they can help.",
                "This message has %(count)s versions, which is the most it can have. Show the organisers "
                "your text: they can help.",
                limit,
            )
        case TextChanged(current=current):
            return _(
                "A colleague changed this message while you were writing. Nothing was overwritten. It now reads:\n"
                "%(current)s\nOpen it again to add yours.",
                current=block_quote(current),
            )
        case Outdated(current=current, text=None):
            return _(
                "This key message has a newer version. Read it before you endorse it:\n%(text)s",
                text=block_quote(current),
            )
        case Outdated(current=current):
            return _(
                "This key message was changed while you were translating: your translation is of an "
                "earlier version and was not saved. The message now reads:\n%(text)s\nOpen it again with "
                "/synthesis translate.",
                text=block_quote(current),
            )
        case _:
            return None


def _about_message(_: Phrases, error: BaseException) -> str | None:
    """The message does not exist, or this person cannot do that with it."""
    match error:
        case UnknownMessage(what=what):
            return _("There is no key message “%(what)s”. Pick one from the list.", what=typed(what))
        case NotPublished(what=what):
            return _("%(what)s is not published: only published key messages can be endorsed.", what=typed(what))
        case NotYours():
            return _("This message is another group's: only its people can edit it.")
        case NotComplete(untranslated=untranslated, uncleared=uncleared):
            return not_complete(_, untranslated, uncleared)
        case OwnMessage():
            return _("This is your group's own message: it stands behind it already.")
        case _:
            return None


def _about_progress(_: Phrases, error: BaseException) -> str | None:
    """Errors about the progress on the previous edition's messages."""
    match error:
        case NoPreviousEdition():
            return _("This workshop knows no edition before it: its file would name it under the key previous.")
        case ProgressChanged(followed=followed):
            return _(
                "A colleague wrote this down while you were writing. Nothing was overwritten. It now reads:\n"
                "%(current)s\nOpen it again with /synthesis progress to change it.",
                current="\n".join(receipt(_, followed)),
            )
        case _:
            return None
