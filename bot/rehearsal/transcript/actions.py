"""What people did, in words: the command they used, the button they pressed, the form they sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from bot.i18n.catalogue import Phrases
from bot.rehearsal.transcript.escaping import escape_html
from bot.rehearsal.transcript.message_body import BodyRenderer, TextBlock
from bot.rehearsal.transcript.names import Names, localized_name
from bot.rehearsal.transcript.page_language import Avatar, fill_in, isolate
from fakecord import CastError, Interaction, Kind
from fakecord.model.message import walk


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of a form, and what was sent in it."""

    label: Markup
    pieces: list[TextBlock]


@dataclass(frozen=True, slots=True)
class Action:
    """One act: who, what in a sentence, the options of her command, the answers in her form, and how it failed."""

    face: Avatar
    sentence: Markup
    options: list[tuple[Markup, Markup]] = field(default_factory=list)
    form: Markup = field(default_factory=Markup)
    answers: list[Answer] = field(default_factory=list)
    trouble: str = ""


class ActionRenderer:
    """Tells deeds in the page's language."""

    def __init__(self, _: Phrases, names: Names, bodies: BodyRenderer) -> None:
        self._say, self._names, self._bodies = _, names, bodies

    def told(self, it: Interaction) -> Action:
        sentence, options = self._act(it.origin or it)
        answers = list(self._answers(it)) if it.kind == Kind.FORM else []
        form = (it.origin or it).form
        return Action(
            Avatar.of(it.who.name), sentence, options, escape_html(form["title"]) if form else Markup(), answers,
            self._trouble(it),
        )  # fmt: skip

    def _trouble(self, it: Interaction) -> str:
        _ = self._say
        if it.failed:
            return _("This interaction failed: no answer came in time.")
        if it.form and it.kind != Kind.FORM:
            return _("The form was opened and not sent.")
        return ""

    def _act(self, it: Interaction) -> tuple[Markup, list[tuple[Markup, Markup]]]:
        _ = self._say
        name = self._name(it)
        if it.kind == Kind.COMMAND:
            command, options = self._command(it)
            return fill_in(_("%(name)s used %(command)s"), name=name, command=command), options
        if it.kind == Kind.FORM:
            return fill_in(_("%(name)s sent a form"), name=name), []
        component = _component(it)
        if values := it.data.get("values"):
            chosen = escape_html(", ".join(self._labels(component, values)))
            return fill_in(_("%(name)s chose “%(options)s”"), name=name, options=chosen), []
        label = escape_html(component.get("label") or it.name)
        return fill_in(_("%(name)s pressed “%(button)s”"), name=name, button=label), []

    def _name(self, it: Interaction) -> Markup:
        return Markup("<b>{}</b>").format(isolate(it.who.name))

    def _command(self, it: Interaction) -> tuple[Markup, list[tuple[Markup, Markup]]]:
        """As she reads it in her client's language; by its base name where the bot no longer has it."""
        try:
            name, declared = self._names.command(it.name, it.who.locale)
        except CastError:
            name, declared = f"/{it.name}", {}
        given = [
            (
                escape_html(localized_name(declared.get(o["name"], o), it.who.locale)),
                escape_html(self._value(o, declared.get(o["name"], {}), it)),
            )
            for o in _leaves(it.data.get("options", []))
        ]
        return Markup("<code>{}</code>").format(escape_html(name)), given

    def _value(self, option: Any, declared: Any, it: Interaction) -> str:
        """What she picked, by the name she saw."""
        _ = self._say
        value = option["value"]
        for choice in declared.get("choices") or []:
            if choice["value"] == value:
                return localized_name(choice, it.who.locale)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        file = it.data.get("resolved", {}).get("attachments", {}).get(str(value))
        user = self._names.user(int(value)) if option["type"] == USER else None
        return file["filename"] if file else f"@{user}" if user else str(value)

    def _answers(self, it: Interaction) -> Iterator[Answer]:
        asked = _fields(it.origin.form if it.origin and it.origin.form else {})
        for sent in walk(it.data["components"]):
            if "custom_id" not in sent:
                continue
            label, component = asked.get(sent["custom_id"], (sent["custom_id"], {}))
            given = sent.get("values", sent.get("value"))
            yield Answer(escape_html(label), self._written(given, component, it))

    def _written(self, given: Any, component: Any, it: Interaction) -> list[TextBlock]:
        _ = self._say
        if isinstance(given, list):
            return [TextBlock(None, escape_html(", ".join(self._labels(component, given))))]
        if isinstance(given, bool):
            return [TextBlock(None, escape_html(_("yes") if given else _("no")))]
        if component.get("options"):
            return [TextBlock(None, escape_html(", ".join(self._labels(component, [given]))))]
        return self._bodies.typed(str(given or ""))

    def _labels(self, component: Any, values: list[Any]) -> list[str]:
        labels = {o["value"]: o["label"] for o in component.get("options", [])}
        return [labels.get(v) or self._named(v) for v in values if v is not None]

    def _named(self, value: Any) -> str:
        number = int(value) if str(value).isdecimal() else 0
        return self._names.user(number) or self._names.role(number) or self._names.channel(number) or str(value)


USER = 6


def _leaves(options: list[Any]) -> Iterator[Any]:
    """The options with a value, out of their sub-commands."""
    for option in options:
        if "value" in option:
            yield option
        yield from _leaves(option.get("options", []))


def _component(it: Interaction) -> Any:
    """The button or menu as it stood when it was used, or last did."""
    source = it.source
    stages = [source.components, *(edit.components for edit in reversed(source.edits))] if source else []
    for components in stages:
        for component in walk(components):
            if component.get("custom_id") == it.name:
                return component
    return {}


def _fields(form: Any) -> dict[str, tuple[str, Any]]:
    """A form's fields by custom id, each with its label."""
    found: dict[str, tuple[str, Any]] = {}
    for top in form.get("components", []):
        within = top.get("component") or next(iter(top.get("components", [])), None)
        if within and "custom_id" in within:
            found[within["custom_id"]] = top.get("label") or within.get("label") or "", within
    return found
