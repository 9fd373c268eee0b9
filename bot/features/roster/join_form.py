"""The form behind the button of the welcome: the code alone, which says for whom; without codes, a menu."""

from collections.abc import Mapping

import discord

from bot.chat.call import Call
from bot.chat.forms import explanation, form, menu_field, text_field
from bot.core.errors import CodeNeeded
from bot.core.people import Participant
from bot.core.programme import Registration
from bot.features.roster import registration, welcome_text
from bot.features.roster.join_codes import LENGTH

CODE, ADMINISTRATION = "code", "administration"
LONGEST_CODE = 3 * LENGTH
"""Characters that a code may be typed in: with spaces, hyphens or a bracket around it."""


def join_form(call: Call) -> discord.ui.Modal:
    """What is kept stands above the field, since the form is what takes it."""
    _, workshop = call._, call.context.workshop
    if workshop.registration is Registration.CODE:
        field = text_field(_("The code you were given"), CODE, most=LONGEST_CODE, lines=False)
    else:
        everyone = call.formats.sorted(workshop.administrations, lambda each: _.of(each.name))
        field = menu_field(
            _("For whom do you take part?"), ADMINISTRATION, [(_.of(it.name), it.code) for it in everyone]
        )
    # Translators: title of a form and button: sign up for the workshop
    return form(_("Join"), "join:form", explanation(welcome_text.what_is_kept(_)), field)


async def join(call: Call, fields: Mapping[str, tuple[str, ...]]) -> Participant:
    """Register whoever sent the form. Raises as `registration.join`."""
    sent = {name: next(iter(values), "") for name, values in fields.items()}
    if call.context.workshop.registration is not Registration.CODE:
        return await registration.join(call.context, call.person, sent.get(ADMINISTRATION, ""), None)
    if not sent.get(CODE, "").strip():
        raise CodeNeeded
    return await registration.join_with_code(call.context, call.person, sent[CODE])
