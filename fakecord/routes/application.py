"""The application, its bot account and the gateway's address.

https://discord.com/developers/docs/resources/application
"""

from typing import Any

from fakecord.errors import ApiError, known
from fakecord.gateway.payloads import application_flags
from fakecord.http.call import NO_CONTENT, Call
from fakecord.http.routing import Limit, Routes
from fakecord.rules.modelled import fields

routes = Routes()


@routes.on("GET", "/gateway")
def gateway(call: Call) -> Any:
    return {"url": call.world.gateway.url}


@routes.on("GET", "/gateway/bot")
def gateway_bot(call: Call) -> Any:
    return {"url": call.world.gateway.url} | call.world.gateway.sharding.payload()


@routes.on("GET", "/users/@me")
def me(call: Call) -> Any:
    return call.world.bot.payload() | {"verified": True, "mfa_enabled": True, "locale": "en-US", "email": None}


@routes.on("GET", "/users/{user_id}")
def user(call: Call) -> Any:
    return known("User", call.world.users.get(call.number("user_id"))).payload()


@routes.on("GET", "/users/@me/guilds")
def my_guilds(call: Call) -> Any:
    return [
        {
            "id": str(g.id), "name": g.name, "icon": None, "banner": None, "owner": False, "features": [],
            "permissions": str(int(g.me.roles[0].permissions)) if g.me.roles else "0",
        }
        for g in call.world.guilds.values() if g.has_bot
    ]  # fmt: skip


@routes.on("DELETE", "/users/@me/guilds/{guild_id}")
def leave_guild(call: Call) -> Any:
    call.world.remove_member(call.guild().me)
    return NO_CONTENT


@routes.on("POST", "/users/@me/channels", limit=Limit(10, 10.0), body=fields("recipient_id"))
def open_direct_channel(call: Call) -> Any:
    recipient = str(call.form.get("recipient_id"))
    found = known("User", call.world.users.get(int(recipient)) if recipient.isdecimal() else None)
    if found.bot:
        raise ApiError(400, 50007, "Cannot send messages to this user")
    return call.world.direct_channel(found).payload()


@routes.on("GET", "/applications/@me", "/oauth2/applications/@me")
def application(call: Call) -> Any:
    bot = call.world.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": bot.payload(),
        "rpc_origins": [],
        "bot_public": False,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}},
        "verify_key": call.world.portal.client_secret,
        "flags": application_flags(call.world.portal),
        "flags_new": str(application_flags(call.world.portal)),
        "eligible_oauth2_scopes": [],
        "max_participants": None,
        "tags": [],
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": bot.payload(),
        "approximate_guild_count": sum(g.has_bot for g in call.world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
    }
