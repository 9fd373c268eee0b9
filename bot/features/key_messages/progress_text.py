"""Texts about the key messages of the previous edition, in one language."""

from collections.abc import Sequence

from bot.chat.escaping import block_quote, escape_inline
from bot.chat.multilingual import language_name
from bot.chat.posts import shortened
from bot.features.key_messages.progress_model import FollowedMessage, ProgressStatus
from bot.features.key_messages.publication_model import PublishedMessage
from bot.i18n.catalogue import Phrases

MAX_LISTED = 5
"""How many messages the agenda lists: it holds every language in one message."""
MESSAGE, NOTE = 120, 120
"""Most characters of a message and of a note in the agenda."""


def status_name(_: Phrases, status: ProgressStatus) -> str:
    match status:
        case ProgressStatus.TAKEN_UP:
            return _("taken up")
        case ProgressStatus.UNDER_WAY:
            return _("under way")
        case ProgressStatus.DONE:
            return _("done")
        case ProgressStatus.NOT_TAKEN_UP:
            return _("not taken up")


def text_of(message: PublishedMessage, language: str) -> str:
    """The text in this language if it was published in it, else in its original language."""
    return message.texts.get(language, message.texts[message.language])


def receipt(_: Phrases, followed: FollowedMessage) -> list[str]:
    """The current progress, with every note."""
    assert followed.progress is not None
    first = _(
        "What has become of %(reference)s: %(status)s. The first day’s agenda, /keymessage list and the report say so.",
        reference=followed.message.reference,
        status=f"**{status_name(_, followed.progress.status)}**",
    )
    notes = [f"*{language_name(code)}*\n{block_quote(note)}" for code, note in followed.progress.notes.items()]
    return [first, *notes]


def list_blocks(_: Phrases, followed: Sequence[FollowedMessage]) -> list[str]:
    """For `/keymessage list`: each message in full, its progress, and the note."""
    if not followed:
        return []
    return [_("**What became of last time’s key messages**"), *(_block(_, each) for each in followed)]


def _block(_: Phrases, followed: FollowedMessage) -> str:
    assert followed.progress is not None
    status, note = status_name(_, followed.progress.status), followed.progress.notes.get(_.language)
    lines = [f"**{followed.message.reference}** · {status}", block_quote(text_of(followed.message, _.language))]
    return "\n".join([*lines, *([escape_inline(note)] if note else [])])


def agenda_lines(_: Phrases, followed: Sequence[FollowedMessage]) -> list[str]:
    """For the agenda of the first day: a line for each message. If there are many, only the first ones."""
    if not followed:
        return []
    lines = [_("**What became of last time’s key messages**")]
    for each in followed[:MAX_LISTED]:
        assert each.progress is not None
        text = escape_inline(shortened(text_of(each.message, _.language), MESSAGE))
        note = each.progress.notes.get(_.language)
        said = status_name(_, each.progress.status) + (f" – {escape_inline(shortened(note, NOTE))}" if note else "")
        lines.append(f"- **{each.message.reference}** {text}{_(':')} {said}")
    if (more := len(followed) - MAX_LISTED) > 0:
        lines.append(_.n("%(count)s more in /keymessage list.", "%(count)s more in /keymessage list.", more))
    return [*lines, ""]
