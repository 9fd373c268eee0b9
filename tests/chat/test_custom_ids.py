"""Custom ids name their workshop, whatever they hold."""

import pytest

from bot.chat.custom_ids import named, named_form, shown_by, unnamed
from bot.chat.forms import form, menu_field, print_of, text_field
from bot.chat.posts import Post, button, buttons, menu
from bot.core.errors import NoLongerInUse, OtherEdition


@pytest.mark.parametrize(
    "custom_id", ["signin", "prompt:rate:ease:3", "announce:now:d1/reminder/1h30m/pt-BR/2", "x:\n"]
)
def test_an_id_keeps_its_parts(custom_id: str) -> None:
    sent = named("acpi-2021", custom_id)
    assert sent.split(":")[1:] == custom_id.split(":")
    assert named("acpi-2021", sent) == sent
    assert unnamed("acpi-2021", sent) == custom_id
    with pytest.raises(OtherEdition):
        unnamed("acpi-2022", sent)


@pytest.mark.parametrize("custom_id", ["", "signin", "signin:code", "prompt:rate:ease:3", "ABCDEF:signin", "abcdef:"])
def test_an_id_without_a_workshop_has_no_handler(custom_id: str) -> None:
    with pytest.raises(NoLongerInUse):
        unnamed("acpi-2021", custom_id)


def test_the_longest_id_fits() -> None:
    """The key of an announcement, of which a session's id is the longest part."""
    assert len(named("w" * 40, f"announce:now:{'s' * 40}/reminder/59d23h59m59s/pt-BR/999")) <= 100


async def test_every_post_names_the_workshop_of_its_buttons() -> None:
    post = Post.of("Text", view=buttons([button("Yes", "poll:yes")], [menu("poll:pick", [("One", "1")])]))
    sent = [item.custom_id for item in post.new("w")["view"].children]
    assert sent == [named("w", "poll:yes"), named("w", "poll:pick")]
    assert [item.custom_id for item in post.edited("w")["view"].children] == sent  # once, however often it is sent
    with pytest.raises(ValueError, match="name their workshop"):
        Post.of("Text", view=buttons([button("Yes", "poll:yes")])).new()


async def test_a_form_names_what_it_shows() -> None:
    def shown(value: str = "", label: str = "Text", chosen: str = "1") -> str:
        menu = menu_field("Pick", "menu", [("One", "1"), ("Two", "2")], chosen=chosen)
        return print_of(form("Title", "poll:form", text_field(label, "text", most=9, value=value), menu))

    assert shown("a") == shown("a")
    assert len({shown(), shown("a"), shown("b"), shown(label="Texte"), shown(chosen="2")}) == 5
    id = named_form("w", "poll:form", shown("a"))
    assert (unnamed("w", id), shown_by(id)) == ("poll:form", shown("a"))
    assert shown_by(named("w", "poll:form")) is None  # one that was opened before forms carried it
    with pytest.raises(OtherEdition):
        unnamed("x", id)
    assert len(named_form("w" * 40, f"evaluate:form:{'e' * 40}:99", shown())) <= 100
