"""The buttons below `/workshop status` that remove roles from people who took part last time and have not joined
again.
"""

import asyncio
import io
import logging

import discord

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.escaping import unmarked
from bot.chat.posts import Post, button, buttons, shortened
from bot.chat.router import Pressed
from bot.features.organisers import former_roles, former_roles_text
from bot.features.organisers.former_roles import FormerMember

log = logging.getLogger(__name__)

LOOK_WITHIN = 5.0
"""Seconds within which Discord must say who has the role, or `/workshop status` does not mention it."""
NAMES_LENGTH = 1_500
"""Most characters of the list of names in a message; a longer one is a file."""


class FormerRoles:
    def __init__(self, client: Atelier) -> None:
        self._registry = client.registry
        self._background = client.background
        client.router.on("workshop:former", self.press_ask, ORGANISER)
        client.router.on("workshop:former:{take|leave}:{id}", self.press, ORGANISER)

    async def in_status(self, call: Call) -> tuple[list[str], discord.ui.View | None]:
        """The text of the status, with its button. Empty if nobody has the role, or if Discord answers too slowly."""
        try:
            async with asyncio.timeout(LOOK_WITHIN):
                people = await self._find(call)
        except TimeoutError:
            log.warning("Discord did not say in time who still has the role of last time")
            return [], None
        if not people:
            return [], None
        ask = button(call._("Take their roles off…"), "workshop:former")
        return [former_roles_text.in_status(call._, people)], buttons([ask])

    async def press_ask(self, pressed: Pressed) -> None:
        await self._ask(pressed.call, await self._find(pressed.call))

    async def press(self, pressed: Pressed) -> None:
        call, (choice, shown) = pressed.call, pressed.rest
        if choice == "leave":
            await call.replace(call._("Nothing was changed."))
            return
        people = await self._find(call)
        if former_roles.print_of(people) != shown:
            await self._ask(call, people, call._("Somebody has come or gone since. This is how it stands now:"))
            return
        await call.replace(former_roles_text.at_work(call._))
        self._background.start(self._take_off(call, people), f"former roles of {call.context.id}")

    async def _find(self, call: Call) -> list[FormerMember]:
        return await former_roles.find(call.context, call.guild, list(self._registry))

    async def _ask(self, call: Call, people: list[FormerMember], *before: str) -> None:
        if not people:
            await call.reply(call._("Nobody has the role of last time without having joined this edition."))
            return
        _, id = call._, former_roles.print_of(people)
        first, names, about = former_roles_text.question(_, call.formats, people)
        files: tuple[discord.File, ...] = ()
        if len(names) > NAMES_LENGTH:
            files = (discord.File(io.BytesIO(unmarked(names).encode("utf-8-sig")), f"{call.context.id}-roles.txt"),)
            names = f"{shortened(names, NAMES_LENGTH)}\n{_('Every name is in the file.')}"
        confirm = button(_("Take them off"), f"workshop:former:take:{id}", discord.ButtonStyle.primary)
        view = buttons([confirm, button(_("Do nothing"), f"workshop:former:leave:{id}")])
        await call.reply(post=Post((*before, first, names, about), view, files=files))

    async def _take_off(self, call: Call, people: list[FormerMember]) -> None:
        outcome = await former_roles.take_off(call.context, people, call.person)
        try:
            await call.reply(*former_roles_text.outcome(call._, call.formats, outcome))
        except discord.HTTPException as late:  # Discord accepts replies for a quarter of an hour
            log.warning("What became of the roles could not be said any more: %s", late)
