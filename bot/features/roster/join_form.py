"""The form behind the button of the welcome message: a code, which identifies the group, or without codes a menu."""

from collections.abc import Mapping

import discord

from bot.chat.call import Call
from bot.chat.forms import explanation, form, menu_field, text_field
from bot.chat.posts import Post, button, buttons
from bot.core.errors import CodeNeeded
from bot.core.people import Participant
from bot.core.programme import Administration, Registration
from bot.features.roster import registration, welcome_text
from bot.features.roster.join_codes import LENGTH

CODE, ADMINISTRATION = "code", "administration"
LONGEST_CODE = 3 * LENGTH
"""Characters that a code may be typed in: with spaces, hyphens or a bracket around it."""


def join_form(call: Call, *greeting: str) -> discord.ui.Modal:
    """`greeting` comes first. The text on stored data is above the field, since the form collects these data."""
    _, workshop = call._, call.context.workshop
    if workshop.registration is Registration.CODE:
        field = text_field(_("The code you were given"), CODE, most=LONGEST_CODE, lines=False)
    else:
        everyone = call.formats.sorted(workshop.administrations, lambda each: _.of(each.name))
        field = menu_field(
            _("For whom do you take part?"), ADMINISTRATION, [(_.of(it.name), it.code) for it in everyone]
        )
    # Translators: title of a form and button: sign up for the workshop
    return form(_("Join"), "join:form", explanation("\n".join([*greeting, welcome_text.what_is_kept(_)])), field)


def welcome_back(call: Call, former: Participant, group: Administration) -> Post:
    """People from the previous edition join the same group with one press. The text on stored data comes first."""
    _, name = call._, call._.of(group.name)
    first = f"{welcome_text.welcome_back(_, former.name)} {welcome_text.last_time(_, name)}"
    again = _("Join for %(administration)s", administration=name)
    choice = [
        button(again, f"join:again:{group.code}", discord.ButtonStyle.primary),
        button(_("Another group"), "join:another"),
    ]
    return Post.of(first, welcome_text.what_is_kept(_), view=buttons(choice))


async def join(call: Call, fields: Mapping[str, tuple[str, ...]]) -> Participant:
    """Register the person who sent the form. Raises as `registration.join`."""
    sent = {name: next(iter(values), "") for name, values in fields.items()}
    if call.context.workshop.registration is not Registration.CODE:
        return await registration.join(call.context, call.person, sent.get(ADMINISTRATION, ""), None)
    if not sent.get(CODE, "").strip():
        raise CodeNeeded
    return await registration.join_with_code(call.context, call.person, sent[CODE])
