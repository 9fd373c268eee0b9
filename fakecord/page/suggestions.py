"""The suggestions of the textbox *Command*: commands, then their options, choices and autocomplete."""

from dataclasses import dataclass, field

from fakecord.errors import ActionError, Json
from fakecord.model.channel import Channel
from fakecord.page.choices import entities
from fakecord.page.command_line import Command, Given, Line, available_commands, read_line
from fakecord.page.option_values import MENU_OF, NotUnderstood, values
from fakecord.page.user_view import UserView
from fakecord.rules.command_names import localized
from fakecord.rules.commands import ATTACHMENT, BOOLEAN

MOST = 25
"""Suggestions shown at once, as Discord does."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`line` is the text in the textbox after it was chosen. `file` is the option for which a file must be chosen."""

    label: str
    detail: str
    line: str
    file: str = ""


@dataclass(slots=True)
class Suggestions:
    """`first`: Enter takes the first one. `hint` describes the option that is being typed."""

    items: list[Suggestion] = field(default_factory=list)
    hint: str = ""
    first: bool = False


async def suggest(view: UserView, channel: Channel, text: str, cursor: int) -> Suggestions:
    """The suggestions for `text`, with the cursor after `cursor` characters."""
    if not text.startswith("/"):
        return Suggestions()
    commands = available_commands(view, channel)
    line = read_line(text, commands, view.person.user.locale)
    if line is None or text in (f"/{line.command.shown}", f"/{line.command.base}"):
        return _commands(view, commands, text)
    given = next((each for each in line.given if each.start <= cursor <= each.end), None)
    if given is None and line.loose and line.missing():
        end = line.loose_at + len(line.loose)
        given = Given(line.missing()[0], line.loose, line.loose_at, end)
        named = _options(view, line, line.loose)
        return named if named.items else await _value(view, channel, line, given)
    if given is None:
        return _options(view, line, "")
    return await _value(view, channel, line, given)


def _commands(view: UserView, commands: list[Command], text: str) -> Suggestions:
    """The commands that begin with the typed text, then those that contain it."""
    typed = text[1:].strip().casefold()
    named = [(c, f"{c.shown} {c.base}".casefold()) for c in commands]
    found = [c for c, names in named if c.shown.casefold().startswith(typed)]
    found += [c for c, names in named if c not in found and typed in names]
    items = [Suggestion(f"/{c.shown}", c.description, _begun(view, c)) for c in found]
    return Suggestions(items[: MOST * 4], first=not any(text.strip() in (f"/{c.shown}", f"/{c.base}") for c in found))


def _begun(view: UserView, command: Command) -> str:
    """The line for the command, with the name of its first required option already typed, as the client does."""
    required = next((o for o in command.options if o.get("required")), None)
    return f"/{command.shown} " + (f"{localized(required, view.person.user.locale)}:" if required else "")


def _options(view: UserView, line: Line, typed: str) -> Suggestions:
    locale, found = view.person.user.locale, Suggestions(hint=line.command.description)
    head = line.text if not typed else line.text[: line.loose_at] + line.text[line.loose_at + len(typed) :]
    for option in line.missing():
        name = localized(option, locale)
        if typed and not name.casefold().startswith(typed.casefold()):
            continue
        more = "" if option.get("required") else f" ({view.words['optional']})"
        detail = localized(option, locale, "description") + more
        found.items.append(Suggestion(name, detail, f"{head.rstrip()} {name}:"))
    return found


async def _value(view: UserView, channel: Channel, line: Line, given: Given) -> Suggestions:
    option = given.option
    locale = view.person.user.locale
    hint = f"{localized(option, locale)} – {localized(option, locale, 'description')}"
    if option["type"] == ATTACHMENT:
        choose = Suggestion(view.words["choose_file"], hint, line.text, option["name"])
        return Suggestions([choose], hint, first=not given.text)
    try:
        labels = await _labels(view, channel, line, given)
    except (ActionError, NotUnderstood):
        labels = []
    except TimeoutError:
        return Suggestions(hint=view.words["suggestions_failed"])
    is_whole = given.text in labels if labels else bool(given.text)
    if is_whole and line.text.endswith(" ") and line.missing():
        return _options(view, line, "")
    items = [Suggestion(label, "", _filled(view, line, given, label)) for label in labels[:MOST]]
    return Suggestions(items, hint, first=bool(items) and given.text not in labels)


async def _labels(view: UserView, channel: Channel, line: Line, given: Given) -> list[str]:
    """The values that can be chosen, by the names that the person reads."""
    option, typed = given.option, given.text.lstrip("@#").casefold()
    if option.get("autocomplete"):
        return await _autocomplete(view, channel, line, given)
    if option.get("choices"):
        names = [localized(choice, view.person.user.locale) for choice in option["choices"]]
    elif option["type"] in MENU_OF:
        names = [name for name, _ in entities(view, MENU_OF[option["type"]], option.get("channel_types") or ())]
    elif option["type"] == BOOLEAN:
        names = [view.words["yes"], view.words["no"]]
    else:
        return []
    return [name for name in names if typed in name.casefold()]


async def _autocomplete(view: UserView, channel: Channel, line: Line, given: Given) -> list[str]:
    """Asks the bot. The value of each label is stored, for when the command is sent."""
    option: Json = given.option
    others = values(view, line, {}, but=option["name"])
    others.pop(option["name"], None)
    path = line.command.base
    found = await view.person.suggest(path, option["name"], given.text, channel=channel, options=others)
    view.suggested.setdefault((path, option["name"]), {}).update(found)
    return [label for label, _ in found]


def _filled(view: UserView, line: Line, given: Given, label: str) -> str:
    """The line with that value, and the name of the next required option."""
    head = line.text[: given.start]
    if not line.values().get(given.option["name"]):  # it was typed without the option's name
        head += f"{localized(given.option, view.person.user.locale)}:"
    rest = line.text[given.end :].strip()
    due = next((o for o in line.missing() if o.get("required") and o is not given.option), None)
    begun = f"{localized(due, view.person.user.locale)}:" if due else ""
    return " ".join(filter(None, [head + label, rest])) + " " + begun
