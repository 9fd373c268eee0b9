"""Pictures of a phone, in each language with phrases. `make pictures` draws them from `pictures.html`, in a browser."""

from functools import cache
from pathlib import Path

from bot.core.programme import Channels
from bot.i18n.catalogue import SOURCE, mark, phrases

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "pictures.html"
ALTERNATIVES = {
    "app": mark("A phone that shows the app Discord in a store, with the button to install it."),
    "invitation": mark("A phone that shows an invitation, with the button to accept it."),
    "channel": mark("A phone that shows the list of channels; the one to open is marked."),
    "button": mark("A phone that shows the welcome, with the button to join beneath it."),
    "command": mark("A phone that shows the command to join, typed in."),
    "code": mark("A phone that shows the form to join, with a field for the code."),
    "menu": mark("A phone that shows the form to join, with a list to pick from."),
}
"""What each picture shows, by its name: its alternative text."""
_WORDS = {
    "install": mark("Install"),
    "invited": mark("You have been invited"),
    "accept": mark("Accept"),
    "welcome": mark("Welcome"),
    "join": mark("Join"),
    "join_command": mark("join"),
    "code": mark("The code you were given"),
    "for_whom": mark("For whom do you take part?"),
    "send": mark("Send"),
}


def content_of(language: str) -> dict[str, object]:
    """The content of the template in `language`."""
    _ = phrases(language)
    words = {name: _(phrase) for name, phrase in _WORDS.items()}
    return {"language": language, "words": words, "channels": Channels()}


@cache
def picture(name: str, language: str) -> bytes:
    """The PNG of a picture. It is in English if there are no pictures in `language` yet."""
    file = FOLDER / f"{name}.{language}.png"
    return (file if file.exists() else FOLDER / f"{name}.{SOURCE}.png").read_bytes()
