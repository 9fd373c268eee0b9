"""After the first answer to an interaction: edits of it, and followup messages.

https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
"""

from typing import Any

from fakecord.errors import ApiError, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.model.channel import Message
from fakecord.model.interaction import CallbackType, Interaction
from fakecord.posting import delete, edit, refuse_empty
from fakecord.routes.callbacks import new_message
from fakecord.rules.message_fields import EDITED_MESSAGE
from fakecord.rules.messages import check_message

routes = Routes()

FIVE_IN_TWO = Limit(5, 2.0)
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ALWAYS_SO = ("wait", "with_components")
"""Query fields that change nothing for webhooks of interactions."""
ONE = (f"{WEBHOOK}/messages/@original", f"{WEBHOOK}/messages/{{message_id}}")


def _interaction(call: Call) -> Interaction:
    """The token is valid after the acknowledgement, for fifteen minutes."""
    interaction = call.world.interactions.find(call.params["webhook_token"])
    if interaction is None or call.number("webhook_id") != call.world.bot.id or interaction.ack is None:
        raise unknown("Webhook")
    if not interaction.token_is_valid:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    """The original response, or the message whose id is in the path."""
    messages = [interaction.original] if interaction.original else []
    if "message_id" in call.params:
        number = call.number("message_id")
        messages = [m for m in [*interaction.followups, *messages] if m.id == number]
    for message in messages:
        if not message.deleted:
            return message
    raise unknown("Message")


@routes.on("POST", WEBHOOK, limit=FIVE_IN_TWO, public=True, body=EDITED_MESSAGE, query=ALWAYS_SO)
def follow_up(call: Call) -> Any:
    """The first followup after a deferral replaces the “thinking” message, and is ephemeral if that one is."""
    interaction = _interaction(call)
    draft = check_message(call.form, call.files, interaction=True)
    refuse_empty(draft)
    if interaction.ack == CallbackType.DEFERRED_MESSAGE and interaction.original and interaction.original.loading:
        message = edit(call.world, interaction.original, draft)
    else:
        message = new_message(call, interaction, draft)
        interaction.followups.append(message)
    call.world.interactions.changed(interaction)
    return message.payload()


@routes.on("GET", *ONE, limit=FIVE_IN_TWO, public=True)
def get_message(call: Call) -> Any:
    return _message(call, _interaction(call)).payload()


@routes.on("PATCH", *ONE, limit=FIVE_IN_TWO, public=True, body=EDITED_MESSAGE, query=ALWAYS_SO)
def edit_message(call: Call) -> Any:
    interaction = _interaction(call)
    message = _message(call, interaction)
    edit(call.world, message, check_message(call.form, call.files, edits=message, interaction=True))
    interaction.updated |= message is interaction.source
    call.world.interactions.changed(interaction)
    return message.payload()


@routes.on("DELETE", *ONE, limit=FIVE_IN_TWO, public=True)
def delete_message(call: Call) -> Any:
    interaction = _interaction(call)
    delete(call.world, _message(call, interaction))
    call.world.interactions.changed(interaction)
    return NO_CONTENT
