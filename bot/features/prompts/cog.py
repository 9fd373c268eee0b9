"""/prompt: facilitators ask a question, nudge those who have not answered, close it, show its results."""

from discord import app_commands
from discord.ext import commands

from bot.chat.access import FACILITATOR
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.router import Pressed
from bot.core.programme import AnsweredBy, PromptKind
from bot.features.prompts import answer_service, service, suggestions, text
from bot.features.prompts.composed_question import TypedQuestion
from bot.features.prompts.errors import AnonymousByAdministration, UnknownPrompt
from bot.features.prompts.forms import ANONYMOUS, COMPOSE_FORM, compose_form
from bot.features.prompts.live_message import PromptMessages
from bot.features.prompts.model import Prompt
from bot.features.prompts.posts import private_results
from bot.features.prompts.public_posts import PromptPosts
from bot.outbox.messages import DeliveryFailed

KINDS = [
    app_commands.Choice(name=L("open: answered in words"), value="open"),
    app_commands.Choice(name=L("choice: one of several options"), value="choice"),
    app_commands.Choice(name=L("multiple: several of the options"), value="multiple"),
    app_commands.Choice(name=L("scale: from 1 to 5"), value="scale"),
    app_commands.Choice(name=L("round: each group in turn"), value="round"),
]
BY = [
    app_commands.Choice(name=L("each participant"), value="participant"),
    app_commands.Choice(name=L("each group, once"), value="administration"),
]


@app_commands.default_permissions(manage_events=True)
class PromptCog(commands.GroupCog, group_name=L("prompt"), group_description=L("Ask the participants questions")):
    def __init__(self, client: Atelier, messages: PromptMessages, posts: PromptPosts) -> None:
        self._messages = messages
        self._posts = posts
        client.router.on(COMPOSE_FORM, self.submit_composed, FACILITATOR)

    @command(L("ask"), L("Ask a prepared question"), FACILITATOR)
    @app_commands.describe(prompt=L("The question"))
    @app_commands.autocomplete(prompt=suggestions.prompts_to_ask)
    async def ask(self, call: Call, prompt: str) -> None:
        question = call.context.workshop.question(prompt)
        if question is None:
            raise UnknownPrompt(prompt)
        self._messages.plenary(call.context)
        session = call.context.schedule.default(call.context.now()).id
        asked = await service.ask(call.context, question, session, call.person)
        await self._post(call, asked)

    @command(L("compose"), L("Write a question and ask it"), FACILITATOR)
    @app_commands.describe(
        kind=L("How it is answered"),
        by=L("Who answers: each participant, or each group once"),
        anonymous=L("Nobody can see who answered what"),
    )
    @app_commands.choices(kind=KINDS, by=BY)
    async def compose(self, call: Call, kind: str, by: str = "participant", anonymous: bool = False) -> None:
        self._messages.plenary(call.context)
        by = AnsweredBy.ADMINISTRATION if PromptKind(kind) is PromptKind.ROUND else by
        if anonymous and by == AnsweredBy.ADMINISTRATION:
            raise AnonymousByAdministration
        await call.form(compose_form(call, PromptKind(kind), AnsweredBy(by), anonymous))

    async def submit_composed(self, pressed: Pressed) -> None:
        call, (kind, by, named) = pressed.call, pressed.rest
        texts = {language: pressed.text(language) for language in call.context.workshop.languages}
        prompt = await service.compose(
            call.context,
            PromptKind(kind),
            AnsweredBy(by),
            TypedQuestion(texts, pressed.text("options")),
            call.person,
            anonymous=named == ANONYMOUS,
        )
        await self._post(call, prompt)

    async def _post(self, call: Call, prompt: Prompt) -> None:
        """Post the message of a new prompt. A prompt that cannot be posted is discarded."""
        try:
            await self._messages.post(call.context, prompt)
        except DeliveryFailed:
            await service.discard(call.context, prompt.id, call.person)
            raise
        channel = self._messages.plenary(call.context).mention
        await call.reply(call._("The question has been asked, in %(channel)s.", channel=channel))

    # Translators: name of a command: close a question. Here as everywhere one word or two, in lower case
    @command(L("close"), L("Stop taking answers"), FACILITATOR)
    @app_commands.describe(prompt=L("The question"), discard=L("Asked by mistake: delete it with its answers"))
    @app_commands.autocomplete(prompt=suggestions.prompts_to_close)
    async def close(self, call: Call, prompt: str | None = None, discard: bool = False) -> None:
        id = prompt or (await service.latest(call.context, open_only=not discard)).id
        if discard:
            discarded = await service.discard(call.context, id, call.person)
            await self._messages.delete(call.context, discarded)
            await call.reply(call._("The question is discarded, with its answers. It can be asked again."))
            return
        await service.close(call.context, id, call.person)
        self._messages.refresh(call.context, id)
        await call.reply(call._("The question is closed. See what was answered with /prompt results."))

    @command(L("nudge"), L("Remind the groups that have not answered"), FACILITATOR)
    @app_commands.describe(prompt=L("The question"))
    @app_commands.autocomplete(prompt=suggestions.open_prompts)
    async def nudge(self, call: Call, prompt: str | None = None) -> None:
        found = await self._prompt(call, prompt, open_only=True)
        awaited = await answer_service.delegations_to_nudge(call.context, found.id)
        await self._posts.nudge(call.context, found, awaited, call.person)
        await call.reply(text.nudged(call._, call.formats, awaited))

    @command(L("results"), L("The answers to a question"), FACILITATOR)
    @app_commands.describe(prompt=L("The question"), publish=L("Show them to everyone, in plenary"))
    @app_commands.autocomplete(prompt=suggestions.all_prompts)
    async def results(self, call: Call, prompt: str | None = None, publish: bool = False) -> None:
        found = await self._prompt(call, prompt, open_only=False)
        if publish:
            await self._posts.publish_results(call.context, found, call.person)
            await call.reply(call._("The results are shown to everyone."))
            return
        answers = await answer_service.results(call.context, found)
        status = None if found.question.anonymous else await answer_service.answering_status(call.context, found)
        await call.reply(post=private_results(call._, call.formats, call.context, found, answers, status))

    async def _prompt(self, call: Call, prompt: str | None, *, open_only: bool) -> Prompt:
        """The prompt of this id; without an id the newest."""
        if prompt:
            return await service.find(call.context, prompt)
        return await service.latest(call.context, open_only=open_only)
