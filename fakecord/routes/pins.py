"""Endpoints for pinned messages.

https://discord.com/developers/docs/resources/message#get-channel-pins
"""

from datetime import datetime
from typing import Any

from fakecord.errors import ApiError
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Routes
from fakecord.model.channel import Channel, Message
from fakecord.permissions import Permission
from fakecord.posting import payload_for_bot

routes = Routes()

ONE = ("/channels/{channel_id}/messages/pins/{message_id}", "/channels/{channel_id}/pins/{message_id}")


@routes.on("GET", "/channels/{channel_id}/messages/pins", query=("limit", "before"))
def list_pins(call: Call) -> Any:
    """The newer endpoint, with the time of each pin."""
    before = call.query.get("before")
    found = [m for m in _pinned(call) if before is None or m.at < datetime.fromisoformat(before)]
    shown = found[: call.query_number("limit", 50, 1, 50)]
    items = [{"message": payload_for_bot(call.world, m), "pinned_at": m.at.isoformat()} for m in shown]
    return {"items": items, "has_more": len(found) > len(shown)}


@routes.on("GET", "/channels/{channel_id}/pins")
def list_pins_deprecated(call: Call) -> Any:
    return [payload_for_bot(call.world, m) for m in _pinned(call)]


def _pinned(call: Call) -> list[Message]:
    return [m for m in reversed(call.channel().history) if m.pinned]


@routes.on("PUT", *ONE)
def pin(call: Call) -> Any:
    """A channel has 250 pins at most."""
    channel = call.channel()
    message = _pinnable(call, channel)
    if len(_pinned(call)) >= 250:
        raise ApiError(400, 30003, "Maximum number of pins reached for the channel (250)")
    _set_pinned(call, message, True)
    return NO_CONTENT


@routes.on("DELETE", *ONE)
def unpin(call: Call) -> Any:
    _set_pinned(call, _pinnable(call, call.channel()), False)
    return NO_CONTENT


def _pinnable(call: Call, channel: Channel) -> Message:
    """Pin Messages is needed; Manage Messages is not enough."""
    if channel.guild:
        call.need_in(channel, Permission.PIN_MESSAGES)
    return call.message(channel)


def _set_pinned(call: Call, message: Message, pinned: bool) -> None:
    message.pinned = pinned
    where = {"channel_id": str(message.channel.id), "last_pin_timestamp": call.world.clock.now().isoformat()}
    guild = message.channel.guild
    call.world.gateway.publish("CHANNEL_PINS_UPDATE", where | ({"guild_id": str(guild.id)} if guild else {}), guild)
