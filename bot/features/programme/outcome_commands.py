"""`/session outcome`: a facilitator writes the outcome of a session, in a form with one field per language."""

import discord
from discord import app_commands

from bot.chat import suggestions
from bot.chat.access import FACILITATOR
from bot.chat.call import Call
from bot.chat.command import L, command
from bot.chat.forms import form, print_of, text_field
from bot.chat.multilingual import language_name
from bot.chat.router import Pressed, Router
from bot.core.programme import MAX_OUTCOME
from bot.core.schedule import SessionState
from bot.features.programme import outcome_service as service
from bot.features.programme import outcome_text as text
from bot.features.programme.outcome_model import Outcome
from bot.i18n.catalogue import mark, phrases

HINT = mark("One to three sentences, in the past tense, for the summary and the article.")


def add_session_commands(group: app_commands.Group, router: Router) -> None:
    """Add `outcome` to `group`, which is `/session`, and its form to `router`."""

    @command(L("outcome"), L("Write what came of a session"), FACILITATOR)
    @app_commands.describe(session=L("The session; the one in progress, or else the last, if left out"))
    @app_commands.autocomplete(session=suggestions.sessions)
    async def outcome(call: Call, session: str | None = None) -> None:
        state = call.context.schedule[session] if session else service.default_session(call.context)
        await call.form(_form(call, state, await service.find(call.context, state.id)))

    group.add_command(outcome)
    router.on("outcome:form:{id}", _submit, FACILITATOR)


def _form(call: Call, state: SessionState, stands: Outcome) -> discord.ui.Modal:
    """The form with the current texts. No field is required: the facilitator may know only one of the languages."""
    fields = [
        text_field(
            language_name(code),
            code,
            most=MAX_OUTCOME,
            value=stands.get(code),
            hint=phrases(code)(HINT),
            required=False,
        )
        for code in call.context.workshop.languages
    ]
    title = call._("Outcome: %(session)s", session=call._.of(state.session.title))
    return form(title, f"outcome:form:{state.id}", *fields)


async def _submit(pressed: Pressed) -> None:
    """Save the form. It is outdated if a new form would differ: see `Pressed.shown`."""
    call, (session,) = pressed.call, pressed.rest
    state = call.context.schedule[session]
    stands = await service.find(call.context, session)
    is_current = print_of(_form(call, state, stands)) == pressed.shown
    texts = {code: pressed.text(code) for code in call.context.workshop.languages if code in pressed.fields}
    outcome = await service.write(call.context, call.person, session, texts, stands if is_current else None)
    await call.reply(*text.receipt(call._, call.context.workshop, state, outcome))
