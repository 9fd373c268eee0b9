"""What people did, in words: the command they used, the button they pressed, the form they sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from fakecord.errors import ActionError
from fakecord.model.components import walk
from fakecord.model.interaction import Interaction, InteractionType
from fakecord.render.escaping import escape_html
from fakecord.render.markup import Avatar, fill_in, isolate
from fakecord.render.names import Names
from fakecord.render.texts import TextBlock, TextRenderer
from fakecord.rules.command_names import localized
from fakecord.rules.commands import USER


@dataclass(frozen=True, slots=True)
class ActionWords:
    """The sentences, in the reader's language, with placeholders."""

    used: str
    """`%(name)s` and `%(command)s`"""
    pressed: str
    """`%(name)s` and `%(button)s`"""
    chose: str
    """`%(name)s` and `%(options)s`"""
    sent_form: str
    """`%(name)s`"""
    failed: str
    not_sent: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of a form, and what was entered."""

    label: Markup
    text_blocks: list[TextBlock]


@dataclass(frozen=True, slots=True)
class Action:
    """One action: a sentence, the options of a command, the fields of a form.

    `problem` says why it failed, if it did.
    """

    avatar: Avatar
    sentence: Markup
    options: list[tuple[Markup, Markup]] = field(default_factory=list)
    form: Markup = field(default_factory=Markup)
    answers: list[Answer] = field(default_factory=list)
    problem: str = ""


class ActionRenderer:
    """Describes interactions in the reader's language."""

    def __init__(self, words: ActionWords, names: Names, texts: TextRenderer) -> None:
        self._words, self._names, self._texts = words, names, texts

    def render(self, interaction: Interaction) -> Action:
        sentence, options = self.sentence(interaction.origin or interaction)
        answers = list(self._answers(interaction)) if interaction.kind == InteractionType.FORM else []
        form = (interaction.origin or interaction).form
        title = escape_html(form["title"]) if form else Markup()
        avatar = Avatar.of(interaction.who.name)
        return Action(avatar, sentence, options, title, answers, self._problem(interaction))

    def _problem(self, interaction: Interaction) -> str:
        if interaction.failed:
            return self._words.failed
        if interaction.form and interaction.kind != InteractionType.FORM:
            return self._words.not_sent
        return ""

    def sentence(self, interaction: Interaction) -> tuple[Markup, list[tuple[Markup, Markup]]]:
        """What was done, and the options of a command with their values."""
        name = self._name(interaction)
        if interaction.kind == InteractionType.COMMAND:
            command, options = self._command(interaction)
            return fill_in(self._words.used, name=name, command=command), options
        if interaction.kind == InteractionType.FORM:
            return fill_in(self._words.sent_form, name=name), []
        component = _component(interaction)
        if values := interaction.data.get("values"):
            chosen = escape_html(", ".join(self._labels(component, values)))
            return fill_in(self._words.chose, name=name, options=chosen), []
        label = escape_html(component.get("label") or interaction.name)
        return fill_in(self._words.pressed, name=name, button=label), []

    def _name(self, interaction: Interaction) -> Markup:
        return Markup("<b>{}</b>").format(isolate(interaction.who.name))

    def _command(self, interaction: Interaction) -> tuple[Markup, list[tuple[Markup, Markup]]]:
        """The command's name in its user's client. It is the base name if the bot no longer has this command."""
        try:
            name, declared = self._names.command(interaction.name, interaction.who.locale)
        except ActionError:
            name, declared = f"/{interaction.name}", {}
        given = [
            (
                escape_html(localized(declared.get(o["name"], o), interaction.who.locale)),
                escape_html(self._value(o, declared.get(o["name"], {}), interaction)),
            )
            for o in _leaves(interaction.data.get("options", []))
        ]
        return Markup("<code>{}</code>").format(escape_html(name)), given

    def _value(self, option: Any, declared: Any, interaction: Interaction) -> str:
        """The value of an option, as the user saw it."""
        value = option["value"]
        for choice in declared.get("choices") or []:
            if choice["value"] == value:
                return localized(choice, interaction.who.locale)
        if isinstance(value, bool):
            return self._words.yes if value else self._words.no
        file = interaction.data.get("resolved", {}).get("attachments", {}).get(str(value))
        user = self._names.user(int(value)) if option["type"] == USER else None
        return file["filename"] if file else f"@{user}" if user else str(value)

    def _answers(self, interaction: Interaction) -> Iterator[Answer]:
        asked = _fields(interaction.origin.form if interaction.origin and interaction.origin.form else {})
        for sent in walk(interaction.data["components"]):
            if "custom_id" not in sent:
                continue
            label, component = asked.get(sent["custom_id"], (sent["custom_id"], {}))
            given = sent.get("values", sent.get("value"))
            yield Answer(escape_html(label), self._entered(given, component, interaction))

    def _entered(self, given: Any, component: Any, interaction: Interaction) -> list[TextBlock]:
        if isinstance(given, list):
            return [TextBlock(None, escape_html(", ".join(self._labels(component, given))))]
        if isinstance(given, bool):
            return [TextBlock(None, escape_html(self._words.yes if given else self._words.no))]
        if component.get("options"):
            return [TextBlock(None, escape_html(", ".join(self._labels(component, [given]))))]
        return self._texts.typed(str(given or ""))

    def _labels(self, component: Any, values: list[Any]) -> list[str]:
        labels = {o["value"]: o["label"] for o in component.get("options", [])}
        return [labels.get(v) or self._name_of(v) for v in values if v is not None]

    def _name_of(self, value: Any) -> str:
        number = int(value) if str(value).isdecimal() else 0
        return self._names.user(number) or self._names.role(number) or self._names.channel(number) or str(value)


def _leaves(options: list[Any]) -> Iterator[Any]:
    """The options with a value, also those of sub-commands."""
    for option in options:
        if "value" in option:
            yield option
        yield from _leaves(option.get("options", []))


def _component(interaction: Interaction) -> Any:
    """The button or menu that was used, from the newest version of its message that has it."""
    source = interaction.source
    versions = [source.components, *(edit.components for edit in reversed(source.edits))] if source else []
    for components in versions:
        for component in walk(components):
            if component.get("custom_id") == interaction.name:
                return component
    return {}


def _fields(form: Any) -> dict[str, tuple[str, Any]]:
    """Custom id to a field's label and component."""
    found: dict[str, tuple[str, Any]] = {}
    for top in form.get("components", []):
        inner = top.get("component") or next(iter(top.get("components", [])), None)
        if inner and "custom_id" in inner:
            found[inner["custom_id"]] = top.get("label") or inner.get("label") or "", inner
    return found
