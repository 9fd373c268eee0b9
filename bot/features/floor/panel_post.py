"""The panel of the floor as a post, and the names in it."""

from __future__ import annotations

import discord

from bot.chat.multilingual import in_all_languages, in_each, phrase_in_each
from bot.chat.posts import Post, button, buttons
from bot.core.people import Participant
from bot.features.floor import text
from bot.features.floor.model import Floor, FloorRequest
from bot.i18n.catalogue import Phrases, mark
from bot.workshop.context import WorkshopContext


def panel_post(context: WorkshopContext, floor: Floor) -> Post:
    """Who speaks, who waits, and the buttons. Once the session is over, it has no buttons."""
    state = context.schedule[floor.session]

    def name(request: FloorRequest) -> str:
        return name_of(context, request)

    blocks = list(in_all_languages(context, lambda _, f: text.floor_status(_, state, floor, name)))
    if queue := text.queue(floor, name, phrase_in_each(context, mark("away"))):
        blocks.append(queue)
    return Post.of(*blocks, view=_view(context, floor) if state.is_open or state.is_ahead else None)


def _view(context: WorkshopContext, floor: Floor) -> discord.ui.View:
    """The first row is for coordinators, the second for facilitators."""
    coordinators, facilitators = [], []
    if floor.is_open:
        label = phrase_in_each(context, mark("Ask for the floor"))
        coordinators.append(button(label, "floor:request", discord.ButtonStyle.primary))
    if floor.is_open or floor.requests:
        coordinators.append(button(phrase_in_each(context, mark("Withdraw")), "floor:withdraw"))
        speaking = floor.speaking.id if floor.speaking else 0
        facilitators.append(button(phrase_in_each(context, mark("Next")), f"floor:next:{floor.session}:{speaking}"))
    if floor.is_open:
        facilitators.append(button(phrase_in_each(context, mark("Close the queue")), f"floor:close:{floor.session}"))
    return buttons(*(row for row in (coordinators, facilitators) if row))


def person_of(context: WorkshopContext, request: FloorRequest) -> Participant | None:
    return next((person for person in context.people.values() if person.id == request.participant), None)


def country_of(context: WorkshopContext, request: FloorRequest, _: Phrases | None = None) -> str:
    """The administration's name in one language, or without `_` in each."""
    administration = context.workshop.administration(request.administration)
    if administration is None:
        return request.administration
    return _.of(administration.name) if _ else in_each(context, administration.name)


def name_of(context: WorkshopContext, request: FloorRequest, _: Phrases | None = None) -> str:
    """The country and the name of who asked, in one language, or without `_` in each."""
    who = person_of(context, request)
    return text.person(country_of(context, request, _), who.name if who else "")
