"""/checkin, the sign-in button beneath a session's opening, and the form that asks for the code."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.access import COORDINATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.forms import form, text_field
from bot.chat.router import Pressed
from bot.core.errors import CodeNeeded
from bot.features.attendance import service, text


class SignInCog(commands.Cog):
    def __init__(self, client: Atelier) -> None:
        client.router.on("signin", self.press_sign_in, COORDINATOR)
        client.router.on("signin:code", self.submit_code, COORDINATOR)

    @command(L("checkin"), L("Sign in to the session in progress"), COORDINATOR)
    @app_commands.describe(code=L("The current sign-in code, if you were shown one"))
    async def checkin(self, call: Call, code: str | None = None) -> None:
        await _sign_in(call, code or "")

    async def press_sign_in(self, pressed: Pressed) -> None:
        await _sign_in(pressed.call, "")

    async def submit_code(self, pressed: Pressed) -> None:
        # A form left empty counts as a wrong code: Discord does not open a form as the answer to a form.
        await _sign_in(pressed.call, pressed.text("code") or " ")


async def _sign_in(call: Call, code: str) -> None:
    """Sign in, or ask for the code if it is needed and `code` is empty."""
    try:
        result = await service.sign_in(call.context, call.coordinator(), code)
    except CodeNeeded:
        await call.form(_code_form(call))
        return
    await call.reply(text.signed_in(call._, call.formats, result))


def _code_form(call: Call) -> discord.ui.Modal:
    _ = call._
    field = text_field(
        _("Sign-in code"), "code", most=20, hint=_("The six digits shown or said in the session"), lines=False
    )
    return form(_("Sign in"), "signin:code", field)
