"""The form of `/synthesis progress`: the progress on a message, and a note in each language."""

import discord

from bot.chat.call import Call
from bot.chat.forms import explanation, form, radio_field, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed
from bot.core.errors import NotAnOption
from bot.features.key_messages.progress_model import MAX_NOTE, FollowedMessage, Progress, ProgressStatus
from bot.features.key_messages.progress_text import status_name, text_of

STATUS = "status"
MOST_PARTS = 5
"""Most parts of a form. In a workshop with four languages, there is no room for the message itself."""


def progress_form(call: Call, followed: FollowedMessage) -> discord.ui.Modal:
    _, stands = call._, followed.progress
    options = [(status_name(_, status), status.value) for status in ProgressStatus]
    fields = [
        radio_field(_("What has become of it?"), STATUS, options, chosen=stands.status if stands else None),
        *(_note(code, followed) for code in call.context.workshop.languages),
    ]
    if len(fields) < MOST_PARTS:
        fields.insert(0, explanation(text_of(followed.message, call.language)))
    reference = followed.message.reference
    title = _("What became of %(reference)s", reference=reference)
    return form(title, f"synthesis:progress:{reference}", *fields)


def progress_in(pressed: Pressed) -> Progress:
    """The progress entered in the form. Raises `NotAnOption`."""
    if (status := pressed.text(STATUS)) not in set(ProgressStatus):
        raise NotAnOption
    notes = {code: " ".join(pressed.text(code).split()) for code in pressed.call.context.workshop.languages}
    return Progress(ProgressStatus(status), {code: note for code, note in notes.items() if note})


def _note(code: str, followed: FollowedMessage) -> discord.ui.Item[discord.ui.Modal]:
    value = followed.progress.notes.get(code) if followed.progress else None
    return text_field(language_name(code), code, most=MAX_NOTE, value=value, required=False)
