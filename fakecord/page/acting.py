"""What a person does on the page. It calls the same methods of `Person` as a test does."""

from collections.abc import Mapping, Sequence

from fakecord.errors import ActionError, ApiError, NotPossible
from fakecord.files import File
from fakecord.model.channel import Channel, Message
from fakecord.model.components import STRING_SELECT
from fakecord.page.choices import find_entity
from fakecord.page.command_line import available_commands, read_line
from fakecord.page.forms import read_form, render_form
from fakecord.page.option_values import NotUnderstood, check_required, values
from fakecord.page.user_view import UserView
from fakecord.people.form import Form
from fakecord.people.response import Response

Answer = dict[str, str]
"""The answer to the browser: a `problem`, or a `form` (HTML) that opens. Messages come over the window's connection."""
MAX_SAID = 2000
"""Most characters of a message, for users who do not pay."""


class Acting:
    """The acts of one person in one channel."""

    def __init__(self, view: UserView, channel: Channel | None) -> None:
        self._view, self._channel = view, channel

    async def do(self, act: str, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        """Do `act`.

        If the client does not offer it, or the person may not do it, the result has a `problem` in words.
        """
        acts = {
            "send": self._send, "press": self._press, "choose": self._choose, "submit": self._submit,
            "dismiss": self._dismiss, "voice": self._voice, "rules": self._rules,
        }  # fmt: skip
        if act not in acts:
            return {"problem": self._view.words["failed"]}
        try:
            return await acts[act](sent, files)
        except (ActionError, NotUnderstood, ApiError) as error:
            return {"problem": str(error)}

    async def _send(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        text, view = sent["text"].strip(), self._view
        if not text.startswith("/"):
            if len(text) > MAX_SAID:
                raise NotPossible(f"{len(text)} / {MAX_SAID}")
            view.person.say(self._open_channel, text)
            return {}
        line = read_line(text, available_commands(view, self._open_channel), view.person.user.locale)
        if line is None:
            raise NotUnderstood(view.words["unknown_command"])
        given = values(view, line, {name: each[0] for name, each in files.items()})
        check_required(view, line, given)
        return self._opened_form(await view.person.slash(line.command.base, channel=self._open_channel, options=given))

    async def _press(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        return self._opened_form(await self._view.person.press(self._message(sent), sent["component"]))

    async def _choose(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        message, custom_id = self._message(sent), sent["component"]
        chosen = [value for key, value in sent.items() if key.startswith("value")]
        kind = next((menu["type"] for menu in message.selects if menu["custom_id"] == custom_id), STRING_SELECT)
        found = chosen if kind == STRING_SELECT else [find_entity(self._view, each) for each in chosen]
        return self._opened_form(await self._view.person.choose(message, found, custom_id))

    async def _submit(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        form = self._view.forms.get(sent["form"])
        if form is None:
            raise NotPossible(self._view.words["form_failed"])
        entered: dict[str, list[str | File]] = {}
        for key, value in sent.items():
            entered.setdefault(key.split(".")[0], []).append(value)
        for key, those in files.items():
            entered[key] = [*those]
        response = await self._view.person.submit(form, read_form(self._view, form, entered))
        if response.failed:
            return {"problem": self._view.words["form_failed"]}
        del self._view.forms[sent["form"]]
        return self._opened_form(response)

    async def _dismiss(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        self._view.dismiss(int(sent["message"]))
        self._view.person.world.notifier.notify()
        return {}

    async def _voice(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        if sent["way"] == "join":
            self._view.person.join_voice(self._open_channel)
        else:
            self._view.person.leave_voice()
        return {}

    async def _rules(self, sent: Mapping[str, str], files: Mapping[str, Sequence[File]]) -> Answer:
        self._view.person.accept_rules()
        return {}

    def _opened_form(self, response: Response) -> Answer:
        form: Form | None = response.form
        if form is None or response.failed:
            return {}
        self._view.forms[str(form.interaction.id)] = form
        return {"form": render_form(self._view, form)}

    def _message(self, sent: Mapping[str, str]) -> Message:
        for message in self._view.person.sees(self._open_channel):
            if str(message.id) == sent["message"]:
                return message
        raise NotPossible(self._view.words["failed"])

    @property
    def _open_channel(self) -> Channel:
        if self._channel is None:
            raise NotPossible(self._view.words["failed"])
        return self._channel
