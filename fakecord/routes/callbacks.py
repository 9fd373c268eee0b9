"""Interaction callbacks: the first answer to an interaction.

https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response
"""

from collections.abc import Callable
from typing import Any

from fakecord.errors import ApiError, Json, malformed, unknown
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Routes
from fakecord.model.channel import CHAT_INPUT_COMMAND, EPHEMERAL, LOADING, REPLY, Message
from fakecord.model.interaction import CallbackType, Interaction, InteractionType
from fakecord.posting import edit, post, refuse_empty
from fakecord.rules.commands import check_choices
from fakecord.rules.form_errors import FormErrors
from fakecord.rules.forms import check_form
from fakecord.rules.message_fields import CALLBACK
from fakecord.rules.messages import Draft, check_message

routes = Routes()

CALLBACK_URL = "/interactions/{interaction_id}/{interaction_token}/callback"
ON_A_MESSAGE = {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.DEFERRED_UPDATE, CallbackType.UPDATE}


def allowed_for(interaction: Interaction) -> set[CallbackType]:
    """Updates need a message with components. A form cannot follow a form."""
    if interaction.kind == InteractionType.AUTOCOMPLETE:
        return {CallbackType.SUGGESTIONS}
    if interaction.kind == InteractionType.COMMAND:
        return {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.FORM}
    if interaction.kind == InteractionType.COMPONENT:
        return ON_A_MESSAGE | {CallbackType.FORM}
    return ON_A_MESSAGE if interaction.source else {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE}


@routes.on("POST", CALLBACK_URL, public=True, body=CALLBACK, query=("with_response",))
def respond(call: Call) -> Any:
    interaction = call.world.interactions.find(call.params["interaction_token"])
    if interaction is None or interaction.id != call.number("interaction_id") or interaction.failed:
        raise unknown("interaction")
    if interaction.ack is not None:
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    kind = call.form.get("type")
    if kind not in allowed_for(interaction):
        among = ", ".join(str(int(a)) for a in sorted(allowed_for(interaction)))
        raise malformed("type", "BASE_TYPE_CHOICES", f"Value must be one of {{{among}}}.")
    message = HANDLERS[CallbackType(kind)](call, interaction, call.form.get("data"))
    call.world.interactions.acknowledge(interaction, CallbackType(kind))
    if not call.query_flag("with_response") or call.world.faults.omit_optional_fields:
        return NO_CONTENT
    return _callback_response(interaction, message)


def _callback_response(interaction: Interaction, message: Message | None) -> Json:
    """The body of a callback `with_response`. It has a resource only if a message was sent or changed."""
    described: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    if message:
        described |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    if message and interaction.ack in (CallbackType.MESSAGE, CallbackType.UPDATE):
        resource = {"type": int(interaction.ack), "message": message.payload()}
        return {"interaction": described, "resource": resource}
    return {"interaction": described}


def new_message(call: Call, interaction: Interaction, draft: Draft, *, flags: int = 0) -> Message:
    """Post a message that answers an interaction: the original response, or a followup."""
    if interaction.channel.deleted:
        raise unknown("Channel")
    ephemeral = draft.ephemeral or bool(flags & EPHEMERAL)
    is_first = interaction.original is None and not interaction.followups
    answers_command = interaction.kind == InteractionType.COMMAND and is_first
    return post(
        call.world, interaction.channel, call.world.bot, draft,
        flags=flags,
        ephemeral_for=interaction.who if ephemeral else None,
        interaction=interaction.metadata(),
        command=interaction.name if answers_command else None,
        type=CHAT_INPUT_COMMAND if answers_command else REPLY if interaction.source else 0,
        replies_to=interaction.source if not answers_command else None,
    )  # fmt: skip


def _message(call: Call, interaction: Interaction, data: Any) -> Message:
    draft = check_message(data or {}, call.files, interaction=True, path="data")
    refuse_empty(draft)
    interaction.original = new_message(call, interaction, draft)
    return interaction.original


def _deferred_message(call: Call, interaction: Interaction, data: Any) -> Message:
    """The deferral decides whether the answer will be ephemeral."""
    flags = (data or {}).get("flags") or 0
    if flags & ~EPHEMERAL:
        raise malformed("data.flags", "MESSAGE_FLAGS_INVALID", "Only EPHEMERAL can be set on a deferred response.")
    interaction.original = new_message(call, interaction, Draft(), flags=LOADING | flags)
    return interaction.original


def _deferred_update(call: Call, interaction: Interaction, data: Any) -> Message | None:
    interaction.original = interaction.source
    return interaction.original


def _update(call: Call, interaction: Interaction, data: Any) -> Message:
    source = interaction.source
    if source is None or source.deleted:
        raise unknown("Message")
    edit(call.world, source, check_message(data or {}, call.files, edits=source, interaction=True, path="data"))
    interaction.original, interaction.updated = source, True
    return source


def _suggestions(call: Call, interaction: Interaction, data: Any) -> None:
    errors = FormErrors()
    choices = errors.mapping("data", data).get("choices")
    suggestions = check_choices(choices, "data.choices", errors, interaction.option_type)
    errors.refuse_if_any()
    interaction.suggestions = suggestions


def _form(call: Call, interaction: Interaction, data: Any) -> None:
    interaction.form = check_form(data)


HANDLERS: dict[CallbackType, Callable[[Call, Interaction, Any], Message | None]] = {
    CallbackType.MESSAGE: _message,
    CallbackType.DEFERRED_MESSAGE: _deferred_message,
    CallbackType.DEFERRED_UPDATE: _deferred_update,
    CallbackType.UPDATE: _update,
    CallbackType.SUGGESTIONS: _suggestions,
    CallbackType.FORM: _form,
}
