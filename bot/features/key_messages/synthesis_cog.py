"""/synthesis: organisers collect, translate, clear and publish the key messages."""

from discord import app_commands
from discord.ext import commands

from bot.chat.access import ORGANISER
from bot.chat.call import Call
from bot.chat.client import Atelier
from bot.chat.command import L, command
from bot.chat.escaping import block_quote
from bot.chat.forms import print_of
from bot.chat.page_buttons import page_post
from bot.chat.pagination import paged
from bot.chat.posts import Post
from bot.chat.router import Pressed
from bot.chat.suggestions import administrations
from bot.core.opening_times import desk_opens
from bot.features.key_messages import (
    desk_service,
    progress_service,
    progress_text,
    publication_service,
    service,
    suggestions,
    synthesis_text,
    translation_service,
    writing_service,
)
from bot.features.key_messages.desk_notifier import DeskNotifier
from bot.features.key_messages.forms import theme_of, translation_form, writing_form
from bot.features.key_messages.live_message import PublishedMessagesUpdater
from bot.features.key_messages.progress_form import progress_form, progress_in
from bot.features.key_messages.text import text_blocks
from bot.features.key_messages.translation_service import TranslationQueue
from bot.features.roster.registration import find_administration


@app_commands.default_permissions(manage_guild=True)
class SynthesisCog(
    commands.GroupCog, group_name=L("synthesis"), group_description=L("Gather, translate and publish key messages")
):
    def __init__(self, client: Atelier, updater: PublishedMessagesUpdater, notifier: DeskNotifier) -> None:
        self._updater = updater
        self._notifier = notifier
        self._queue = TranslationQueue()
        client.router.on("synthesis:status:{number}", self.turn_page, ORGANISER)
        client.router.on("synthesis:enter:{id}:{number}", self.submit_entry, ORGANISER)
        client.router.on("synthesis:progress:{id}", self.submit_progress, ORGANISER)
        client.router.on("synthesis:translate:{id}:{number}:{number}", self.submit_translation, ORGANISER)

    @command(L("status"), L("Who has sent key messages, who has not"), ORGANISER)
    async def status(self, call: Call) -> None:
        await call.reply(post=await _status(call, 0))

    async def turn_page(self, pressed: Pressed) -> None:
        await pressed.call.replace(post=await _status(pressed.call, int(pressed.rest[0])))

    @command(L("remind"), L("Remind the groups that have not sent a key message"), ORGANISER)
    async def remind(self, call: Call) -> None:
        _, context = call._, call.context
        channels = self._notifier.channels(context)
        invitation = await self._notifier.remind(context, call.person)
        if invitation is None:
            await call.reply(_("Every group has sent a key message: there is nobody to remind."))
            return
        reminded = _.n(
            "%(count)s group is reminded in %(channel)s.",
            "%(count)s groups are reminded in %(channel)s.",
            len(invitation.administrations),
            channel=call.formats.joined([channel.mention for channel in channels.values()]),
        )
        await call.reply(reminded)

    @command(L("enter"), L("Write a key message on a group's behalf"), ORGANISER)
    @app_commands.describe(administration=L("The group"))
    @app_commands.autocomplete(administration=administrations)
    async def enter(self, call: Call, administration: str) -> None:
        desk_service.require_desk(call.context)
        found = find_administration(call.context, administration)
        title = call._("On behalf of %(administration)s", administration=call._.of(found.name))
        number = await writing_service.number_of_next_form(call.context, call.person, found.code)
        custom_id = f"synthesis:enter:{found.code}:{number}"
        label = call._("Their key message")
        await call.form(writing_form(call, title, custom_id, language=found.language, label=label))

    async def submit_entry(self, pressed: Pressed) -> None:
        call, (code, form) = pressed.call, pressed.rest
        administration = find_administration(call.context, code)
        message = await writing_service.write_on_behalf(
            call.context,
            call.person,
            code,
            pressed.text("text"),
            language=pressed.text("language") or administration.language,
            theme=theme_of(pressed),
            form=form,
        )
        confirmation = synthesis_text.entered(call._, message, call._.of(administration.name))
        await call.reply(confirmation, block_quote(message.text))

    @command(L("translate"), L("Translate the next key message, or one of them"), ORGANISER)
    @app_commands.describe(message=L("The message; the one that has waited longest if left out"))
    @app_commands.autocomplete(message=suggestions.messages_to_translate)
    async def translate(self, call: Call, message: str | None = None) -> None:
        desk_service.require_desk(call.context)
        if message:
            found = await service.find(call.context, message)
        else:
            following = await self._queue.next(call.context, call.person)
            if following is None:
                await call.reply(call._("No key message waits for a translation."))
                return
            found = following
        if len(call.context.workshop.languages) == 1:
            await call.reply(call._("The workshop has one language: there is nothing to translate."))
            return
        await call.form(translation_form(call, found))

    async def submit_translation(self, pressed: Pressed) -> None:
        """Save the form.

        Its custom id ends with the reference, and with the version and the revisions that it showed.
        """
        call, (reference, version, revisions) = pressed.call, pressed.rest
        texts = {code: pressed.text(code) for code in call.context.workshop.languages if code in pressed.fields}
        message = await translation_service.translate(
            call.context, call.person, reference, texts, version=int(version), revisions=int(revisions)
        )
        waiting = len(await translation_service.untranslated(call.context))
        confirmation = synthesis_text.translated(call._, message, waiting)
        await call.reply(confirmation, *text_blocks(message.texts, message.language))

    @command(L("clear"), L("Clear a key message and its translation"), ORGANISER)
    @app_commands.describe(message=L("The message"))
    @app_commands.autocomplete(message=suggestions.messages_to_clear)
    async def clear(self, call: Call, message: str) -> None:
        found = await publication_service.clear(call.context, call.person, message)
        await call.reply(synthesis_text.cleared(call._, found))

    @command(L("reopen"), L("Open the desk again, for one group or all"), ORGANISER)
    @app_commands.describe(administration=L("The group; all of them if left out"))
    @app_commands.autocomplete(administration=administrations)
    async def reopen(self, call: Call, administration: str | None = None) -> None:
        _, f, context = call._, call.formats, call.context
        code = find_administration(context, administration).code if administration else None
        self._notifier.channels(context)
        invitation = await self._notifier.reopen(context, call.person, code)
        await call.reply(synthesis_text.reopened_for_organiser(_, f, invitation, for_all=code is None))

    @command(L("publish"), L("Publish the key messages, by theme, in every language"), ORGANISER)
    @app_commands.describe(override=L("Publish also what is not translated or cleared; this is logged and shown"))
    async def publish(self, call: Call, override: bool = False) -> None:
        channel = self._updater.channel(call.context)
        result = await publication_service.publish(call.context, call.person, override=override)
        self._updater.verify(call.context)
        await call.reply(synthesis_text.publication(call._, result, channel.mention))

    @command(L("progress"), L("Write what has become of one of last time's key messages"), ORGANISER)
    @app_commands.describe(message=L("The message"))
    @app_commands.autocomplete(message=suggestions.messages_of_last_time)
    async def progress(self, call: Call, message: str) -> None:
        await call.form(progress_form(call, await progress_service.find(call.context, message)))

    async def submit_progress(self, pressed: Pressed) -> None:
        """Save the form. It is outdated if a new form would differ: see `Pressed.shown`."""
        call, (reference,) = pressed.call, pressed.rest
        stands = await progress_service.find(call.context, reference)
        current = print_of(progress_form(call, stands)) == pressed.shown
        written = await progress_service.write(
            call.context, call.person, reference, progress_in(pressed), stands.progress, current=current
        )
        await call.reply(*progress_text.receipt(call._, written))


async def _status(call: Call, number: int) -> Post:
    context = call.context
    overview = await service.overview(context)
    opens = desk_opens(context.schedule)
    ahead = opens if opens and opens > context.now() else None
    blocks = synthesis_text.overview(call._, call.formats, context.workshop, overview, ahead)
    return page_post(call._, paged(blocks), number, "synthesis:status")
